package tlsready.guide;

import java.util.List;

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

    /** The text answers the question. */
    record Understood(String answer, List<String> found) implements Reading {}

    /**
     * The text does not answer the question.
     *
     * @param why what is missing, and the way out
     */
    record Unclear(String why, List<String> found) implements Reading {}
}
