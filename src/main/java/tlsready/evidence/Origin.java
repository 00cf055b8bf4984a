package tlsready.evidence;

import java.util.List;

/**
 * Where something was read.
 *
 * @param reader what the piece was read as, for example {@code reg query}
 * @param lines the lines that say it, at least one; excerpts
 */
public record Origin(String reader, List<Line> lines) {
    public Origin {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("nothing is read from no line");
        }
    }

    /** The number of the first line. */
    public int line() {
        return lines.get(0).number();
    }
}
