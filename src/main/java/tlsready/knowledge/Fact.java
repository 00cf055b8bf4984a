package tlsready.knowledge;

import java.util.List;

/**
 * A sentence that reasons in plans and predictions refer to by its id.
 *
 * @param name the sentence
 */
public record Fact(String id, String name, List<Basis> basis) implements Row {
    public Fact {
        basis = Row.required(id, basis);
    }
}
