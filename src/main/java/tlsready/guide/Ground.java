package tlsready.guide;

import java.util.List;
import java.util.Optional;

import tlsready.knowledge.Fact;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Mark;
import tlsready.knowledge.Source;

/**
 * What a page rests on: a fact with its mark and sources, or a text to read.
 *
 * @param says the fact's sentence; empty for a text to read
 * @param mark how sure we are; nothing for a text to read
 */
public record Ground(String says, Optional<Mark> mark, List<Source> sources) {
    /** The one source that is no text; the mark says as much. */
    private static final String MEMORY = "memory";

    static Ground of(Fact fact, Knowledge knowledge) {
        List<Source> sources = fact.sources().stream()
                .filter(id -> !id.equals(MEMORY))
                .map(knowledge::source)
                .toList();
        return new Ground(fact.name(), Optional.of(fact.mark()), sources);
    }

    static Ground of(Source source) {
        return new Ground("", Optional.empty(), List.of(source));
    }
}
