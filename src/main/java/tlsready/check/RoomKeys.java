package tlsready.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Makes the two tokens of a room: a short label that only adds and may be seen by anybody, and a key that reads and that
 * nobody can guess. Without letters and digits that look like others.
 */
final class RoomKeys {
    static final int LABEL = 6;
    /** 31 to the power of 26 is more than 2 to the power of 128. */
    static final int KEY = 26;

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final RandomGenerator chance;

    RoomKeys(RandomGenerator chance) {
        this.chance = chance;
    }

    String label() {
        return word(LABEL);
    }

    String key() {
        return word(KEY);
    }

    /** What is kept of a key: whoever reads the database cannot read rooms. */
    static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private String word(int length) {
        var word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }
}
