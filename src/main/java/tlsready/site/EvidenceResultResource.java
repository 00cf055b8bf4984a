package tlsready.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
import tlsready.guide.Position;
import tlsready.guide.Reply;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Target;
import tlsready.remediation.StepWords;
import tlsready.windows.StackModel;

/** What evidence means: a verdict for each kind of program on the machine. A function of its address. */
@Path("/evidence/result")
@Produces("text/html;charset=utf-8")
public class EvidenceResultResource {
    private static final String PATH = "/evidence/result";
    private static final String TARGET = "target";
    private static final String USUAL = "arcgis-online";

    private final Flow flow;
    private final Knowledge knowledge;
    private final EvidenceCode code;
    private final EvidenceResultPage.Maker maker;

    EvidenceResultResource(Flow flow, StackModel model, StepWords words, EvidenceCode code) {
        this.flow = flow;
        this.knowledge = model.knowledge();
        this.code = code;
        this.maker = new EvidenceResultPage.Maker(model, words);
    }

    /** The verdicts; without evidence, the box to bring it. */
    @GET
    @Operation(hidden = true)
    public Response result(@Context HttpServerRequest request) {
        Answers given = Answers.parse(request.query(), id -> flow.isQuestion(id) || WhatIf.PARAMETERS.contains(id));
        Optional<String> evidence = given.to(Answers.EVIDENCE);
        if (evidence.isEmpty()) {
            return found(answers(given).on("/evidence"));
        }
        EvidenceCode.Reading reading = code.read(evidence.get());
        if (reading.kept().claims().isEmpty()) {
            throw new BadAddress(
                    reading.faults().isEmpty()
                            ? "The evidence in the address is empty. Paste it again."
                            : String.join(" ", reading.faults()));
        }
        Target target = target(given);
        WhatIf asked = WhatIf.of(given);
        Answers plain = address(code.write(reading.kept()), target, answers(given));
        String canonical = asked.on(plain).on(PATH);
        if (reading.faults().isEmpty() && !canonical.equals(request.uri())) {
            return found(canonical);
        }
        var page = maker.page(reading.kept(), reading.faults(), target, asked, links(reading, plain));
        return Response.status(reading.faults().isEmpty() ? Response.Status.OK : Response.Status.BAD_REQUEST)
                .entity(new EvidenceViews.evidenceResult(page).render())
                .build();
    }

    private EvidenceResultPage.Links links(EvidenceCode.Reading reading, Answers plain) {
        Answers answers = new EvidenceAnswers(flow, knowledge).add(plain, reading.kept());
        var hidden = new LinkedHashMap<>(plain.byQuestion());
        hidden.remove(TARGET);
        return new EvidenceResultPage.Links(Position.of(flow, answers).href(), plain.on(PATH), hidden);
    }

    private Answers address(String written, Target target, Answers answers) {
        Answers address = Answers.NONE.with(Answers.EVIDENCE, written).with(TARGET, target.id());
        for (var answer : answers.without(TARGET).byQuestion().entrySet()) {
            address = address.with(answer.getKey(), answer.getValue());
        }
        return address;
    }

    /** The guide's answers among the parameters, as far as their questions accept them. */
    private Answers answers(Answers given) {
        return new Answers(given.byQuestion().entrySet().stream()
                .filter(entry -> flow.question(entry.getKey())
                        .map(question -> question.read(entry.getValue()) instanceof Reply.Accepted)
                        .orElse(false))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new)));
    }

    private Target target(Answers given) {
        String id = given.to(TARGET).filter(answer -> !answer.equals("unknown")).orElse(USUAL);
        return knowledge.targets().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadAddress("We know no service “" + BadAddress.shown(id)
                        + "”. There are "
                        + knowledge.targets().stream().map(Target::id).collect(Collectors.joining(", ")) + "."));
    }

    private static Response found(String address) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, address)
                .build();
    }
}
