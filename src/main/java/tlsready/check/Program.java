package tlsready.check;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program says it is, and which families of stacks can be behind that.
 *
 * @param pattern in the User-Agent
 * @param name as it stands in a sentence
 * @param browser whether it is a browser
 * @param families of {@link NamedStack}; empty if it can be any
 * @param sure whether no other family can be
 */
record Program(Pattern pattern, String name, boolean browser, List<String> families, boolean sure) {
    Program {
        families = families == null ? List.of() : List.copyOf(families);
    }

    boolean matches(String userAgent) {
        return pattern.matcher(userAgent).find();
    }

    /** Whether a hello of this stack cannot have come from it. */
    boolean contradicts(NamedStack stack) {
        return sure && stack.isKnown() && !families.contains(stack.family());
    }
}
