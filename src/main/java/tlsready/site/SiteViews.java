package tlsready.site;

import java.util.List;
import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.guide.SharedLink;
import tlsready.guide.SummaryRow;
import tlsready.remediation.PlanPage;

/** The pages of the rim: {@code templates/site/}. */
final class SiteViews {
    private SiteViews() {}

    /** The start page. */
    @CheckedTemplate(basePath = "site")
    record home() implements TemplateInstance {}

    /** A page for what went wrong. */
    @CheckedTemplate(basePath = "site")
    record error(Problem problem) implements TemplateInstance {}

    /** A plan, with the way back to its answers and the way on to its bundle. */
    @CheckedTemplate(basePath = "site")
    record plan(
            PlanPage page,
            List<SummaryRow> answers,
            String back,
            String bundle,
            Optional<PlanEvidence> evidence,
            String edition,
            SharedLink link)
            implements TemplateInstance {}
}
