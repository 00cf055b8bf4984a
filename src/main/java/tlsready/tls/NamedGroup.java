package tlsready.tls;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * A curve or finite-field group, or a hybrid with a post-quantum part, by its number in the IANA "TLS
 * Supported Groups" registry (RFC 8446, 4.2.7).
 *
 * @param code unsigned 16-bit code point
 * @param name IANA description, for example {@code secp256r1}
 */
public record NamedGroup(int code, String name) {
    private static final CodePoints<NamedGroup> REGISTRY = CodePoints.in("named-groups.csv", NamedGroup::new);

    public NamedGroup {
        CodePoints.requireUnsigned16(code);
        Objects.requireNonNull(name);
    }

    /** The group with this code point; one the registry does not name is called by its hex number. */
    public static NamedGroup of(int code) {
        return REGISTRY.of(code);
    }

    /** The group with exactly this registry name, or nothing. */
    public static Optional<NamedGroup> named(String name) {
        return REGISTRY.named(name);
    }

    /** Every group with a name, in the order of the data file. */
    public static Collection<NamedGroup> all() {
        return REGISTRY.all();
    }

    /** Whether the key agreed on withstands a quantum computer: all such groups carry ML-KEM, Kyber or CECPQ in their name. */
    public boolean isPostQuantum() {
        return name.contains("MLKEM") || name.contains("Kyber") || name.startsWith("CECPQ");
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
