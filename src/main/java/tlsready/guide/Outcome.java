package tlsready.guide;

import java.util.List;
import java.util.Optional;

import tlsready.knowledge.Source;

/**
 * Where a path ends.
 *
 * @param plan whether the answers make a plan; else this is a page of its own
 * @param words paragraphs in plain words
 * @param steps what to do next, the best first
 * @param grounds what the page rests on
 */
public record Outcome(String id, String title, boolean plan, List<String> words, List<Step> steps, List<Ground> grounds)
        implements Node {
    public Outcome {
        words = List.copyOf(words);
        steps = List.copyOf(steps);
        grounds = List.copyOf(grounds);
    }

    /** A next step, with the text that says more about it. */
    public record Step(String words, Optional<Source> source) {}
}
