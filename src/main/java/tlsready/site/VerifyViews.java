package tlsready.site;

import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.cases.Verification;

/** The page that looks at receipts: {@code templates/site/verify.html}. */
final class VerifyViews {
    private VerifyViews() {}

    /**
     * The form, and what came of it.
     *
     * @param trouble why nothing could be looked at; empty if nothing is wrong
     * @param text what was pasted as receipt
     * @param key what was pasted as key
     */
    @CheckedTemplate(basePath = "site")
    record verify(Optional<Verification> seen, String trouble, String text, String key) implements TemplateInstance {}
}
