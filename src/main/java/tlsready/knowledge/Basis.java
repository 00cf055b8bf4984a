package tlsready.knowledge;

import java.util.List;

/**
 * What a row rests on.
 *
 * @param mark how sure we are
 * @param sources ids of {@link Source} rows, at least one
 * @param says what these sources say, in our words, where it is more or other than the row itself; may be empty
 */
public record Basis(Mark mark, List<String> sources, String says) {
    public Basis {
        if (mark == null || sources == null || sources.isEmpty()) {
            throw new IllegalArgumentException("a basis has a mark and at least one source: " + mark + " " + sources);
        }
        sources = List.copyOf(sources);
        says = says == null ? "" : says;
    }
}
