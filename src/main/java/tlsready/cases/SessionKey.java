package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a session: 256 bits of chance, which only the browser's cookie holds. From it comes the token of the
 * session's forms; from the token nobody gets back to the key.
 *
 * @param text 43 characters of base64url
 */
record SessionKey(String text) {
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String MAC = "HmacSHA256";

    SessionKey {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("this is no key of a session");
        }
    }

    static SessionKey random(RandomGenerator chance) {
        byte[] bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        return new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The key in a cookie; nothing if it holds none. */
    static Optional<SessionKey> read(String cookie) {
        return cookie == null || !SHAPE.matcher(cookie).matches()
                ? Optional.empty()
                : Optional.of(new SessionKey(cookie));
    }

    /** What is kept of it: whoever reads the database cannot act for anybody. */
    String hash() {
        return Sha256.hex(text);
    }

    /** The token that every form of this session carries. */
    String formToken() {
        return derived("forms");
    }

    /** What belongs to this key for one purpose, 43 characters of base64url; from it nobody gets back to the key. */
    String derived(String purpose) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), MAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + MAC, e);
        }
    }

    /** Whether a form of this session sent this token. */
    boolean sent(String token) {
        return token != null
                && MessageDigest.isEqual(
                        formToken().getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SessionKey[…]"; // never in a log
    }
}
