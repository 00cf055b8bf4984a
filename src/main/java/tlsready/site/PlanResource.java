package tlsready.site;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.evidence.EvidenceCode;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.guide.SharedLink;
import tlsready.guide.SummaryRow;
import tlsready.knowledge.Editions;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.Plan;
import tlsready.remediation.PlanPage;
import tlsready.remediation.Planner;
import tlsready.remediation.Request;
import tlsready.remediation.StepWords;

/** The plan for a set of answers. Like every page of the journey it is a function of its address. */
@Path("/plan")
@Produces("text/html;charset=utf-8")
public class PlanResource {
    private final Flow flow;
    private final Knowledge knowledge;
    private final Planner planner;
    private final StepWords words;
    private final Journey journey;
    private final EvidenceCode evidence;
    private final Editions editions;

    PlanResource(
            Flow flow,
            Knowledge knowledge,
            Planner planner,
            StepWords words,
            Journey journey,
            EvidenceCode evidence,
            Editions editions) {
        this.editions = editions;
        this.flow = flow;
        this.knowledge = knowledge;
        this.planner = planner;
        this.words = words;
        this.journey = journey;
        this.evidence = evidence;
    }

    /** The plan; without all its answers, the question that is still open. */
    @GET
    @Operation(hidden = true)
    public Response plan(@Context HttpServerRequest request) {
        Position position = Position.of(flow, Answers.parse(request.query(), flow::isQuestion));
        Carried carried = Carried.by(position.answers(), evidence);
        Answers given = carried.answers();
        boolean complete = position.node() instanceof Outcome outcome && outcome.plan();
        String address = complete ? given.on("/plan") : position.stop();
        if (!carried.faults().isEmpty()) {
            address = carried.faultPage();
        }
        SharedLink link = SharedLink.of(address, request.query(), editions);
        boolean here = complete && carried.faults().isEmpty();
        if (!here || !link.address().equals(request.uri())) {
            return Response.status(Response.Status.FOUND)
                    .header(HttpHeaders.LOCATION, link.address())
                    .build();
        }
        Request wanted = journey.request(given.byQuestion(), carried.kept());
        Plan plan = planner.plan(wanted);
        List<SummaryRow> answers = SummaryRow.of(position);
        return Response.ok(new SiteViews.plan(
                                PlanPage.of(plan, knowledge, words),
                                answers,
                                position.href(),
                                given.on("/bundle"),
                                PlanEvidence.of(given, carried.kept(), wanted, knowledge),
                                knowledge.version(),
                                link)
                        .render())
                .build();
    }
}
