package tlsready.tls;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * The kind of a hello extension, by its number in the IANA "TLS ExtensionType Values" registry
 * (https://www.iana.org/assignments/tls-extensiontype-values/).
 *
 * @param code unsigned 16-bit code point
 * @param name IANA extension name, for example {@code supported_groups}
 */
public record ExtensionType(int code, String name) {
    private static final CodePoints<ExtensionType> REGISTRY = CodePoints.in("extension-types.csv", ExtensionType::new);

    public ExtensionType {
        CodePoints.requireUnsigned16(code);
        Objects.requireNonNull(name);
    }

    /** The type with this code point; one the registry does not name is called by its hex number. */
    public static ExtensionType of(int code) {
        return REGISTRY.of(code);
    }

    /** The type with exactly this registry name, or nothing. */
    public static Optional<ExtensionType> named(String name) {
        return REGISTRY.named(name);
    }

    /** Every type with a name, in the order of the data file. */
    public static Collection<ExtensionType> all() {
        return REGISTRY.all();
    }

    /** Whether this is a GREASE value, to be shown and never judged. */
    public boolean isGrease() {
        return Grease.is(code);
    }

    @Override
    public String toString() {
        return name;
    }
}
