package tlsready.check;

import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of the check: {@code templates/check/}. */
final class CheckViews {
    private CheckViews() {}

    /**
     * What an endpoint shows to a browser: one file, as plain as Internet Explorer 8 needs it.
     *
     * @param portal address of the portal, without a slash at the end
     */
    @CheckedTemplate(basePath = "check")
    record verdict(VerdictPage page, Optional<String> portal) implements TemplateInstance {}
}
