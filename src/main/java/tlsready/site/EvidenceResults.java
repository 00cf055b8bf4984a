package tlsready.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.evidence.EvidenceCode;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Position;
import tlsready.guide.Reply;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Target;
import tlsready.remediation.StepWords;
import tlsready.windows.StackModel;

/** Reads the addresses of evidence's results. */
final class EvidenceResults {
    static final String PATH = "/evidence/result";

    private static final String TARGET = "target";
    /** The service that is meant where nobody says. */
    static final String USUAL = "arcgis-online";

    private final Flow flow;
    private final Knowledge knowledge;
    private final EvidenceCode code;
    private final EvidenceResultPages pages;

    EvidenceResults(Flow flow, StackModel model, StepWords words, EvidenceCode code) {
        this.flow = flow;
        this.knowledge = model.knowledge();
        this.code = code;
        this.pages = new EvidenceResultPages(model, words);
    }

    /** What came of reading. */
    sealed interface Reading {}

    /**
     * A result.
     *
     * @param faults what could not be read of the evidence, in sentences
     * @param address canonical path and query
     */
    record Result(EvidenceResultPage page, List<String> faults, String address) implements Reading {}

    /** There is no evidence in the address; this one takes it. */
    record Elsewhere(String address) implements Reading {}

    /**
     * Reads a query string.
     *
     * @throws BadAddress if it asks for something that does not exist, or nothing of the evidence is readable
     */
    Reading read(String query) {
        Answers given = Answers.parse(query, id -> flow.isQuestion(id) || WhatIf.PARAMETERS.contains(id));
        Optional<String> evidence = given.to(Answers.EVIDENCE);
        if (evidence.isEmpty()) {
            return new Elsewhere(answers(given).on("/evidence"));
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
        var page = pages.page(reading.kept(), reading.faults(), target, asked, links(reading, plain));
        return new Result(page, reading.faults(), asked.on(plain).on(PATH));
    }

    private EvidenceResultPage.Links links(EvidenceCode.Reading reading, Answers plain) {
        Answers answers = new EvidenceAnswers(flow, knowledge).add(plain, reading.kept());
        var hidden = new LinkedHashMap<>(plain.byQuestion());
        hidden.remove(TARGET);
        return new EvidenceResultPage.Links(
                Position.of(flow, answers).href(), plain.on("/check/room"), plain.on(PATH), hidden);
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
}
