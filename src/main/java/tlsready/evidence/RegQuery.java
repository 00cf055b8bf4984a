package tlsready.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

/**
 * Reads what {@code reg query} prints, of any Windows since XP and in any language: the names of keys and types are
 * never translated. Prompts, headings and closing lines are passed over.
 *
 * <p>What is not printed is taken for missing only where the command that asked for it is visible, and its answer is
 * followed by the next prompt; otherwise the output may be cut. Our own report says itself what is not there.
 */
public final class RegQuery {
    private static final Pattern KEY = Pattern.compile("HKEY_[A-Z_]+(\\\\.*)?");
    /** The default value's name is translated, but always in brackets; so is the text that says it is not set. */
    private static final Pattern IN_BRACKETS = Pattern.compile("^\\(.*\\)");

    private static final Pattern PROMPT = Pattern.compile("(?:PS )?[A-Za-z]:\\\\[^<>|\"?*]*+>.*");
    /** Console widths at which copied lines break in two; a space at the break is lost. */
    private static final Set<Integer> BREAKS = Set.of(79, 80, 119, 120);

    private static final String XP_HEADING = "! REG.EXE";

    /** Lines of our report (docs/evidence-report.md). */
    private static final String ABSENT_KEY = "absent key: ";

    private static final String CLOSED_KEY = "unreadable key: ";
    private static final Pattern ABSENT_VALUE = Pattern.compile("^(\\S.{0,200}?)(?:    |\t)\\s*+absent");

    private final Paste paste;
    private final Sink sink;
    private final Phrases phrases = Phrases.KNOWN;
    private RegistryKey open;
    private Spacing spacing = Spacing.NO_VALUE_YET;
    private Asked asked;

    /** reg.exe puts a blank line before each key, and none before its values; some ways of copying put one everywhere. */
    private enum Spacing {
        NO_VALUE_YET,
        BLANK_BEFORE_VALUES,
        DENSE
    }

    private RegQuery(Paste paste, Sink sink) {
        this.paste = paste;
        this.sink = sink;
    }

    /**
     * What was read.
     *
     * @param snapshot the keys and values that were printed
     * @param passedOver the lines that are neither, without empty ones
     */
    public record Reading(RegistrySnapshot snapshot, List<String> passedOver) {
        public Reading {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** Reads any text; one without a key gives an empty snapshot. Nothing is concluded from what is not printed. */
    public static Reading read(String text) {
        var collector = new Collector();
        new RegQuery(Paste.of(text), collector).read();
        return new Reading(collector.snapshot, collector.passedOver);
    }

    /** Reads a paste and tells the sink, line by line. */
    static void read(Paste paste, Sink sink) {
        new RegQuery(paste, sink).read();
    }

    /** Who wants to know. Lines are those that say it. */
    interface Sink {
        void key(RegistryKey key, Line... lines);

        void value(ValueName name, RegistryValue value, Line... lines);

        /** Everything in this key was printed: the values, and the keys below. */
        default void whole(Printed printed, Line... lines) {}

        default void absentKey(RegistryKey key, Line... lines) {}

        default void absentValue(ValueName name, Line... lines) {}

        default void unreadable(RegistryKey key, Line... lines) {}

        /** A command, a prompt, an answer: understood, but nothing to tell. */
        default void frame(Line line) {}

        default void passedOver(Line line) {}

        /** Whether another reader has this line already. */
        default boolean isTaken(int index) {
            return false;
        }
    }

    /**
     * The whole answer to one query.
     *
     * @param key what was asked for
     * @param below whether everything below was asked for too
     * @param keys what was printed, with the keys above
     * @param values what was printed
     */
    record Printed(RegistryKey key, boolean below, Set<RegistryKey> keys, Set<ValueName> values) {}

    /** A query whose answer is being read. */
    private static final class Asked {
        final QueryCommand command;
        final Line line;
        final Set<RegistryKey> keys = new HashSet<>();
        final Set<ValueName> values = new HashSet<>();
        Line notFound;
        Line denied;
        boolean damaged;

        Asked(QueryCommand command, Line line) {
            this.command = command;
            this.line = line;
        }

        void printed(RegistryKey key) {
            for (var up = Optional.of(key);
                    up.isPresent() && keys.add(up.get());
                    up = up.get().parent()) {
                // All keys above exist with it.
            }
        }
    }

    private void read() {
        for (int i = 0; i < paste.size(); i++) {
            if (sink.isTaken(i)) {
                end(false);
                open = null;
                continue;
            }
            Line line = paste.line(i);
            String text = line.text().strip();
            if (text.isEmpty()) {
                blank();
                continue;
            }
            boolean broken = KEY.matcher(text).matches() && BREAKS.contains(text.length());
            if (broken && i + 1 < paste.size() && !sink.isTaken(i + 1) && continues(paste.line(i + 1))) {
                Line rest = paste.line(++i);
                String gap = text.length() % 2 == 0 ? "" : " ";
                key(text + gap + rest.text().strip(), line, rest);
            } else {
                line(line, text);
            }
        }
        end(false);
    }

    /** After a blank line a value has lost its key, unless blank lines are everywhere. */
    private void blank() {
        if (spacing == Spacing.NO_VALUE_YET) {
            spacing = Spacing.BLANK_BEFORE_VALUES;
        } else if (spacing == Spacing.DENSE) {
            open = null;
        }
    }

    private static boolean continues(Line next) {
        return !next.isBlank()
                && !Character.isWhitespace(next.text().charAt(0))
                && !KEY.matcher(next.text().strip()).matches();
    }

    private void line(Line line, String text) {
        Optional<QueryCommand> command = QueryCommand.in(text);
        if (command.isPresent()) {
            end(true);
            open = null;
            asked = new Asked(command.get(), line);
            sink.frame(line);
        } else if (PROMPT.matcher(text).matches()) {
            end(true);
            open = null;
            sink.passedOver(line);
        } else if (KEY.matcher(text).matches()) {
            key(text, line);
        } else if (!value(line, text) && !reported(line, text)) {
            complaint(line, text);
        }
    }

    /** What our report says is not there, or closed. */
    private boolean reported(Line line, String text) {
        Matcher value = ABSENT_VALUE.matcher(text);
        if (open != null && value.matches()) {
            spacing = spacing == Spacing.NO_VALUE_YET ? Spacing.DENSE : spacing;
            sink.absentValue(new ValueName(open, value.group(1)), line);
            return true;
        }
        Optional<RegistryKey> absent = named(text, ABSENT_KEY);
        absent.ifPresent(key -> sink.absentKey(key, line));
        Optional<RegistryKey> closed = named(text, CLOSED_KEY);
        closed.ifPresent(key -> sink.unreadable(key, line));
        return absent.isPresent() || closed.isPresent();
    }

    private static Optional<RegistryKey> named(String text, String words) {
        return text.startsWith(words) ? RegistryKey.parse(text.substring(words.length())) : Optional.empty();
    }

    private void complaint(Line line, String text) {
        if (asked != null && phrases.saysNotFound(text)) {
            asked.notFound = line;
            sink.frame(line);
        } else if (asked != null && phrases.saysDenied(text)) {
            asked.denied = line;
            sink.frame(line);
        } else {
            if (asked != null && !text.startsWith(XP_HEADING)) {
                asked.damaged = true;
            }
            sink.passedOver(line);
        }
    }

    private void key(String text, Line... lines) {
        Optional<RegistryKey> key = RegistryKey.parse(text).map(k -> k.in(view()));
        open = key.orElse(null);
        spacing = Spacing.NO_VALUE_YET;
        key.ifPresentOrElse(
                k -> {
                    if (asked != null) {
                        asked.printed(k);
                    }
                    sink.key(k, lines);
                },
                () -> sink.passedOver(lines[0]));
    }

    /** With {@code /reg:32} the keys are printed as 32-bit programs spell them. */
    private RegistryView view() {
        return asked == null ? RegistryView.NATIVE : asked.command.view();
    }

    /** Reads a value line, and says whether it is one. */
    private boolean value(Line line, String text) {
        int type = type(text);
        if (open == null || type < 0) {
            return false;
        }
        if (spacing == Spacing.NO_VALUE_YET) {
            spacing = Spacing.DENSE;
        }
        String given = text.substring(0, type).strip();
        int typeEnd = type;
        while (typeEnd < text.length() && !Character.isWhitespace(text.charAt(typeEnd))) {
            typeEnd++;
        }
        String data = data(text.substring(typeEnd));
        boolean isDefault = IN_BRACKETS.matcher(given).matches();
        var name = new ValueName(open, isDefault ? "" : given);
        if (asked != null) {
            asked.values.add(name);
        }
        // Blanks at the end may belong to the text or come from copying: then the text is not known.
        boolean isText = text.startsWith("REG_SZ", type) || text.startsWith("REG_EXPAND_SZ", type);
        boolean isClear =
                !isText || data.isEmpty() || line.text().equals(line.text().stripTrailing());
        boolean isSet = isClear && !(isDefault && IN_BRACKETS.matcher(data).matches());
        Optional<RegistryValue> value = isSet ? data(text.substring(type, typeEnd), data) : Optional.empty();
        value.ifPresentOrElse(v -> sink.value(name, v, line), () -> sink.passedOver(line));
        return true;
    }

    /** Four spaces, or on XP a tab, stand before the data; more of them belong to it. */
    private static String data(String rest) {
        String four = "    ";
        return rest.startsWith(four) ? rest.substring(four.length()) : rest.strip();
    }

    /** Where the type stands: the first {@code REG_} after a blank. Since Vista four spaces are before it, on XP a tab. */
    private static int type(String text) {
        for (int at = text.indexOf("REG_", 1); at > 0; at = text.indexOf("REG_", at + 1)) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<RegistryValue> data(String type, String data) {
        try {
            return switch (type) {
                case "REG_DWORD" -> Optional.of(RegistryValue.dword(Integer.parseUnsignedInt(hex(data.strip()), 16)));
                case "REG_QWORD" -> Optional.of(RegistryValue.qword(Long.parseUnsignedLong(hex(data.strip()), 16)));
                case "REG_SZ" -> Optional.of(RegistryValue.sz(data));
                case "REG_EXPAND_SZ" -> Optional.of(RegistryValue.expandSz(data));
                case "REG_MULTI_SZ" -> Optional.of(
                        RegistryValue.multiSz(data.isEmpty() ? List.of() : List.of(data.split("\\\\0"))));
                case "REG_BINARY" -> Optional.of(bytes(RegistryValue.BINARY, data));
                case "REG_NONE" -> Optional.of(bytes(RegistryValue.NONE, data));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // data that does not fit its type, most likely a cut line: nothing is known of it
        }
    }

    private static RegistryValue bytes(int type, String data) {
        return RegistryValue.of(type, HexFormat.of().parseHex(data.strip()));
    }

    private static String hex(String data) {
        if (!data.startsWith("0x")) {
            throw new IllegalArgumentException("reg query prints numbers in hex: " + data);
        }
        return data.substring(2);
    }

    // ---- What a query and its answer say together ---------------------------------------------------------------

    private void end(boolean closed) {
        Asked over = asked;
        asked = null;
        if (over != null && over.command.key().isPresent()) {
            conclude(over, over.command.key().get(), closed);
        }
    }

    private void conclude(Asked over, RegistryKey key, boolean closed) {
        boolean nothing = over.keys.isEmpty();
        if (over.denied != null) {
            if (nothing) {
                sink.unreadable(key, over.line, over.denied);
            }
        } else if (nothing && over.notFound != null) {
            over.command
                    .value()
                    .ifPresentOrElse(
                            name -> sink.absentValue(new ValueName(key, name), over.line, over.notFound),
                            () -> sink.absentKey(key, over.line, over.notFound));
        } else if (closed && !nothing && over.command.whole() && over.notFound == null && !over.damaged) {
            over.printed(key);
            sink.whole(new Printed(key, over.command.below(), over.keys, over.values), over.line);
        }
    }

    private static final class Collector implements Sink {
        /** A snapshot is copied for everything that is added to it; nobody pastes as much as this by hand. */
        private static final int MOST = 3_000;

        private final List<String> passedOver = new ArrayList<>();
        private RegistrySnapshot snapshot = RegistrySnapshot.UNKNOWN;
        private int added;

        @Override
        public void key(RegistryKey key, Line... lines) {
            if (added++ < MOST) {
                snapshot = snapshot.withKey(key);
            }
        }

        @Override
        public void value(ValueName name, RegistryValue value, Line... lines) {
            if (added++ < MOST) {
                snapshot = snapshot.with(name, value);
            }
        }

        @Override
        public void frame(Line line) {
            passedOver.add(line.text().strip());
        }

        @Override
        public void passedOver(Line line) {
            passedOver.add(line.text().strip());
        }
    }
}
