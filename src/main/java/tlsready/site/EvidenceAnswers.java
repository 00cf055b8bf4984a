package tlsready.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import tlsready.evidence.Kept;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Reply;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;

/** Answers the guide's questions that evidence can answer, so that only the others are asked. */
final class EvidenceAnswers {
    /** The question that asks for the version of a program, by program. */
    private static final Map<String, String> VERSIONS = Map.of("arcgis-desktop", "desktop", "arcgis-pro", "pro");

    private final Flow flow;
    private final Knowledge knowledge;

    EvidenceAnswers(Flow flow, Knowledge knowledge) {
        this.flow = flow;
        this.knowledge = knowledge;
    }

    /** What was answered already, and behind it what the evidence answers. */
    Answers add(Answers given, Kept kept) {
        Answers all = given;
        for (Map.Entry<String, String> told : of(kept, knowledge).entrySet()) {
            all = unless(all, told.getKey(), told.getValue());
        }
        return all;
    }

    /** What the evidence answers, by question; a question may refuse the answer. */
    static Map<String, String> of(Kept kept, Knowledge knowledge) {
        var answers = new LinkedHashMap<String, String>();
        Machine machine = kept.machine(knowledge);
        Map<String, String> products = kept.products();
        if (products.size() == 1) {
            answers.put("program", products.keySet().iterator().next());
        }
        for (Map.Entry<String, String> product : products.entrySet()) {
            if (VERSIONS.containsKey(product.getKey())) {
                answers.put(VERSIONS.get(product.getKey()), product.getValue());
            }
        }
        if (machine.frameworks().clr2() == Frameworks.Presence.ABSENT) {
            answers.put("dotnet35", "no"); // nothing uses what is not there
        }
        answers.put("windows", machine.windows().id());
        machine.bitness().ifPresent(bits -> answers.put("bitness", bits == Bitness.X86 ? "x86" : "x64"));
        Optional<String> four = machine.frameworks().four() instanceof Frameworks.NoFour
                ? Optional.of("none")
                : machine.frameworks().installed().map(release -> release.id());
        four.ifPresent(id -> answers.put("dotnet", id));
        return answers;
    }

    /** An answer that says "I do not know" gives way; an answer the question would refuse is left to the person. */
    private Answers unless(Answers answers, String question, String answer) {
        boolean known =
                answers.to(question).filter(given -> !given.equals("unknown")).isPresent();
        boolean accepted = flow.question(question)
                .map(asked -> asked.read(answer) instanceof Reply.Accepted)
                .orElse(false);
        return known || !accepted || answer.equals("unknown") ? answers : answers.with(question, answer);
    }
}
