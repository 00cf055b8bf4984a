package tlsready.cases;

import java.util.Objects;

/**
 * What one machine says, or we saw, of one stack.
 *
 * @param stack id of a network stack of the knowledge
 * @param reason a token: a verdict of the check such as {@code legacy-only}, or what a script found, such as
 *     {@code tls-refused}, {@code no-connection}; of a passed test the version, such as {@code tls-1.2}; {@code -} if none
 */
public record StackResult(String stack, FleetVerdict verdict, String reason) {
    static final String NO_REASON = "-";
    private static final String TOKEN = "[a-z0-9][a-z0-9.-]{0,31}|-";

    public StackResult {
        Objects.requireNonNull(verdict);
        if (!stack.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("not the id of a stack: " + stack);
        }
        if (!reason.matches(TOKEN)) {
            throw new IllegalArgumentException(
                    "a reason is a word of small letters, digits, dots and dashes: " + reason);
        }
    }

    /** As it stands in a report after {@code stack: }. */
    public String line() {
        return stack + " " + verdict.token() + " " + reason;
    }
}
