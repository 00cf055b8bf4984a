package tlsready.site;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page of the .reg check: {@code templates/site/lint.html}. */
final class LintViews {
    private LintViews() {}

    /** The box, and what was found. */
    @CheckedTemplate(basePath = "site")
    record lint(LintPage page) implements TemplateInstance {}
}
