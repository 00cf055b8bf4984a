package tlsready.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;

/** A line of a .reg file while the check looks at it, or several lines that make one value: as it stands and as it becomes. */
final class LintLine {
    /** What a line is. */
    enum Sort {
        /** Empty, or a remark. */
        QUIET,
        KEY,
        DELETED_KEY,
        VALUE,
        /** Nothing that Windows understands; it becomes a remark. */
        JUNK
    }

    private final int number;
    private final List<String> original;
    private Sort sort = Sort.QUIET;
    private List<String> now;
    private final List<String> above = new ArrayList<>();
    private RegistryKey key;
    private String tail = "";
    private String name;
    private String data;
    private RegistryValue value;

    LintLine(int number, List<String> original) {
        this.number = number;
        this.original = List.copyOf(original);
        this.now = this.original;
    }

    int number() {
        return number;
    }

    /** The first line as it stands. */
    String original() {
        return original.get(0);
    }

    List<String> originals() {
        return original;
    }

    Sort sort() {
        return sort;
    }

    /** How it stands in the corrected file. */
    List<String> now() {
        if (above.isEmpty()) {
            return now;
        }
        var lines = new ArrayList<>(above);
        lines.addAll(now);
        return lines;
    }

    RegistryKey key() {
        return key;
    }

    /** The name of a value; empty for the default one. */
    String name() {
        return name;
    }

    /** What a value line writes; nothing if it deletes. */
    Optional<RegistryValue> value() {
        return Optional.ofNullable(value);
    }

    void quiet(List<String> lines) {
        sort = Sort.QUIET;
        now = List.copyOf(lines);
    }

    void junk() {
        sort = Sort.JUNK;
        above.clear();
        now = original.stream().map(line -> "; " + line.strip()).toList();
    }

    /** A remark that stood somewhere in the line gets a line of its own above it. */
    void above(String remark) {
        above.add("; " + remark);
    }

    /** A key line that was understood. */
    void key(RegistryKey read, boolean deleted, String remark) {
        sort = deleted ? Sort.DELETED_KEY : Sort.KEY;
        key = read;
        tail = remark;
    }

    /** A value line that was understood; the texts as they stand in it. */
    void value(String readName, RegistryValue readValue, String dataText, String remark) {
        sort = Sort.VALUE;
        name = readName;
        value = readValue;
        data = dataText;
        tail = remark;
    }

    void rename(String other) {
        name = other;
        write();
    }

    void store(RegistryValue other, String text) {
        value = other;
        data = text;
        write();
    }

    void move(RegistryKey other) {
        key = other;
        write();
    }

    /** Writes the line anew, as regedit writes it. */
    void write() {
        String end = tail.isEmpty() ? "" : " " + tail;
        if (sort == Sort.KEY) {
            now = List.of("[" + key + "]" + end);
        } else if (sort == Sort.DELETED_KEY) {
            now = List.of("[-" + key + "]" + end);
        } else {
            String label =
                    name.isEmpty() ? "@" : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            now = List.of((label + "=" + data + end).split("\n", -1));
        }
    }

    boolean isChanged() {
        return !now().equals(original);
    }
}
