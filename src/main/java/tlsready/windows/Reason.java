package tlsready.windows;

import java.util.Optional;

/**
 * A link in the chain that leads to a prediction.
 *
 * @param fact id of the knowledge row that says it: a fact, a setting, an update, a Windows release or a target
 * @param observed what was seen on this machine that made the fact apply, for example
 *     {@code HKLM\…\v4.0.30319 SystemDefaultTlsVersions: not there}
 */
public record Reason(String fact, Optional<String> observed) {
    public static Reason because(String fact) {
        return new Reason(fact, Optional.empty());
    }

    public static Reason because(String fact, String observed) {
        return new Reason(fact, Optional.of(observed));
    }
}
