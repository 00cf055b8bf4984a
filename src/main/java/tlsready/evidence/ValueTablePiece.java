package tlsready.evidence;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.registry.RegistryKey;
import tlsready.registry.ValueName;

/**
 * Tables with a registry path, a value's name and its data in each row: those of {@code Get-ADSyncToolsTls12} and the
 * script on Microsoft's Entra Connect page (Path, Name, Value; {@code Not Found}), and of Exchange HealthChecker
 * (RegistryKey, Location, Value; {@code NULL}). Also as lists, a line for each.
 */
final class ValueTablePiece implements PieceReader {
    private static final String MISSING = "Not Found|NotFound|Not Exist|NotExist|NULL";
    private static final Set<String> HEADS = Set.of("Path Name Value", "RegistryKey Location Value");
    private static final Pattern DATA = Pattern.compile("(?i)(" + MISSING + "|-?\\d{1,10})\\s*");
    /** Whatever stands where a name belongs: it may be a misspelt one. */
    private static final String ANY_NAME = "[A-Za-z0-9.]{3,64}";

    /** Between columns; no table is so wide that it needs more. */
    private static final String GAP = "\\s{1,200}+";

    private static final Pattern LIST = Pattern.compile("(Path|Name|Value)\\s*+: (.*)");

    private final Places places;
    private final Pattern pathFirst;
    private final Pattern nameFirst;
    private final Pattern anyPathFirst;
    private final Pattern anyNameFirst;

    ValueTablePiece(Knowledge knowledge, Places places) {
        this.places = places;
        String names = String.join(
                "|",
                knowledge.settings().stream()
                        .map(RegistrySetting::name)
                        .distinct()
                        .map(Pattern::quote)
                        .toList());
        String data = "((?i:" + MISSING + ")|-?\\d{1,10})\\s*+";
        pathFirst = Pattern.compile("\\s*+(HK\\S[^*?\"<>|]{8,300}?)" + GAP + "(" + names + ")" + GAP + data);
        anyPathFirst = Pattern.compile("\\s*+(HK\\S[^*?\"<>|]{8,300}?)" + GAP + "(" + ANY_NAME + ")" + GAP + data);
        anyNameFirst = Pattern.compile("\\s*+(" + ANY_NAME + ")" + GAP
                + "((?:SYSTEM|SOFTWARE|HK\\w{2,20}:?)\\\\[^*?\"<>|]{8,300}?)" + GAP + data);
        nameFirst = Pattern.compile("\\s*+(" + names + ")" + GAP
                + "((?:SYSTEM|SOFTWARE|HK\\w{2,20}:?)\\\\[^*?\"<>|]{8,300}?)" + GAP + data);
    }

    @Override
    public String name() {
        return "table of TLS values";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            String text = paste.line(i).text().strip();
            if (isHead(text) || LIST.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHead(String text) {
        return text.length() < 400 && HEADS.contains(text.replaceAll("\\s+", " "));
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        boolean below = false;
        var list = new ListRow(notes);
        for (int i = 0; i < paste.size(); i++) {
            if (notes.isUnderstood(i)) {
                continue;
            }
            Line line = paste.line(i);
            String text = line.text().strip();
            if (isHead(text)) {
                below = true;
                notes.understand(line);
            } else if (below) {
                below = row(line, notes);
            }
            list.line(line, text);
        }
    }

    /** One row; whether the table may go on after it. */
    private boolean row(Line line, Notebook notes) {
        if (line.isBlank() || line.text().strip().startsWith("-")) {
            return true;
        }
        Matcher path = pathFirst.matcher(line.text());
        Matcher name = nameFirst.matcher(line.text());
        if (path.matches()) {
            value(path.group(1), path.group(2), path.group(3), notes, line);
            return true;
        }
        if (name.matches()) {
            value(name.group(2), name.group(1), name.group(3), notes, line);
            return true;
        }
        if (misspelt(line, notes)) {
            return true;
        }
        if (line.text().contains("...") || line.text().contains("…")) {
            notes.remark(line, "PowerShell has cut this row. Run the command again with | Format-List behind it.");
            return true;
        }
        return line.text().contains("\\");
    }

    /** Whether this is a row about a value that has nearly the name of a known one. */
    private boolean misspelt(Line line, Notebook notes) {
        Matcher path = anyPathFirst.matcher(line.text());
        if (path.matches()) {
            return misspelt(path.group(1), path.group(2), path.group(3), notes, line);
        }
        Matcher name = anyNameFirst.matcher(line.text());
        return name.matches() && misspelt(name.group(2), name.group(1), name.group(3), notes, line);
    }

    private boolean misspelt(String path, String value, String data, Notebook notes, Line... lines) {
        Optional<ValueName> name = PowerShellPath.key(path).map(key -> new ValueName(key, value));
        Optional<ValueName> meant = name.flatMap(places::nearly);
        if (meant.isEmpty()) {
            return false;
        }
        notes.understand(lines);
        if (isNumber(data)) {
            notes.add(new Claim.ValueIsMisspelt(meant.get(), value), lines);
        }
        return true;
    }

    private static boolean isNumber(String data) {
        return Character.isDigit(data.charAt(data.length() - 1));
    }

    private void value(String path, String value, String data, Notebook notes, Line... lines) {
        Optional<RegistryKey> key = PowerShellPath.key(path);
        if (key.isEmpty()) {
            notes.remark(lines[0], "We do not see which key this row is about.");
            return;
        }
        notes.understand(lines);
        var name = new ValueName(key.get(), value);
        if (!places.matters(name)) {
            misspelt(path, value, data, notes, lines);
            return;
        }
        if (!isNumber(data)) {
            notes.add(new Claim.ValueIsAbsent(name), lines);
            return;
        }
        TypelessValue.read(data).ifPresent(found -> {
            notes.add(new Claim.ValueIs(name, found), lines);
            notes.remark(lines[0], TypelessValue.NO_TYPES);
        });
    }

    /** The same as a list: Path, Name and Value in three lines. */
    private final class ListRow {
        private final Notebook notes;
        private Line path;
        private Line name;

        ListRow(Notebook notes) {
            this.notes = notes;
        }

        void line(Line line, String text) {
            Matcher item = LIST.matcher(text);
            if (!item.matches()) {
                return;
            }
            switch (item.group(1)) {
                case "Path" -> {
                    path = line;
                    name = null;
                }
                case "Name" -> name = line;
                default -> {
                    if (path != null
                            && name != null
                            && DATA.matcher(item.group(2)).matches()) {
                        value(rest(path), rest(name), item.group(2).strip(), notes, line, path, name);
                    }
                    path = null;
                    name = null;
                }
            }
        }

        private static String rest(Line line) {
            return line.text().substring(line.text().indexOf(": ") + 2).strip();
        }
    }
}
