package tlsready.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.Change;
import tlsready.registry.RegFile;
import tlsready.registry.RegReader;
import tlsready.registry.RegistryValue;

/**
 * The form of value lines. A line that {@link RegReader} takes is left as it is; of the others those are mended of which
 * one can tell what was meant.
 */
final class ValueForm {
    private static final String ANY_KEY = RegFile.HEADER + "\n[HKEY_LOCAL_MACHINE\\x]\n";
    private static final Pattern NAMED = Pattern.compile("(?s)\\A(\"(?:[^\"\\\\]|\\\\.)*+\"|@)(.*+)");
    private static final Pattern UNCLOSED = Pattern.compile("(?s)\"([^\"=]{1,200}+)=(.*+)");
    private static final Pattern UNOPENED = Pattern.compile("(?s)([A-Za-z][\\w. ]{0,200}+)\"?\\s*+=(.*+)");
    private static final Pattern DWORD = Pattern.compile("(?is)(\"?(?:REG_)?DWORD\"?[\\s:=]*+)(0x)?([0-9a-f]*+)(.*+)");
    private static final Pattern NUMBER = Pattern.compile("(?i)(0x)?([0-9a-f]{1,10})(\\s*+;.*+)?");
    private static final Pattern HEX = Pattern.compile("(?is)(hex(?:\\([0-9a-f]{1,8}\\))?:)(.*+)");
    private static final Pattern BYTES = Pattern.compile("(?i)[0-9a-f]{2}(?:,[0-9a-f]{2})*+,?\\\\?");
    private static final int BYTES_PER_LINE = 24;

    private final LintNotes notes;
    private final LintPlaces places;

    ValueForm(LintNotes notes, LintPlaces places) {
        this.notes = notes;
        this.places = places;
    }

    /** How many lines, from this one on, make one value: bytes go on in the next line. */
    static int length(List<String> lines, int at) {
        String data = data(lines.get(at));
        if (!data.regionMatches(true, 0, "hex", 0, 3)) {
            return 1;
        }
        int length = 1;
        String last = bare(data);
        while (at + length < lines.size()) {
            String next = lines.get(at + length).strip();
            boolean quiet = next.isEmpty() || next.startsWith(";");
            boolean goesOn = last.endsWith("\\") && !next.startsWith("[") && !next.startsWith("\"");
            boolean forgotten = last.endsWith(",") && !quiet && isBytes(next);
            if (!goesOn && !forgotten) {
                break;
            }
            last = quiet ? last : bare(next);
            length++;
        }
        return length;
    }

    /** What stands behind the equals sign; empty if there is none. */
    private static String data(String line) {
        int equals = line.indexOf('=');
        if (line.stripLeading().startsWith("\"")) {
            boolean within = false;
            for (equals = 0; equals < line.length() && (within || line.charAt(equals) != '='); equals++) {
                if (line.charAt(equals) == '\\') {
                    equals++;
                } else if (line.charAt(equals) == '"') {
                    within = !within;
                }
            }
        }
        return equals < 0 || equals >= line.length()
                ? ""
                : line.substring(equals + 1).stripLeading();
    }

    private static boolean isBytes(String text) {
        return text.length() <= Paste.LONGEST_LINE && BYTES.matcher(bare(text)).matches();
    }

    private static String bare(String line) {
        int remark = line.indexOf(';');
        return (remark < 0 ? line : line.substring(0, remark)).strip();
    }

    /** Reads a value line, or junk. */
    void read(LintLine line) {
        String asItStands = String.join("\n", line.originals());
        if (sound(line, asItStands)) {
            tidy(line);
            return;
        }
        Set<LintKind> faults = EnumSet.noneOf(LintKind.class);
        Optional<String> mended = tooLong(line)
                ? Optional.empty()
                : mend(PastedCharacters.plain(asItStands).strip(), faults);
        if (mended.isEmpty() || !sound(line, mended.get())) {
            line.junk();
            notes.line(line, LintKind.SKIPPED, "given", "it is neither a key nor a value nor a remark");
            return;
        }
        line.write();
        if (!asItStands.equals(PastedCharacters.plain(asItStands))) {
            notes.line(line, LintKind.PASTED_CHARACTERS, "given", PastedCharacters.words(asItStands));
        }
        faults.forEach(kind -> notes.line(line, kind));
    }

    private static boolean tooLong(LintLine line) {
        return line.originals().size() == 1 && line.original().length() > Paste.LONGEST_LINE;
    }

    /** Whether an import takes it; then the line knows what it says. */
    private static boolean sound(LintLine line, String text) {
        RegReader.Reading reading = RegReader.read(ANY_KEY + text);
        List<Change> changes = reading.changes().changes();
        if (!reading.skipped().isEmpty() || changes.size() != 1) {
            return false;
        }
        Change change = changes.get(0);
        Matcher named = NAMED.matcher(text.strip());
        if (change instanceof Change.DeleteKey || !named.matches()) {
            return false;
        }
        String data = named.group(2).strip().substring(1).strip();
        int end = endOfData(data);
        String tail = data.substring(end).strip();
        if (change instanceof Change.SetValue set) {
            line.value(set.name().name(), set.value(), data.substring(0, end).strip(), tail);
        } else {
            line.value(((Change.DeleteValue) change).name().name(), null, "-", tail);
        }
        return true;
    }

    /** Where the remark begins; within bytes it stays where it is. */
    private static int endOfData(String data) {
        if (data.startsWith("\"")) {
            Matcher text = NAMED.matcher(data);
            return text.matches() ? text.end(1) : data.length();
        }
        int remark = data.startsWith("hex") ? -1 : data.indexOf(';');
        return remark < 0 ? data.length() : remark;
    }

    /** Spaces that do no harm, and that regedit does not write. */
    private void tidy(LintLine line) {
        if (line.originals().size() > 1) {
            return;
        }
        String stands = line.original();
        Matcher named = NAMED.matcher(stands.strip());
        boolean loose = !stands.equals(stands.strip())
                || named.matches() && named.group(2).startsWith(" ")
                || named.matches() && named.group(2).startsWith("= ");
        if (loose) {
            line.write();
            notes.line(line, LintKind.LOOSE_SPACES);
        }
    }

    private Optional<String> mend(String text, Set<LintKind> faults) {
        String name;
        String rest;
        Matcher named = NAMED.matcher(text);
        Matcher unclosed = UNCLOSED.matcher(text);
        Matcher unopened = UNOPENED.matcher(text);
        if (named.matches()) {
            name = named.group(1);
            rest = named.group(2).strip();
        } else if (unclosed.matches() || unopened.matches()) {
            Matcher bare = unclosed.matches() ? unclosed : unopened;
            name = '"' + bare.group(1).strip() + '"';
            rest = "=" + bare.group(2).strip();
            faults.add(LintKind.QUOTES);
        } else {
            return Optional.empty();
        }
        int from = 0;
        while (from < rest.length() && "=: \t".indexOf(rest.charAt(from)) >= 0) {
            from++;
        }
        if (from == 0 || rest.charAt(0) != '=' || rest.substring(1, from).contains("=")) {
            faults.add(LintKind.EQUALS_SIGN);
        }
        String bareName = name.substring(1, Math.max(1, name.length() - 1));
        return data(rest.substring(from), bareName, faults).map(data -> name + "=" + data);
    }

    private Optional<String> data(String data, String name, Set<LintKind> faults) {
        Matcher dword = DWORD.matcher(data);
        if (dword.matches()) {
            return dword(dword, faults);
        }
        Matcher hex = HEX.matcher(data);
        if (hex.matches()) {
            return bytes(hex.group(1).toLowerCase(java.util.Locale.ROOT), hex.group(2), faults);
        }
        if (data.startsWith("\"")) {
            Matcher text = NAMED.matcher(data);
            if (text.matches()) {
                return Optional.of(text.group(1) + tail(text.group(2).strip(), faults));
            }
            faults.add(LintKind.QUOTES);
            return Optional.of(data + '"');
        }
        if (data.startsWith("-")) {
            String rest = data.substring(1).strip();
            return rest.startsWith("#") || rest.startsWith("//") || rest.isEmpty() || rest.startsWith(";")
                    ? Optional.of("-" + tail(rest, faults))
                    : Optional.empty();
        }
        Matcher number = NUMBER.matcher(data);
        if (number.matches() && places.isDword(name)) {
            return number(number, faults);
        }
        return Optional.empty();
    }

    private static String tail(String rest, Set<LintKind> faults) {
        if (rest.isEmpty() || rest.startsWith(";")) {
            return rest.isEmpty() ? "" : " " + rest;
        }
        faults.add(LintKind.INLINE_REMARK);
        return " ; " + KeyForm.remark(rest);
    }

    private static Optional<String> dword(Matcher dword, Set<LintKind> faults) {
        String digits = dword.group(3);
        String after = dword.group(4);
        if (after.startsWith("\"") || after.startsWith("h")) {
            after = after.substring(1);
            faults.add(LintKind.DWORD_FORM);
        }
        String rest = after.strip();
        if (!dword.group(1).equals("dword:")) {
            faults.add(LintKind.DWORD_FORM);
        }
        if (dword.group(2) != null) {
            faults.add(LintKind.HEX_PREFIX);
        }
        if (digits.length() > 8) {
            faults.add(LintKind.DWORD_TOO_LONG);
            digits = digits.substring(digits.length() - 8);
            if (!dword.group(3)
                    .substring(0, dword.group(3).length() - 8)
                    .chars()
                    .allMatch(c -> c == '0')) {
                return Optional.empty();
            }
        }
        if (digits.isEmpty() || !isRemark(after, rest)) {
            return Optional.empty();
        }
        if (rest.equals("\\")) {
            faults.add(LintKind.CONTINUATION);
            rest = "";
        }
        return Optional.of("dword:" + "0".repeat(8 - digits.length()) + digits + tail(rest, faults));
    }

    /** Words behind a space are a remark; what could be more digits is none. */
    private static boolean isRemark(String after, String rest) {
        if (rest.isEmpty() || "#;/\\".indexOf(rest.charAt(0)) >= 0 || rest.startsWith("--")) {
            return true;
        }
        String word = rest.split("\\s", 2)[0];
        boolean hex = word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return after.startsWith(" ") && !hex && (Character.isLetter(rest.charAt(0)) || rest.charAt(0) == '(');
    }

    private static Optional<String> number(Matcher number, Set<LintKind> faults) {
        String digits = number.group(2);
        boolean decimal = number.group(1) == null
                && digits.length() != 8
                && digits.chars().allMatch(Character::isDigit);
        long value = decimal ? Long.parseLong(digits) : Long.parseLong(digits, 16);
        if (value > 0xFFFFFFFFL) {
            return Optional.empty();
        }
        faults.add(LintKind.DWORD_FORM);
        String rest = number.group(3) == null ? "" : " " + number.group(3).strip();
        return Optional.of(dword((int) value) + rest);
    }

    static String dword(int value) {
        return String.format("dword:%08x", value);
    }

    private static Optional<String> bytes(String head, String text, Set<LintKind> faults) {
        var digits = new ArrayList<String>();
        for (String line : text.split("\n")) {
            Arrays.stream(bare(line).split("[,\\s\\\\]+"))
                    .filter(part -> !part.isEmpty())
                    .forEach(digits::add);
        }
        if (digits.stream().anyMatch(part -> part.length() > 2 || !isHex(part))) {
            return Optional.empty();
        }
        faults.add(LintKind.CONTINUATION);
        var out = new StringBuilder(head);
        for (int i = 0; i < digits.size(); i++) {
            out.append(digits.get(i).length() == 1 ? "0" : "").append(digits.get(i));
            if (i < digits.size() - 1) {
                out.append(i % BYTES_PER_LINE == BYTES_PER_LINE - 1 ? ",\\\n  " : ",");
            }
        }
        return Optional.of(out.toString());
    }

    private static boolean isHex(String part) {
        return part.chars().allMatch(HexFormat::isHexDigit);
    }

    /** The number that data of another type stands for. */
    static Optional<Integer> meant(RegistryValue value) {
        if (value.asText().isEmpty()) {
            byte[] bytes = value.bytes();
            boolean number = value.type() == RegistryValue.BINARY || value.type() == RegistryValue.QWORD;
            if (!number || bytes.length < 1 || bytes.length > 8) {
                return Optional.empty();
            }
            long sum = 0;
            for (int i = bytes.length - 1; i >= 0; i--) {
                sum = sum << 8 | bytes[i] & 0xFF;
            }
            return sum >= 0 && sum <= 0xFFFFFFFFL ? Optional.of((int) sum) : Optional.empty();
        }
        String text = value.asText().get().strip().toLowerCase(java.util.Locale.ROOT);
        switch (text) {
            case "true", "yes", "on":
                return Optional.of(1);
            case "false", "no", "off":
                return Optional.of(0);
            default:
                boolean dword = text.startsWith("dword:");
                Matcher number = NUMBER.matcher(dword ? text.substring(6) : text);
                Set<LintKind> none = EnumSet.noneOf(LintKind.class);
                if (!number.matches()) {
                    return Optional.empty();
                }
                if (dword && number.group(2).length() <= 8) {
                    return Optional.of(Integer.parseUnsignedInt(number.group(2), 16));
                }
                return number(number, none).map(data -> Integer.parseUnsignedInt(data.substring(6, 14), 16));
        }
    }
}
