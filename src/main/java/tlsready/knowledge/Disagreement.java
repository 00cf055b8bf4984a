package tlsready.knowledge;

import java.util.List;

/**
 * Two sources that do not say the same. Both are kept.
 *
 * @param name the topic
 * @param says who says what
 * @param follow the reading we follow, and why
 */
public record Disagreement(String id, String name, List<Says> says, String follow, List<Basis> basis) implements Row {
    public Disagreement {
        basis = Row.required(id, basis);
        says = List.copyOf(says);
        if (says.size() < 2) {
            throw new IllegalArgumentException("it takes two to disagree: " + id);
        }
    }

    /** One side: who says it, and what. */
    public record Says(String who, String what) {}
}
