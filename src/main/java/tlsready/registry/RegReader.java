package tlsready.registry;

import java.io.ByteArrayOutputStream;
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
     */
    public record Reading(boolean accepted, String problem, ChangeSet changes, List<Skipped> skipped) {}

    private static final Pattern VALUE =
            Pattern.compile("\\s*(@|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(;.*)?", Pattern.DOTALL);
    private static final Pattern DWORD = Pattern.compile("dword:([0-9a-fA-F]{1,8})\\s*(;.*)?");
    private static final Pattern HEX = Pattern.compile("hex(?:\\(([0-9a-fA-F]{1,8})\\))?:([0-9a-fA-F,\\s]*)(;.*)?");
    private static final Pattern DELETE = Pattern.compile("-\\s*(;.*)?");

    private final List<Change> changes = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private RegistryKey open;

    private RegReader() {}

    /** Reads a file's bytes: UTF-16LE if it starts with FF FE, otherwise as the given ANSI code page. */
    public static Reading read(byte[] file, Charset ansi) {
        boolean unicode = file.length >= 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xFE;
        return read(unicode ? new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE) : new String(file, ansi));
    }

    /** Reads a file's text, without its byte order mark. */
    public static Reading read(String text) {
        String[] lines = text.split("\r\n|\n|\r", -1);
        Optional<String> problem = headerProblem(lines[0]);
        if (problem.isPresent()) {
            return new Reading(false, problem.get(), ChangeSet.NOTHING, List.of());
        }
        var reader = new RegReader();
        for (int i = 1; i < lines.length; i++) {
            int first = i;
            var whole = new StringBuilder(lines[i]);
            // Only hex data may go on in the next line; a comment's trailing backslash means nothing.
            while (continues(whole) && i + 1 < lines.length) {
                whole.setLength(whole.lastIndexOf("\\"));
                whole.append(lines[++i].strip());
            }
            reader.line(first + 1, whole.toString());
        }
        return new Reading(true, "", new ChangeSet(reader.changes), List.copyOf(reader.skipped));
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

    private static boolean continues(CharSequence line) {
        String text = line.toString().stripTrailing();
        Matcher value = VALUE.matcher(text);
        return text.endsWith("\\") && value.matches() && value.group(3).startsWith("hex");
    }

    private void line(int number, String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith(";") || text.startsWith("#")) {
            return;
        }
        if (text.startsWith("[")) {
            key(number, text);
        } else if (open == null) {
            skip(number, text, "it stands under no key");
        } else {
            value(number, text);
        }
    }

    private void key(int number, String text) {
        open = null;
        int end = text.lastIndexOf(']');
        if (end < 0) {
            skip(number, text, "the key has no closing bracket");
            return;
        }
        boolean delete = text.startsWith("[-");
        Optional<RegistryKey> key = RegistryKey.parse(text.substring(delete ? 2 : 1, end));
        if (key.isEmpty()) {
            skip(number, text, "no such root key");
        } else if (delete) {
            changes.add(new Change.DeleteKey(key.get()));
        } else {
            open = key.get();
        }
    }

    private void value(int number, String text) {
        Matcher line = VALUE.matcher(text);
        if (!line.matches()) {
            skip(number, text, "a value line is \"name\"=data");
            return;
        }
        var name = new ValueName(open, line.group(2) == null ? "" : unescape(line.group(2)));
        String data = line.group(3).strip();
        if (DELETE.matcher(data).matches()) {
            changes.add(new Change.DeleteValue(name));
            return;
        }
        Optional<RegistryValue> value = data(data);
        if (value.isPresent()) {
            changes.add(new Change.SetValue(name, value.get()));
        } else {
            skip(number, text, "the data is neither \"text\" nor dword: with 1 to 8 hex digits nor hex: bytes");
        }
    }

    private static Optional<RegistryValue> data(String data) {
        Matcher dword = DWORD.matcher(data);
        if (dword.matches()) {
            return Optional.of(RegistryValue.dword(Integer.parseUnsignedInt(dword.group(1), 16)));
        }
        Matcher string = STRING.matcher(data);
        if (string.matches()) {
            return Optional.of(RegistryValue.sz(unescape(string.group(1))));
        }
        Matcher hex = HEX.matcher(data);
        return hex.matches() ? hex(hex.group(1), hex.group(2)) : Optional.empty();
    }

    private static Optional<RegistryValue> hex(String type, String list) {
        var bytes = new ByteArrayOutputStream();
        for (String part : list.split(",", -1)) {
            String digits = part.strip();
            if (digits.isEmpty()) {
                continue;
            }
            if (digits.length() > 2) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(digits, 16));
        }
        int number = type == null ? RegistryValue.BINARY : Integer.parseUnsignedInt(type, 16);
        return Optional.of(RegistryValue.of(number, bytes.toByteArray()));
    }

    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private void skip(int number, String text, String reason) {
        skipped.add(new Skipped(number, text, reason));
    }
}
