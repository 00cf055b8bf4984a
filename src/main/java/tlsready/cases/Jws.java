package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON Web Signature in its compact form (RFC 7515, 3.1) with EdDSA over Ed25519 (RFC 8037, 3.1): three pieces of
 * base64url with dots between them. A piece that is not spelled as its bytes are written is none, so no two texts are
 * the same signature.
 *
 * @param protectedHeader JSON
 * @param payload what is signed
 * @param signature 64 bytes
 */
record Jws(byte[] protectedHeader, byte[] payload, byte[] signature) {
    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

    /** Signs, with this header. */
    static Jws sign(byte[] protectedHeader, byte[] payload, SigningKey key) {
        return new Jws(protectedHeader, payload, key.sign(input(protectedHeader, payload)));
    }

    /** Reads the compact form; nothing if it is none. Whether the signature is right is not asked here. */
    static Optional<Jws> read(String compact) {
        var shape = SHAPE.matcher(compact);
        if (!shape.matches()) {
            return Optional.empty();
        }
        try {
            var jws = new Jws(decode(shape.group(1)), decode(shape.group(2)), decode(shape.group(3)));
            return jws.compact().equals(compact) ? Optional.of(jws) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    boolean isSignedBy(VerifyKey key) {
        return key.verifies(input(protectedHeader, payload), signature);
    }

    String compact() {
        return encode(protectedHeader) + "." + encode(payload) + "." + encode(signature);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static byte[] input(byte[] header, byte[] payload) {
        return (encode(header) + "." + encode(payload)).getBytes(StandardCharsets.US_ASCII);
    }
}
