package tlsready.tls;

import java.util.Objects;

/**
 * One extension of a hello, as it came.
 *
 * @param type its number and name
 * @param data its body, without type and length
 */
public record Extension(ExtensionType type, Bytes data) {
    public Extension {
        Objects.requireNonNull(type);
        Objects.requireNonNull(data);
    }
}
