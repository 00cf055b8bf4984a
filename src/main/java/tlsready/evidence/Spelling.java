package tlsready.evidence;

import java.util.Locale;

/** How far two words are apart, in letters to change, add or leave out; letter case does not count. */
final class Spelling {
    private static final int LONGEST = 80;

    private Spelling() {}

    /** The distance, or {@code most + 1} if it is more than {@code most}. */
    static int distance(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most || one.length() > LONGEST || other.length() > LONGEST) {
            return most + 1;
        }
        String a = one.toUpperCase(Locale.ROOT);
        String b = other.toUpperCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return Math.min(row[b.length()], most + 1);
    }

    /** Whether a name was probably meant for the other: under a third of its letters differ, and not more than seven. */
    static boolean isNear(String given, String meant) {
        int most = Math.min(7, meant.length() * 3 / 10);
        return distance(given, meant, most) <= most;
    }
}
