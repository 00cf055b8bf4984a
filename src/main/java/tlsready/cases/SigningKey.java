package tlsready.cases;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;

/**
 * An Ed25519 key that signs, by the JDK's own hand.
 *
 * @param key private; never written anywhere but sealed
 * @param open what others verify with
 */
record SigningKey(PrivateKey key, VerifyKey open) {
    static final String ALGORITHM = "Ed25519";

    /** A new one for receipts made in this time. */
    static SigningKey make(Instant from, Instant until) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] open = pair.getPublic().getEncoded();
            byte[] x = Arrays.copyOfRange(open, open.length - VerifyKey.LENGTH, open.length);
            return new SigningKey(pair.getPrivate(), new VerifyKey(x, from, until));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * One that was kept.
     *
     * @param pkcs8 as {@link #encoded} wrote it
     * @throws IllegalArgumentException if it is no key
     */
    static SigningKey of(byte[] pkcs8, VerifyKey open) {
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            return new SigningKey(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), open);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key of Ed25519", e);
        }
    }

    /** PKCS #8, to be sealed and kept. */
    byte[] encoded() {
        return key.getEncoded();
    }

    byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java cannot sign with Ed25519", e);
    }
}
