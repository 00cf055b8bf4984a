package tlsready.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tlsready.registry.Change;
import tlsready.registry.RegFile;
import tlsready.registry.RegReader;
import tlsready.registry.RegistryKey;

/**
 * A {@code .reg} export: what it writes is what the registry held. A file that deletes something is no export but a
 * file of changes, and says nothing of a machine. Nothing is concluded from what is not in it.
 */
final class RegFilePiece implements PieceReader {
    static final String NAME = ".reg export";

    private static final Pattern KEY = Pattern.compile("\\[-?HKEY_.*\\]");

    private final Places places;

    RegFilePiece(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            if (starts(paste.line(i).text().strip())) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(String text) {
        return isHeader(text) || KEY.matcher(text).matches();
    }

    private static boolean isHeader(String text) {
        return text.equals(RegFile.HEADER) || text.equals("REGEDIT4");
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        int i = 0;
        while (i < paste.size()) {
            if (!notes.isUnderstood(i) && starts(paste.line(i).text().strip())) {
                int end = end(paste, i);
                piece(paste, i, end, notes);
                i = end;
            } else {
                i++;
            }
        }
    }

    /** The first line after {@code from} that can be no part of a .reg file. */
    private static int end(Paste paste, int from) {
        boolean continued = false;
        for (int i = from + 1; i < paste.size(); i++) {
            String text = paste.line(i).text().strip();
            boolean ours = continued || text.isEmpty() || "[\"@;#".indexOf(text.charAt(0)) >= 0;
            if (!ours || isHeader(text)) {
                return i;
            }
            continued = text.endsWith("\\");
        }
        return paste.size();
    }

    private void piece(Paste paste, int from, int end, Notebook notes) {
        boolean whole = isHeader(paste.line(from).text().strip());
        var text = new StringBuilder(whole ? "" : RegFile.HEADER + "\n");
        Map<RegistryKey, Line> keys = new HashMap<>();
        for (int i = from; i < end; i++) {
            Line line = paste.line(i);
            notes.understand(line);
            text.append(line.text()).append('\n');
            key(line).ifPresent(key -> keys.putIfAbsent(key, line));
        }
        // Line 1 of what the reader sees is this line of the paste; a missing header shifts by one.
        int first = paste.line(from).number() - (whole ? 1 : 2);
        RegReader.Reading reading = RegReader.read(text.toString());
        if (reading.changes().changes().stream().anyMatch(change -> !(change instanceof Change.SetValue))) {
            notes.remark(
                    paste.line(from),
                    "This .reg file deletes something, so it is a file of changes and no export. It says nothing of a "
                            + "computer; the .reg check tells what it would do.");
            return;
        }
        notes.remark(
                paste.line(from),
                "We took this for an export: that the registry held what it writes. If it is a file you mean to import, "
                        + "leave it out here and give it to the .reg check.");
        keys.forEach((key, line) -> {
            if (places.matters(key)) {
                notes.add(new Claim.KeyIsThere(key), line);
            }
        });
        for (int c = 0; c < reading.lines().size(); c++) {
            var set = (Change.SetValue) reading.changes().changes().get(c);
            if (places.matters(set.name())) {
                notes.add(
                        new Claim.ValueIs(set.name(), set.value()),
                        value(paste, first + reading.lines().get(c) - 1, end));
            }
            Line at = paste.line(first + reading.lines().get(c) - 1);
            places.nearly(set.name())
                    .ifPresent(meant -> notes.add(
                            new Claim.ValueIsMisspelt(meant, set.name().name()), at));
        }
        reading.skipped()
                .forEach(skipped -> notes.remark(
                        paste.line(first + skipped.line() - 1),
                        "This line is no part of an export: " + skipped.reason() + "."));
    }

    /** All lines of the value that begins in this one: hex bytes go on behind a backslash. */
    private static Line[] value(Paste paste, int from, int end) {
        var lines = new ArrayList<Line>();
        boolean hex = paste.line(from).text().matches(".*=\\s*+hex.*");
        boolean continued = true;
        for (int i = from; i < end && continued; i++) {
            Line line = paste.line(i);
            lines.add(line);
            String data = line.text().replaceFirst(";.*", "").strip();
            continued = hex && (data.endsWith("\\") || data.isEmpty());
        }
        return lines.toArray(Line[]::new);
    }

    private static Optional<RegistryKey> key(Line line) {
        String text = line.text().strip();
        return KEY.matcher(text).matches() && !text.startsWith("[-")
                ? RegistryKey.parse(text.substring(1, text.length() - 1))
                : Optional.empty();
    }
}
