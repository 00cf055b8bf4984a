package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) in hexadecimal digits. */
final class Hmac {
    private static final String NAME = "HmacSHA256";

    private Hmac() {}

    /** 64 hexadecimal digits; the key is the text of the secret itself. */
    static String hex(String secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), NAME));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** Whether this is the signature, found out in the same time wherever they differ. */
    static boolean fits(String secret, byte[] message, String signature) {
        return MessageDigest.isEqual(
                hex(secret, message).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }
}
