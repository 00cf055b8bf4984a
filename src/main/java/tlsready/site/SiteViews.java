package tlsready.site;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of the rim: {@code templates/site/}. */
final class SiteViews {
    private SiteViews() {}

    /** The start page. */
    @CheckedTemplate(basePath = "site")
    record home() implements TemplateInstance {}

    /** A page for what went wrong. */
    @CheckedTemplate(basePath = "site")
    record error(Problem problem) implements TemplateInstance {}
}
