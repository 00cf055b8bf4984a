package tlsready.cases;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The rules for passwords: length, and nothing else. NIST SP 800-63B, revision 4, section 3.1.1.2, asks 15 characters of
 * a password that is the only factor, at least 64 to be allowed, and no rules about kinds of characters.
 */
final class Passwords {
    static final int SHORTEST = 15;
    static final int LONGEST = 128;

    /** Without letters and digits that look like others. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private Passwords() {}

    /** What is wrong with a new password, as a sentence; nothing if it will do. */
    static Optional<String> trouble(String chosen, String repeated) {
        int length = chosen.codePointCount(0, chosen.length());
        if (length < SHORTEST) {
            return Optional.of("The new password has " + length + " characters. It needs at least " + SHORTEST
                    + "; four or five words that only you would put together are easy to remember.");
        }
        if (length > LONGEST) {
            return Optional.of("The new password has " + length + " characters. At most " + LONGEST + " are possible.");
        }
        if (!chosen.equals(repeated)) {
            return Optional.of("The two new passwords are not the same. Type the new one twice.");
        }
        return Optional.empty();
    }

    /** A password to begin with: 31 to the power of 20 is more than 2 to the power of 99. */
    static String oneTime(RandomGenerator chance) {
        var word = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                word.append('-');
            }
            word.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }
}
