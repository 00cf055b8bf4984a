package tlsready.bundle;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of this room: {@code templates/bundle/}. */
final class BundleViews {
    private BundleViews() {}

    /**
     * What is in a bundle, before it is downloaded.
     *
     * @param zip address of the archive
     * @param plan address of the plan's page
     * @param weight size of the archive in words
     * @param sha256 of the archive
     * @param label that its tests report with; empty if they report to nobody
     */
    @CheckedTemplate(basePath = "bundle")
    record preview(Bundle bundle, String zip, String plan, String weight, String sha256, String edition, String label)
            implements TemplateInstance {}

    /** The file {@code instructions.html}. */
    @CheckedTemplate(basePath = "bundle")
    record instructions(Sheet sheet) implements TemplateInstance {}

    /** The file {@code for-your-administrator.html}. */
    @CheckedTemplate(basePath = "bundle")
    record administrator(Sheet sheet) implements TemplateInstance {}
}
