package tlsready.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import tlsready.registry.Hive;
import tlsready.registry.RegistryKey;

/** The form of key lines: brackets, spaces, slashes, root keys. What the key means is not looked at here. */
final class KeyForm {
    private static final Pattern BARE =
            Pattern.compile("(?i)-?(?:Computer\\\\)?(?:HKEY_[A-Z_]{3,20}|HK(?:LM|CU|CR|U|CC)):?[\\\\/].*");
    private static final Pattern NUMBERED = Pattern.compile("(?i)ControlSet\\d{3}");

    private final LintNotes notes;

    KeyForm(LintNotes notes) {
        this.notes = notes;
    }

    /** Whether a line without blanks around is meant to be a key line. */
    static boolean isKey(String text) {
        return text.startsWith("[")
                || text.startsWith("HK")
                        && text.length() < 400
                        && BARE.matcher(text).matches();
    }

    /**
     * Reads a key line.
     *
     * @param text the line without blanks around and with plain characters
     * @return what follows the key in the line and is a value line, if there is one
     */
    Optional<String> read(LintLine line, String text) {
        boolean changed = !text.equals(line.original().strip());
        int close = text.indexOf(']');
        int open = text.startsWith("[") ? 1 : 0;
        String body = text.substring(open, close < 0 ? endOfBare(text) : close);
        String after = close < 0 ? text.substring(open + body.length()) : text.substring(close + 1);
        if (body.strip().startsWith("-") && (!body.startsWith("-") || body.startsWith("- "))) {
            line.junk();
            notes.line(line, LintKind.DELETE_WITH_SPACE);
            return Optional.empty();
        }
        boolean deletes = body.startsWith("-");
        if (deletes && (open == 0 || close < 0)) {
            return lost(line, "a deletion without brackets");
        }
        var faults = new ArrayList<Runnable>();
        Optional<RegistryKey> key = path(line, deletes ? body.substring(1) : body, deletes, faults);
        if (key.isEmpty()) {
            return lost(line, "it names no root key");
        }
        if (open == 0 || close < 0) {
            faults.add(0, () -> notes.line(line, LintKind.BRACKET));
        }
        String rest = after.strip();
        boolean value = rest.startsWith("\"") || rest.startsWith("@");
        boolean harmless = rest.isEmpty() || rest.startsWith(";") && rest.indexOf(']') < 0;
        line.key(key.get(), deletes, harmless ? rest : "");
        if (!harmless) {
            if (!value) {
                line.above(remark(rest));
            }
            faults.add(() -> notes.line(line, LintKind.REMARK_IN_KEY_LINE));
        }
        faults.forEach(Runnable::run);
        if (changed || !faults.isEmpty()) {
            line.write();
        } else if (!line.original().equals(line.original().strip())) {
            line.write();
            notes.line(line, LintKind.LOOSE_SPACES);
        }
        return value ? Optional.of(rest) : Optional.empty();
    }

    private static int endOfBare(String text) {
        int remark = text.indexOf(';');
        return remark < 0 ? text.length() : remark;
    }

    private Optional<String> lost(LintLine line, String reason) {
        line.junk();
        notes.line(line, LintKind.SKIPPED, "given", reason);
        return Optional.empty();
    }

    /** The text of a remark without the sign that began it. */
    static String remark(String text) {
        int from = 0;
        while (from < text.length() && "#;/-'<!( \t".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return from == text.length() ? text : text.substring(from);
    }

    private Optional<RegistryKey> path(LintLine line, String body, boolean deletes, List<Runnable> faults) {
        String path = body;
        if (path.indexOf('\\') < 0 && path.indexOf('/') >= 0) {
            path = path.replace('/', '\\');
            faults.add(() -> notes.line(line, LintKind.SLASHES));
        }
        List<String> parts = new ArrayList<>(Arrays.asList(path.split("\\\\")));
        if (parts.stream().anyMatch(part -> !part.equals(part.strip()))) {
            parts.replaceAll(String::strip);
            faults.add(() -> notes.line(line, LintKind.SPACE_IN_KEY));
        }
        if (parts.removeIf(String::isEmpty)) {
            faults.add(() -> notes.line(line, LintKind.SLASHES));
        }
        if (parts.isEmpty() || !root(line, parts, deletes, faults)) {
            return Optional.empty();
        }
        if (!deletes
                && parts.size() > 2
                && parts.get(1).equalsIgnoreCase("SYSTEM")
                && NUMBERED.matcher(parts.get(2)).matches()) {
            String given = parts.set(2, "CurrentControlSet");
            faults.add(() -> notes.line(line, LintKind.NUMBERED_CONTROL_SET, "given", given));
        }
        return RegistryKey.parse(String.join("\\", parts));
    }

    private boolean root(LintLine line, List<String> parts, boolean deletes, List<Runnable> faults) {
        String given = parts.get(0);
        if (Hive.named(given).isPresent()) {
            return true;
        }
        String bare = given.endsWith(":") ? given.substring(0, given.length() - 1) : given;
        Optional<Hive> hive = Hive.abbreviated(bare).or(() -> Hive.named(bare));
        LintKind kind = LintKind.SHORT_ROOT;
        if (hive.isEmpty() && !deletes) {
            kind = LintKind.UNKNOWN_ROOT;
            if (parts.size() > 1 && Hive.named(parts.get(1)).isPresent()) {
                kind = LintKind.COPIED_PATH;
                parts.remove(0);
                hive = Hive.named(parts.get(0));
            } else {
                hive = Arrays.stream(Hive.values())
                        .filter(one -> Spelling.distance(bare, one.name(), 3) <= 3)
                        .findFirst();
            }
        }
        if (hive.isEmpty()) {
            return false;
        }
        parts.set(0, hive.get().name());
        LintKind found = kind;
        faults.add(() -> notes.line(line, found, "given", given));
        return true;
    }
}
