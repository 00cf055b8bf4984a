package tlsready.site;

import java.util.List;

import tlsready.evidence.EvidenceCode;
import tlsready.evidence.Kept;
import tlsready.guide.Answers;

/**
 * The evidence that travels with the guide's answers, read.
 *
 * @param answers with the evidence as we write it, or without any if it says nothing; with a fault in it as it came
 * @param kept what the evidence says
 * @param faults what could not be read of it, in sentences; who meets any sends people to the page that shows them
 */
record Carried(Answers answers, Kept kept, List<String> faults) {
    Carried {
        faults = List.copyOf(faults);
    }

    static Carried by(Answers answers, EvidenceCode code) {
        EvidenceCode.Reading reading = answers.to(Answers.EVIDENCE)
                .map(code::read)
                .orElseGet(() -> new EvidenceCode.Reading(Kept.NOTHING, List.of()));
        if (!reading.faults().isEmpty()) {
            return new Carried(answers, reading.kept(), reading.faults());
        }
        return new Carried(
                isEmpty(reading)
                        ? answers.without(Answers.EVIDENCE)
                        : answers.with(Answers.EVIDENCE, code.write(reading.kept())),
                reading.kept(),
                List.of());
    }

    private static boolean isEmpty(EvidenceCode.Reading reading) {
        return reading.kept().claims().isEmpty();
    }

    /** Whether there is no evidence. */
    boolean isEmpty() {
        return kept.claims().isEmpty();
    }

    /** Where evidence is shown that cannot be read whole. */
    String faultPage() {
        return answers.on("/evidence/result");
    }
}
