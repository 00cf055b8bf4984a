package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals private keys with a secret that is not in the database (AES-256 in GCM): whoever reads the database cannot sign.
 * A sealed key opens only under the name of the key it was sealed for.
 */
final class SigningSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec secret;
    private final RandomGenerator chance;

    /** @param secret any text or bytes that nobody can guess */
    SigningSeal(byte[] secret, RandomGenerator chance) {
        try {
            this.secret = new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(secret), "AES");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
        this.chance = chance;
    }

    String seal(byte[] key, String kid) {
        byte[] nonce = new byte[NONCE];
        chance.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, kid).doFinal(key);
            byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE, sealed.length);
            return Jws.encode(both);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The key; nothing if it was sealed with another secret, for another name, or was changed. */
    Optional<byte[]> open(String sealed, String kid) {
        byte[] both = Jws.decode(sealed);
        try {
            byte[] nonce = Arrays.copyOf(both, NONCE);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, kid).doFinal(both, NONCE, both.length - NONCE));
        } catch (GeneralSecurityException anotherSecret) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String kid) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java has no AES in GCM", e);
    }
}
