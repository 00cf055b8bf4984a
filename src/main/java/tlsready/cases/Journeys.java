package tlsready.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of pages of the guide by their address. The room that knows the guide brings it. */
public interface Journeys {
    /**
     * What the address of a page says.
     *
     * @param place path and query, without a case
     */
    Told read(String place);

    /**
     * The page to begin with when these answers are known.
     *
     * @param answers by question; those the questions do not accept are left out
     */
    String begin(Map<String, String> answers);

    /** The answers that a question offers, for a form to choose from. */
    List<Choice> choices(String question);

    /** An answer to choose. */
    record Choice(String id, String label) {}

    /**
     * A place in the guide.
     *
     * @param answers what was answered, in order
     * @param open the question that is still open; nothing if all are answered
     * @param evidence what is known from evidence, in words; redacted, as nothing else travels
     * @param plan query of the plan, if the answers make one
     */
    record Told(List<Answered> answers, Optional<String> open, List<String> evidence, Optional<String> plan) {
        public Told {
            answers = List.copyOf(answers);
            evidence = List.copyOf(evidence);
        }
    }

    /** An answer in words. */
    record Answered(String topic, String answer) {}
}
