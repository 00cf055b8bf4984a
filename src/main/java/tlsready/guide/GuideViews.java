package tlsready.guide;

import java.util.List;
import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of the guide: {@code templates/guide/}. */
final class GuideViews {
    private GuideViews() {}

    /** A question. */
    @CheckedTemplate(basePath = "guide")
    record question(QuestionPage page, Optional<SharedLink> link) implements TemplateInstance {}

    /** What a paste told beyond the answer it was for. */
    @CheckedTemplate(basePath = "guide")
    record told(ToldPage page) implements TemplateInstance {}

    /** A page that ends a path. */
    @CheckedTemplate(basePath = "guide")
    record outcome(Outcome outcome, String back, List<SummaryRow> answers, SharedLink link)
            implements TemplateInstance {}

    /** The answers, to be checked before the plan is shown. */
    @CheckedTemplate(basePath = "guide")
    record check(Outcome outcome, String back, List<SummaryRow> answers, String plan, SharedLink link)
            implements TemplateInstance {}

    /** The whole flow, as a picture and in words. */
    @CheckedTemplate(basePath = "guide")
    record graph(FlowGraph graph, String svg) implements TemplateInstance {}
}
