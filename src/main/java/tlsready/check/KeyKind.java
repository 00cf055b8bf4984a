package tlsready.check;

import java.security.Key;
import java.util.Optional;

import tlsready.tls.CipherSuite;

/** What the key of a certificate is, which decides who can be served with it. */
enum KeyKind {
    /** A key on the curve P-256: cheap to sign with, and known to every client since Windows Vista. */
    ECDSA,
    /** An RSA key, which the oldest clients need. */
    RSA;

    /** The kind of this public or private key. */
    static KeyKind of(Key key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> ECDSA;
            case "RSA" -> RSA;
            default -> throw new IllegalArgumentException(
                    "a certificate needs an RSA or an EC key, not " + key.getAlgorithm());
        };
    }

    /** The kind that a suite before TLS 1.3 asks for; nothing for those of TLS 1.3 and those that no certificate serves. */
    static Optional<KeyKind> of(CipherSuite suite) {
        String name = suite.name();
        if (name.startsWith("TLS_ECDHE_ECDSA_")) {
            return Optional.of(ECDSA);
        }
        boolean rsa = name.startsWith("TLS_RSA_WITH_")
                || name.startsWith("TLS_ECDHE_RSA_")
                || name.startsWith("TLS_DHE_RSA_");
        return rsa ? Optional.of(RSA) : Optional.empty();
    }
}
