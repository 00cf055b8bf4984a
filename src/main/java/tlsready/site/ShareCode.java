package tlsready.site;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Codes of short links: seven letters and digits, none of which looks like another, to be read out and typed. */
final class ShareCode {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 7;
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    private ShareCode() {}

    static String make(RandomGenerator chance) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** The code that was meant, whether typed in capitals, with blanks or with hyphens; nothing if it can be none. */
    static Optional<String> read(String typed) {
        String code = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return SHAPE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }
}
