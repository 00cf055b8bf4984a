package tlsready.guide;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.arc.All;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.knowledge.Editions;

/**
 * The guided questions. All state is in the address: answering is a plain GET that redirects to the next page, so Back
 * works, and a link opens the same page for everybody.
 */
@Path("/")
@Produces("text/html;charset=utf-8")
public class GuideResource {
    private static final String PASTE = "paste";
    private static final int MAX_PASTE = 64 * 1024;
    /** What is longer than this was not typed. */
    private static final int MAX_TYPED = 200;

    private final Flow flow;
    private final List<PasteReader> readers;
    private final Editions editions;

    GuideResource(Flow flow, @All List<PasteReader> readers, Editions editions) {
        this.flow = flow;
        this.editions = editions;
        this.readers = readers;
    }

    /** The first question, or the first open one if there are answers. */
    @GET
    @Path("guide")
    @Operation(hidden = true)
    public Response start(@Context HttpServerRequest request) {
        return found(link(position(request).href(), request).address());
    }

    /** A node with the answers that lead to it. */
    @GET
    @Path("guide/{node}")
    @Operation(hidden = true)
    public Response show(String node, @Context HttpServerRequest request) {
        Node wanted = flow.node(node).orElseThrow(() -> new Flow.NoSuchNode(node));
        Position position = position(request);
        if (!position.shows(wanted)) {
            return instead(position);
        }
        if (position.problem().isPresent() && wanted.equals(position.node())) {
            return refused(position);
        }
        SharedLink link = link(position.href(wanted), request);
        return link.address().equals(request.uri()) ? page(position, wanted, link) : found(link.address());
    }

    /** The answers, to be checked. */
    @GET
    @Path("guide/check")
    @Operation(hidden = true)
    public Response check(@Context HttpServerRequest request) {
        Position position = position(request);
        boolean plan = position.node() instanceof Outcome outcome && outcome.plan();
        if (!plan) {
            return instead(position);
        }
        SharedLink link = link(position.href(), request);
        return link.address().equals(request.uri()) ? checkPage(position, link) : found(link.address());
    }

    /** Takes an answer and goes on to the next page. */
    @GET
    @Path("guide/{node}/next")
    @Operation(hidden = true)
    public Response next(String node, @Context HttpServerRequest request) {
        Question question = flow.question(node).orElseThrow(() -> new Flow.NoSuchNode(node));
        Answers answers = answers(request);
        Position position = Position.of(flow, answers);
        if (answers.to(node).isPresent() || !position.shows(question)) {
            return instead(position);
        }
        String why = question.listed() ? "Choose an answer, or “I do not know”." : "The box is empty. Fill it in.";
        return bad(QuestionPage.of(flow, position, question).with(trouble(why, List.of()), ""));
    }

    /** Takes what a command printed, and goes on with the answer it holds. Nothing of it is kept. */
    @POST
    @Path("guide/{node}/next")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response paste(String node, String form, @Context HttpServerRequest request) {
        Question question =
                flow.question(node).filter(q -> q.evidence().isPresent()).orElseThrow(() -> new Flow.NoSuchNode(node));
        Answers answers = answers(request).without(node);
        Position position = Position.of(flow, answers);
        if (!position.shows(question)) {
            return instead(position);
        }
        String pasted = Answers.parseForm(form, PASTE::equals).to(PASTE).orElse("");
        QuestionPage page = QuestionPage.of(flow, position, question);
        if (pasted.isBlank()) {
            return bad(page.with(trouble("The box is empty. Paste in what the command printed.", List.of()), ""));
        }
        if (pasted.length() > MAX_PASTE) {
            String why = "That is %,d characters; we read at most %,d. Paste only the part that is about this question."
                    .formatted(pasted.length(), MAX_PASTE);
            return html(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, page(page.with(trouble(why, List.of()), "")));
        }
        PasteReader.Reading reading = reader(question).read(pasted);
        Optional<Reply> reply = reply(question, reading, pasted);
        if (reply.isPresent() && reply.get() instanceof Reply.Accepted accepted) {
            return taken(answers.with(node, accepted.answer().id()), accepted.answer(), reading, page);
        }
        if (reply.isPresent() && !((Reply.Refused) reply.get()).candidates().isEmpty()) {
            var refusal = (Reply.Refused) reply.get();
            return bad(page.with(
                    new QuestionPage.Trouble(
                            refusal.why(), reading.found(), QuestionPage.candidates(flow, answers, question, refusal)),
                    pasted));
        }
        String why = reading instanceof PasteReader.Unclear unclear
                ? unclear.why()
                : ((Reply.Refused) reply.orElseThrow()).why();
        return bad(page.with(trouble(why, reading.found()), pasted));
    }

    /**
     * What the question says to the answer that was read, or else to the text itself, if the reader knows nothing of it
     * and it is short enough to be typed.
     */
    private static Optional<Reply> reply(Question question, PasteReader.Reading reading, String pasted) {
        if (reading instanceof PasteReader.Understood understood) {
            return Optional.of(question.read(understood.answer()));
        }
        boolean typed = pasted.length() <= MAX_TYPED && reading.found().isEmpty();
        return typed ? Optional.of(question.read(pasted)) : Optional.empty();
    }

    /** Goes on with the answer. What the text tells beyond answers is shown before any of it is kept. */
    private Response taken(Answers answers, Answer answer, PasteReader.Reading reading, QuestionPage page) {
        Position alone = Position.of(flow, answers);
        if (!(reading instanceof PasteReader.Understood understood)) {
            return redirect(Response.Status.SEE_OTHER, alone.href());
        }
        PasteReader.More more = understood.more();
        Position all = alone.with(flow, more.answers());
        if (more.says().isEmpty()) {
            return redirect(Response.Status.SEE_OTHER, all.href());
        }
        Position carried = Position.of(flow, all.answers().with(Answers.EVIDENCE, more.code()));
        var told = new ToldPage(
                page,
                answer.label(),
                more.says(),
                carried.href(),
                alone.href(),
                answers.to(Answers.EVIDENCE).isPresent());
        return html(HttpURLConnection.HTTP_OK, new GuideViews.told(told));
    }

    private PasteReader reader(Question question) {
        String id = question.evidence().orElseThrow().reader();
        return readers.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    private static QuestionPage.Trouble trouble(String why, List<String> found) {
        return new QuestionPage.Trouble(why, found, List.of());
    }

    private Answers answers(HttpServerRequest request) {
        return Answers.parse(request.query(), flow::isQuestion);
    }

    private SharedLink link(String address, HttpServerRequest request) {
        return SharedLink.of(address, request.query(), editions);
    }

    private Position position(HttpServerRequest request) {
        return Position.of(flow, answers(request));
    }

    /** The page the answers lead to; if one of them is refused, its question with the reason. */
    private Response instead(Position position) {
        return position.problem().isPresent() ? refused(position) : found(position.href());
    }

    private Response refused(Position position) {
        return bad(QuestionPage.refused(flow, position));
    }

    private Response page(Position position, Node wanted, SharedLink link) {
        if (wanted instanceof Question question) {
            var page = QuestionPage.of(flow, position, question);
            return html(HttpURLConnection.HTTP_OK, new GuideViews.question(page, Optional.of(link)));
        }
        var rows = SummaryRow.of(position);
        return html(HttpURLConnection.HTTP_OK, new GuideViews.outcome((Outcome) wanted, back(position), rows, link));
    }

    private Response checkPage(Position position, SharedLink link) {
        var rows = SummaryRow.of(position);
        String plan = position.answers().on("/plan");
        return html(
                HttpURLConnection.HTTP_OK,
                new GuideViews.check((Outcome) position.node(), back(position), rows, plan, link));
    }

    private static String back(Position complete) {
        return complete.href(complete.path().get(complete.path().size() - 1).question());
    }

    private static TemplateInstance page(QuestionPage page) {
        return new GuideViews.question(page, Optional.empty());
    }

    private static Response bad(QuestionPage page) {
        return html(HttpURLConnection.HTTP_BAD_REQUEST, page(page));
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status).entity(page.render()).build();
    }

    private static Response found(String address) {
        return redirect(Response.Status.FOUND, address);
    }

    /** The address stays relative: behind a proxy only the browser knows the host. */
    private static Response redirect(Response.Status status, String address) {
        return Response.status(status).header(HttpHeaders.LOCATION, address).build();
    }
}
