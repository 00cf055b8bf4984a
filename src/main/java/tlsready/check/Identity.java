package tlsready.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * What an endpoint proves itself with.
 *
 * @param key the leaf's private key
 * @param chain the leaf first, then what it was signed with
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    Identity {
        Objects.requireNonNull(key);
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a certificate is needed");
        }
        if (KeyKind.of(key) != KeyKind.of(chain.get(0).getPublicKey())) {
            throw new IllegalArgumentException("the private key does not belong to the first certificate");
        }
    }

    KeyKind kind() {
        return KeyKind.of(key);
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    /** SHA-256 of the leaf in DER, 64 lower-case hexadecimal digits. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(leaf().getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("this certificate has no fingerprint", e);
        }
    }
}
