package tlsready.registry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .reg} files as {@code reg import} does: what it takes becomes a {@link ChangeSet}, what it skips in
 * silence is listed with the reason. The behaviour is that of Wine's conformance tests, which were written against
 * Windows Vista and later (wine-mirror/wine:programs/reg/tests/import.c).
 */
public final class RegReader {
    /** A line that the import passes over without a word. Line numbers start at 1. */
    public record Skipped(int line, String text, String reason) {}

    /**
     * What a file would do.
     *
     * @param accepted whether the import starts at all: the header is right
     * @param problem why it does not start, or empty
     * @param lines where each of the changes stands, in their order
     */
    public record Reading(
            boolean accepted, String problem, ChangeSet changes, List<Integer> lines, List<Skipped> skipped) {
        public Reading {
            lines = List.copyOf(lines);
            skipped = List.copyOf(skipped);
        }
    }

    private static final Pattern DWORD = Pattern.compile("(?s)dword:([0-9a-fA-F]{1,8})\\s*+(;.*)?");
    private static final Pattern HEX = Pattern.compile("(?s)hex(?:\\(([0-9a-fA-F]{1,8})\\))?:(.*)");

    private final List<Change> changes = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final String[] text;
    private int next = 1;
    private RegistryKey open;

    private RegReader(String[] text) {
        this.text = text;
    }

    /** Reads a file's bytes: UTF-16LE if it starts with FF FE, otherwise as the given ANSI code page. */
    public static Reading read(byte[] file, Charset ansi) {
        boolean unicode = file.length >= 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xFE;
        return read(unicode ? new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE) : new String(file, ansi));
    }

    /** Reads a file's text, without its byte order mark. Takes time in proportion to its length. */
    public static Reading read(String text) {
        String[] lines = text.split("\r\n|\n|\r", -1);
        Optional<String> problem = headerProblem(lines[0]);
        if (problem.isPresent()) {
            return new Reading(false, problem.get(), ChangeSet.NOTHING, List.of(), List.of());
        }
        var reader = new RegReader(lines);
        while (reader.next < lines.length) {
            reader.line(reader.next++ + 1);
        }
        return new Reading(true, "", new ChangeSet(reader.changes), reader.lines, reader.skipped);
    }

    private static Optional<String> headerProblem(String line) {
        String header = line.strip();
        if (header.equals(RegFile.HEADER) || header.equals("REGEDIT4")) {
            return Optional.empty();
        }
        if (header.startsWith("REGEDIT")) {
            return Optional.of("\"" + header + "\" is no header; the import says success and changes nothing");
        }
        return Optional.of("the first line must be \"" + RegFile.HEADER + "\"");
    }

    private void line(int number) {
        String line = text[number - 1].strip();
        if (isRemark(line)) {
            return;
        }
        if (line.startsWith("[")) {
            key(number, line);
        } else if (open == null) {
            skip(number, line, "it stands under no key");
        } else {
            value(number, line);
        }
    }

    private static boolean isRemark(String line) {
        return line.isEmpty() || line.startsWith(";") || line.startsWith("#");
    }

    private void key(int number, String line) {
        open = null;
        int end = line.lastIndexOf(']');
        if (end < 0) {
            skip(number, line, "the key has no closing bracket");
            return;
        }
        boolean delete = line.startsWith("[-");
        Optional<RegistryKey> key = RegistryKey.parse(line.substring(delete ? 2 : 1, end));
        if (key.isEmpty()) {
            skip(number, line, "no such root key");
        } else if (delete) {
            add(number, new Change.DeleteKey(key.get()));
        } else {
            open = key.get();
        }
    }

    private void value(int number, String line) {
        int nameEnd = line.startsWith("@") ? 1 : quotedEnd(line);
        String rest = nameEnd < 0 ? "" : line.substring(nameEnd).stripLeading();
        if (!rest.startsWith("=")) {
            skip(number, line, "a value line is \"name\"=data");
            return;
        }
        var name = new ValueName(open, nameEnd == 1 ? "" : unescape(line.substring(1, nameEnd - 1)));
        String data = rest.substring(1).strip();
        if (data.startsWith("-") && isOver(data, 1)) {
            add(number, new Change.DeleteValue(name));
            return;
        }
        Optional<RegistryValue> value = data(data);
        if (value.isPresent()) {
            add(number, new Change.SetValue(name, value.get()));
        } else {
            skip(number, line, "the data is neither \"text\" nor dword: with 1 to 8 hex digits nor hex: bytes");
        }
    }

    private Optional<RegistryValue> data(String data) {
        Matcher dword = DWORD.matcher(data);
        if (dword.matches()) {
            return Optional.of(RegistryValue.dword(Integer.parseUnsignedInt(dword.group(1), 16)));
        }
        if (data.startsWith("\"")) {
            int end = quotedEnd(data);
            return end > 0 && isOver(data, end)
                    ? Optional.of(RegistryValue.sz(unescape(data.substring(1, end - 1))))
                    : Optional.empty();
        }
        Matcher hex = HEX.matcher(data);
        return hex.matches() ? hex(hex.group(1), hex.group(2)) : Optional.empty();
    }

    /** Hex data, with the lines it goes on in. A line that ends the value badly is spent with it. */
    private Optional<RegistryValue> hex(String type, String first) {
        var data = new HexBytes();
        HexBytes.State state = data.add(first);
        while (state == HexBytes.State.CONTINUED && next < text.length) {
            String line = text[next++].strip();
            if (!line.isEmpty() && !line.startsWith(";")) {
                state = data.add(line);
            }
        }
        if (state != HexBytes.State.COMPLETE) {
            return Optional.empty();
        }
        int number = type == null ? RegistryValue.BINARY : Integer.parseUnsignedInt(type, 16);
        return Optional.of(RegistryValue.of(number, data.bytes()));
    }

    /** The place after the closing quote of a text that starts with a quote, or -1 if it has none. */
    private static int quotedEnd(String text) {
        if (!text.startsWith("\"")) {
            return -1;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether nothing but a remark follows. */
    private static boolean isOver(String data, int from) {
        String rest = data.substring(from).strip();
        return rest.isEmpty() || rest.startsWith(";");
    }

    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private void add(int number, Change change) {
        changes.add(change);
        lines.add(number);
    }

    private void skip(int number, String line, String reason) {
        skipped.add(new Skipped(number, line, reason));
    }
}
