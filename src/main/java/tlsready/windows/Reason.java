package tlsready.windows;

import java.util.List;
import java.util.Optional;

import tlsready.registry.ValueName;

/**
 * A link in the chain that leads to a prediction.
 *
 * @param fact id of the knowledge row that says it: a fact, a setting, an update, a Windows release or a target
 * @param observed what was seen on this machine that made the fact apply, for example
 *     {@code HKLM\…\v4.0.30319 SystemDefaultTlsVersions: not there}
 * @param values the registry values that were looked at
 */
public record Reason(String fact, Optional<String> observed, List<ValueName> values) {
    public Reason {
        values = List.copyOf(values);
    }

    public static Reason because(String fact) {
        return new Reason(fact, Optional.empty(), List.of());
    }

    public static Reason because(String fact, String observed) {
        return new Reason(fact, Optional.of(observed), List.of());
    }

    /** Because of something seen in these registry values. */
    static Reason because(String fact, String observed, List<ValueName> values) {
        return new Reason(fact, Optional.of(observed), values);
    }
}
