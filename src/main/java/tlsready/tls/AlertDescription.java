package tlsready.tls;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * What an alert complains about, by its number in the IANA "TLS Alerts" registry
 * (https://www.iana.org/assignments/tls-parameters/).
 *
 * @param code unsigned 8-bit number
 * @param name name in its RFC, for example {@code protocol_version}; {@code unknown} if there is none
 */
public record AlertDescription(int code, String name) {
    private static final CodePoints<AlertDescription> REGISTRY = CodePoints.in("alerts.csv", AlertDescription::new);

    public AlertDescription {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("not a byte: " + code);
        }
        Objects.requireNonNull(name);
    }

    public static AlertDescription of(int code) {
        return REGISTRY.find(code).orElseGet(() -> new AlertDescription(code, "unknown"));
    }

    /** The description with exactly this name, or nothing. */
    public static Optional<AlertDescription> named(String name) {
        return REGISTRY.named(name);
    }

    /** Every description with a name. */
    public static Collection<AlertDescription> all() {
        return REGISTRY.all();
    }

    @Override
    public String toString() {
        return name;
    }
}
