package tlsready.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Signs that web pages and word processors put in the place of plain ones. */
final class PastedCharacters {
    private static final String QUOTES = "\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\uFF02";
    private static final String APOSTROPHES = "\u2018\u2019\u201A\u201B\u2032";
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212";

    private PastedCharacters() {}

    /** The text with plain signs in their place. */
    static String plain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (QUOTES.indexOf(c) >= 0) {
                plain.append('"');
            } else if (APOSTROPHES.indexOf(c) >= 0) {
                plain.append('\'');
            } else if (DASHES.indexOf(c) >= 0) {
                plain.append('-');
            } else if (c == '\uFF1D' || c == '\uFF1A') {
                plain.append(c == '\uFF1D' ? '=' : ':');
            } else if (Character.isSpaceChar(c)) {
                plain.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Which of them there are, in words. */
    static String words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((QUOTES + APOSTROPHES).indexOf(c) >= 0) {
                words.add("typographic quotation marks");
            } else if (DASHES.indexOf(c) >= 0) {
                words.add("dashes");
            } else if (c != ' ' && Character.isSpaceChar(c)) {
                words.add("no-break or other special spaces");
            } else if (Character.getType(c) == Character.FORMAT) {
                words.add("invisible marks");
            } else if (c == '\uFF1D' || c == '\uFF1A') {
                words.add("wide signs");
            }
        }
        List<String> list = new ArrayList<>(words);
        return list.isEmpty() ? "special characters" : String.join(" and ", list);
    }
}
