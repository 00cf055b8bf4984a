package tlsready.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.RegistryKey;
import tlsready.registry.ValueName;

/**
 * The tables {@code Get-Item} and {@code Get-ChildItem} make of registry keys: a line with the key above
 * ({@code Hive: HKEY_LOCAL_MACHINE\…}, the word is translated), then each key with its values in a second column.
 */
final class HiveListingPiece implements PieceReader {
    private static final Pattern HIVE = Pattern.compile("^\\s++[^:\\s]{1,20}\\s?:\\s(HKEY_[A-Z_]{4,20}(?:\\\\.*)?)");
    private static final Pattern ROW = Pattern.compile("^(\\S[^:]{0,60}?)\\s{2,}(\\S{1,80})\\s*+: (.*)");
    private static final Pattern MORE = Pattern.compile("^\\s{3,}+(\\S{1,80})\\s*+: (.*)");

    private final Places places;

    HiveListingPiece(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "Get-Item";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            if (HIVE.matcher(paste.line(i).text()).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        RegistryKey above = null;
        RegistryKey open = null;
        Line opened = null;
        for (int i = 0; i < paste.size(); i++) {
            if (notes.isUnderstood(i)) {
                continue;
            }
            Line line = paste.line(i);
            Matcher hive = HIVE.matcher(line.text());
            if (hive.matches()) {
                above = PowerShellPath.key(hive.group(1)).orElse(null);
                open = null;
                notes.understand(line);
                continue;
            }
            if (above == null) {
                continue;
            }
            Matcher row = ROW.matcher(line.text());
            Matcher more = MORE.matcher(line.text());
            if (row.matches()) {
                open = PowerShellPath.key(above + "\\" + row.group(1)).orElse(null);
                opened = line;
                value(open, row.group(2), row.group(3), notes, line);
            } else if (open != null && more.matches()) {
                value(open, more.group(1), more.group(2), notes, line, opened);
            } else if (line.text().endsWith(">") || line.text().contains("> ")) {
                above = null; // the next prompt
            }
        }
    }

    private void value(RegistryKey key, String property, String data, Notebook notes, Line... lines) {
        if (key == null) {
            return;
        }
        notes.understand(lines[0]);
        if (lines.length == 1 && places.matters(key)) {
            notes.add(new Claim.KeyIsThere(key), lines);
        }
        var name = new ValueName(key, property);
        if (places.matters(name)) {
            TypelessValue.read(data).ifPresent(value -> {
                notes.add(new Claim.ValueIs(name, value), lines);
                if (value.asDword().isPresent()) {
                    notes.remark(lines[0], TypelessValue.NO_TYPES);
                }
            });
        }
    }
}
