package tlsready.guide;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The flow itself: as a picture, as text for two drawing programs, and as JSON. */
@Path("/")
public class FlowResource {
    private static final String TEXT = "text/plain;charset=utf-8";

    private final FlowGraph graph;
    private final String svg;
    private final FlowAnswer json;

    FlowResource(Flow flow) {
        this.graph = FlowGraph.of(flow);
        this.svg = FlowSvg.of(graph);
        this.json = FlowAnswer.of(flow);
    }

    @GET
    @Path("guide/graph")
    @Produces("text/html;charset=utf-8")
    @Operation(hidden = true)
    public TemplateInstance page() {
        return new GuideViews.graph(graph, svg);
    }

    @GET
    @Path("guide/graph.svg")
    @Produces("image/svg+xml;charset=utf-8")
    @Operation(hidden = true)
    public String svg() {
        return svg;
    }

    @GET
    @Path("guide/graph.mmd")
    @Produces(TEXT)
    @Operation(hidden = true)
    public String mermaid() {
        return graph.mermaid();
    }

    @GET
    @Path("guide/graph.dot")
    @Produces(TEXT)
    @Operation(hidden = true)
    public String graphviz() {
        return graph.graphviz();
    }

    @GET
    @Path("api/v1/flow")
    @Produces(MediaType.APPLICATION_JSON)
    @Tag(name = "guide")
    @Operation(
            summary = "The guided questions",
            description =
                    "Every question with its answers and where each leads, and every outcome. A link to a page of "
                            + "the guide is /guide/{id}?{question}={answer}&…; the address that such a link leads to is canonical.")
    public FlowAnswer flow() {
        return json;
    }

    /** The flow as version 1 of the API tells it. */
    public record FlowAnswer(String start, List<QuestionAnswer> questions, List<OutcomeAnswer> outcomes) {
        static FlowAnswer of(Flow flow) {
            return new FlowAnswer(
                    flow.start().id(),
                    flow.questions().stream().map(QuestionAnswer::of).toList(),
                    flow.outcomes().stream()
                            .map(outcome -> new OutcomeAnswer(outcome.id(), outcome.title(), outcome.plan()))
                            .toList());
        }
    }

    /**
     * A question.
     *
     * @param typed whether an answer can be typed; it is then normalised to one of the ids, or to {@code release-N}
     * @param pasted whether the page takes what a command printed
     */
    public record QuestionAnswer(
            String id, String title, String hint, boolean typed, boolean pasted, List<AnswerAnswer> answers) {
        static QuestionAnswer of(Question question) {
            return new QuestionAnswer(
                    question.id(),
                    question.title(),
                    question.hint(),
                    question.typed().isPresent(),
                    question.evidence().isPresent(),
                    question.ways().stream()
                            .map(way -> new AnswerAnswer(way.id(), way.label(), way.next()))
                            .toList());
        }
    }

    /** An answer and the node it leads to. */
    public record AnswerAnswer(String id, String label, String next) {}

    /** An outcome; {@code plan} says whether the answers make a plan. */
    public record OutcomeAnswer(String id, String title, boolean plan) {}
}
