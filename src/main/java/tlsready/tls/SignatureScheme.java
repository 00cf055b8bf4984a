package tlsready.tls;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * A way to sign, by its number in the IANA "TLS SignatureScheme" registry (RFC 8446, 4.2.3). The hash
 * and signature pairs of TLS 1.2 (RFC 5246, 7.4.1.4.1) use the same two bytes.
 *
 * @param code unsigned 16-bit code point
 * @param name IANA description, for example {@code rsa_pkcs1_sha256}
 */
public record SignatureScheme(int code, String name) {
    private static final CodePoints<SignatureScheme> REGISTRY =
            CodePoints.in("signature-schemes.csv", SignatureScheme::new);

    public SignatureScheme {
        CodePoints.requireUnsigned16(code);
        Objects.requireNonNull(name);
    }

    /** The scheme with this code point; one the registry does not name is called by its hex number. */
    public static SignatureScheme of(int code) {
        return REGISTRY.of(code);
    }

    /** The scheme with exactly this registry name, or nothing. */
    public static Optional<SignatureScheme> named(String name) {
        return REGISTRY.named(name);
    }

    /** Every scheme with a name, in the order of the data file. */
    public static Collection<SignatureScheme> all() {
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
