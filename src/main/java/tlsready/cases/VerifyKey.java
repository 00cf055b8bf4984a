package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A public Ed25519 key and the time in which receipts are signed with it.
 *
 * @param x the key, 32 bytes (RFC 8037, 2)
 * @param from receipts made before it are not of this key
 * @param until receipts made at it or later are not of this key
 */
record VerifyKey(byte[] x, Instant from, Instant until) {
    static final int LENGTH = 32;
    /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410, 4). */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    VerifyKey {
        if (x.length != LENGTH) {
            throw new IllegalArgumentException("a key of Ed25519 has 32 bytes, this has " + x.length);
        }
    }

    /** Name of the key: its thumbprint (RFC 7638), so it cannot be given to another. */
    String kid() {
        String canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + Jws.encode(x) + "\"}";
        try {
            return Jws.encode(
                    MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Whether something made then can be of this key. */
    boolean coversTime(Instant made) {
        return !made.isBefore(from) && made.isBefore(until);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(SigningKey.ALGORITHM);
            verifier.initVerify(key());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException notOne) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot verify Ed25519", e);
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        byte[] encoded = new byte[HEAD.length + LENGTH];
        System.arraycopy(HEAD, 0, encoded, 0, HEAD.length);
        System.arraycopy(x, 0, encoded, HEAD.length, LENGTH);
        return KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
