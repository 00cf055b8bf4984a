package tlsready.site;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page to share another with: {@code templates/site/share.html}. */
final class ShareViews {
    private ShareViews() {}

    @CheckedTemplate(basePath = "site")
    record share(SharePage page) implements TemplateInstance {}
}
