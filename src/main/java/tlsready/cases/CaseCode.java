package tlsready.cases;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The code in a customer's link: sixteen letters and digits in groups of four, {@code k7mp-3xqa-9bcd-efgh}, to be spelled
 * on the telephone. Fifteen of them are chance, 31 to the power of 15, more than 2 to the power of 74; the last is made
 * from the others, so that a letter heard wrongly, or two that changed places, are told at once and cost no guess.
 *
 * @param letters without hyphens, lower case
 */
public record CaseCode(String letters) {
    static final int LENGTH = 16;

    /** Without letters and digits that look like others. A prime number of them, which the last letter rests on. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUP = 4;

    public CaseCode {
        if (!fits(letters)) {
            throw new IllegalArgumentException("no code of a case");
        }
    }

    /** A new one. */
    static CaseCode random(RandomGenerator chance) {
        var letters = new StringBuilder();
        for (int i = 1; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return new CaseCode(letters.append(last(letters)).toString());
    }

    /** Reads what somebody typed: capitals, hyphens and blanks make no difference. Nothing if it can be no code. */
    static Optional<CaseCode> read(String typed) {
        String letters = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s\\-\u2010-\u2015]", "");
        return fits(letters) ? Optional.of(new CaseCode(letters)) : Optional.empty();
    }

    private static boolean fits(String letters) {
        return letters.length() == LENGTH
                && letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && last(letters) == letters.charAt(LENGTH - 1);
    }

    /** The letter that makes the sum of all, each times its place, a multiple of 31. */
    private static char last(CharSequence letters) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += (i + 1) * ALPHABET.indexOf(letters.charAt(i));
        }
        // LENGTH times the last letter has to be what is missing to a multiple.
        int missing = Math.floorMod(-sum, ALPHABET.length());
        int letter = 0;
        while (letter * LENGTH % ALPHABET.length() != missing) {
            letter++;
        }
        return ALPHABET.charAt(letter);
    }

    /** As people read it. */
    public String spelled() {
        return letters.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** Codes do not get into logs by mistake. */
    @Override
    public String toString() {
        return "CaseCode[…]";
    }
}
