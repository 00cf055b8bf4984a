package tlsready.site;

import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.guide.SharedLink;

/** The page of the .reg check: {@code templates/site/lint.html}. */
final class LintViews {
    private LintViews() {}

    /** The box, and what was found. */
    @CheckedTemplate(basePath = "site")
    record lint(LintPage page, Optional<SharedLink> link) implements TemplateInstance {}
}
