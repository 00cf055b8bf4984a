package tlsready.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tlsready.evidence.Kept;
import tlsready.guide.Answers;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.Request;
import tlsready.windows.Machine;

/**
 * What a plan's page says of the evidence behind it.
 *
 * @param result address of the verdicts
 * @param room to open a waiting room that carries answers and evidence
 * @param notes what was found in the registry, right and odd
 * @param differences where an answer says something else than the evidence; the plan follows the answer
 */
record PlanEvidence(String result, String room, ValueNotes notes, List<String> differences) {
    PlanEvidence {
        differences = List.copyOf(differences);
    }

    /** Of the evidence that travels with these answers; nothing if none does. */
    static Optional<PlanEvidence> of(Answers answers, Kept kept, Request request, Knowledge knowledge) {
        if (kept.claims().isEmpty()) {
            return Optional.empty();
        }
        Answers result = Answers.NONE
                .with(Answers.EVIDENCE, answers.to(Answers.EVIDENCE).orElseThrow())
                .with("target", request.target().id());
        for (Map.Entry<String, String> answer : answers.byQuestion().entrySet()) {
            if (!result.byQuestion().containsKey(answer.getKey())) {
                result = result.with(answer.getKey(), answer.getValue());
            }
        }
        return Optional.of(new PlanEvidence(
                result.on("/evidence/result"),
                answers.on("/check/room"),
                ValueNotes.of(kept, request.machine(), knowledge),
                differences(kept.machine(knowledge), kept, request, knowledge)));
    }

    private static List<String> differences(Machine told, Kept kept, Request request, Knowledge knowledge) {
        var differences = new ArrayList<String>();
        Machine planned = request.machine();
        if (kept.windows(knowledge).isPresent() && !told.windows().equals(planned.windows())) {
            differences.add(difference(
                    "Windows", planned.windows().name(), told.windows().name()));
        }
        if (told.bitness().isPresent() && !told.bitness().equals(planned.bitness())) {
            differences.add(difference(
                    "the bitness of Windows",
                    planned.bitness().orElseThrow().label(),
                    told.bitness().get().label()));
        }
        boolean four = told.frameworks().installed().isPresent()
                && !told.frameworks().four().equals(planned.frameworks().four());
        if (four) {
            differences.add(difference(
                    ".NET Framework 4",
                    planned.frameworks()
                            .installed()
                            .map(release -> release.name())
                            .orElse("none"),
                    told.frameworks().installed().get().name()));
        }
        return differences;
    }

    private static String difference(String what, String answered, String told) {
        return "About " + what + " you answered " + answered + ", and the evidence says " + told
                + ". The plan follows your answer; change it below if the evidence is right.";
    }
}
