package tlsready.cases;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of receipts: {@code templates/cases/}. */
final class ReceiptViews {
    private ReceiptViews() {}

    /** A receipt on one sheet: a file of its own, so that no address with a key is printed with it. */
    @CheckedTemplate(basePath = "cases")
    record receipt(SignedReceipt signed) implements TemplateInstance {}

    /** Why there is no receipt. */
    @CheckedTemplate(basePath = "cases")
    record noReceipt(String title, String words, String back) implements TemplateInstance {}
}
