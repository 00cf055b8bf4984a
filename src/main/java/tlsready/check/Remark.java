package tlsready.check;

import java.util.Objects;
import java.util.Optional;

import tlsready.knowledge.Mark;

/**
 * A sentence of an assessment.
 *
 * @param text one or two sentences, plain ASCII
 * @param fact id of the row of the knowledge that says so; nothing if it follows from what was seen
 * @param mark how sure the knowledge is of it
 */
public record Remark(String text, Optional<String> fact, Optional<Mark> mark) {
    public Remark {
        Objects.requireNonNull(text);
    }

    static Remark seen(String text) {
        return new Remark(text, Optional.empty(), Optional.empty());
    }
}
