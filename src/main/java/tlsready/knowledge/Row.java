package tlsready.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Anything that rests on sources. */
public interface Row {
    /** Kebab-case, permanent once published. */
    String id();

    /** What people call it. */
    String name();

    /** What it rests on, at least one. */
    List<Basis> basis();

    /** The least sure mark among the bases: a row is as sure as its weakest part. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    default Mark mark() {
        return basis().stream().map(Basis::mark).max(Enum::compareTo).orElseThrow();
    }

    /** Ids of all sources, each once, in order. */
    default Collection<String> sources() {
        var ids = new TreeSet<String>();
        basis().forEach(basis -> ids.addAll(basis.sources()));
        return ids;
    }

    /** A copy of the bases; refuses an empty list, so that no row can be without a source. */
    static List<Basis> required(String id, List<Basis> basis) {
        if (basis == null || basis.isEmpty()) {
            throw new IllegalArgumentException("the row " + id + " rests on nothing: give it a basis");
        }
        return List.copyOf(basis);
    }
}
