package tlsready.guide;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what a person pasted into an answer. The flow names it by its id; {@code site} brings the readers. */
public interface PasteReader {
    /** Kebab-case, as {@code flow.yaml} writes it. */
    String id();

    /** What the text says. Any text is allowed; a text that says nothing is {@link Unclear}. */
    Reading read(String pasted);

    /** What came of reading. */
    sealed interface Reading {
        /** What was understood of the text, a sentence each; may be empty. */
        List<String> found();
    }

    /**
     * The text answers the question.
     *
     * @param more what it tells beyond the answer
     */
    record Understood(String answer, List<String> found, More more) implements Reading {}

    /**
     * What a text tells beyond the answer it was pasted for.
     *
     * @param answers to other questions, by question; the flow may refuse them
     * @param code the facts as they travel beside the answers; empty if there are none
     * @param says the facts that no answer can say, a sentence each
     */
    record More(Map<String, String> answers, String code, List<String> says) {
        public More {
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
            says = List.copyOf(says);
        }
    }

    /**
     * The text does not answer the question.
     *
     * @param why what is missing, and the way out
     */
    record Unclear(String why, List<String> found) implements Reading {}
}
