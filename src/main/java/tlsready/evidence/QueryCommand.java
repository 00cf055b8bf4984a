package tlsready.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;

/**
 * A {@code reg query} that is visible in the text, at a prompt or by itself. It says what was looked for, and so
 * what it means when nothing was found.
 *
 * @param key what was asked for, in the view that {@code /reg:32} names; empty if it cannot be told (another machine, a
 *     variable, a pipe)
 * @param value the one value that was asked for ({@code /v}), if any
 * @param below whether everything below was asked for ({@code /s})
 * @param view the view that was asked for: the keys that are printed belong to it
 * @param whole whether all values were asked for, so that what is not printed is not there
 */
record QueryCommand(
        Optional<RegistryKey> key, Optional<String> value, boolean below, RegistryView view, boolean whole) {
    /** At a prompt or by itself, with or without a path and quotes; not in the middle of other text. */
    private static final Pattern COMMAND =
            Pattern.compile("(?i)^(?:(?:PS )?[a-z]:\\\\[^<>|\"?*]*+>|[$#>])?\\s*+[&@\"']*+"
                    + "(?:[\\w:%.-]*+\\\\)*+reg(?:\\.exe)?[\"']?\\s++query\\s++(?=\\S)");

    /** The command in this line, if there is one. */
    static Optional<QueryCommand> in(String line) {
        String text = line.strip();
        Matcher command = COMMAND.matcher(text);
        return command.lookingAt() ? Optional.of(of(text.substring(command.end()))) : Optional.empty();
    }

    private static QueryCommand of(String arguments) {
        List<String> words = words(arguments);
        Optional<String> value = Optional.empty();
        boolean below = false;
        boolean clear = true;
        var view = RegistryView.NATIVE;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i).toLowerCase(Locale.ROOT)) {
                case "/v", "-v" -> value = i + 1 < words.size() ? Optional.of(words.get(++i)) : Optional.of("");
                case "/s", "-s" -> below = true;
                case "/reg:32", "-reg:32" -> view = RegistryView.WOW6432NODE;
                case "/reg:64", "-reg:64", "/z", "2>nul", "2>&1", "2>$null" -> {}
                    // Filters, pipes, a key with blanks that lost its quotes: what is printed is true, the rest is not
                    // told.
                default -> clear = false;
            }
        }
        boolean plain = !words.isEmpty() && words.get(0).indexOf('%') < 0;
        Optional<RegistryKey> asked = plain && clear ? RegistryKey.parse(words.get(0)) : Optional.empty();
        RegistryView in = view;
        return new QueryCommand(asked.map(key -> key.in(in)), value, below, view, clear && value.isEmpty());
    }

    /** Words apart by blanks; quotes of either kind hold them together. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        boolean open = false;
        for (char c : text.toCharArray()) {
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                open = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (open || !word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
                open = false;
            } else {
                word.append(c);
            }
        }
        if (open || !word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
