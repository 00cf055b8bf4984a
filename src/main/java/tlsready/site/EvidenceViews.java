package tlsready.site;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.guide.SharedLink;

/** The pages of evidence: {@code templates/site/evidence*.html}. */
final class EvidenceViews {
    private EvidenceViews() {}

    /** The box to paste in, and what to run to have something to paste. */
    @CheckedTemplate(basePath = "site")
    record evidence(EvidenceBox box) implements TemplateInstance {}

    /** What was understood, what is kept and what is dropped. */
    @CheckedTemplate(basePath = "site")
    record evidenceRead(EvidenceReadPage page) implements TemplateInstance {}

    /** What each kind of program on the machine will do, and why. */
    @CheckedTemplate(basePath = "site")
    record evidenceResult(EvidenceResultPage page, SharedLink link) implements TemplateInstance {}
}
