package tlsready.tls;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * A cipher suite: its two bytes on the wire and its name in the IANA "TLS Cipher Suites" registry
 * (https://www.iana.org/assignments/tls-parameters/). A code point the registry does not name keeps
 * its number as its name ({@code "0x1A2B"}): unknown is shown, never dropped.
 *
 * @param code unsigned 16-bit code point
 * @param name IANA description, for example {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
 */
public record CipherSuite(int code, String name) {
    private static final CodePoints<CipherSuite> REGISTRY = CodePoints.in("cipher-suites.csv", CipherSuite::new);

    public CipherSuite {
        CodePoints.requireUnsigned16(code);
        Objects.requireNonNull(name);
    }

    /** The suite with this code point; one the registry does not name is called by its hex number. */
    public static CipherSuite of(int code) {
        return REGISTRY.of(code);
    }

    /** The suite with exactly this registry name, or nothing. */
    public static Optional<CipherSuite> named(String name) {
        return REGISTRY.named(name);
    }

    /** Every suite with a name, in the order of the data file. */
    public static Collection<CipherSuite> all() {
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
