package tlsready.evidence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

/**
 * What regedit exports as a text file: {@code Key Name: HKEY_…}, then for each value three lines with its name, its type
 * and its data. All words before the colons are translated, so only the order and the type names count.
 */
final class RegeditTextPiece implements PieceReader {
    private static final Pattern KEY = Pattern.compile("\\S[^:]{2,40}:\\s++(HKEY_[A-Z_]{4,20}(?:\\\\.*)?)");
    private static final Pattern TYPE = Pattern.compile("^\\s*+[^:]{2,20}:\\s++(REG_[A-Z_]{2,40})\\s*+");
    private static final Pattern FIELD = Pattern.compile("^\\s*+[^:]{2,20}:\\s++(\\S.*)");

    private final Places places;

    RegeditTextPiece(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "regedit text export";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            if (KEY.matcher(paste.line(i).text()).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        RegistryKey open = null;
        int own = -1;
        for (int i = 0; i < paste.size(); i++) {
            if (notes.isUnderstood(i)) {
                open = i <= own ? open : null;
                continue;
            }
            Line line = paste.line(i);
            Matcher key = KEY.matcher(line.text());
            if (key.matches()) {
                open = RegistryKey.parse(key.group(1)).orElse(null);
                notes.understand(line);
                if (open != null && places.matters(open)) {
                    notes.add(new Claim.KeyIsThere(open), line);
                }
            } else if (open != null && i > 0 && i + 1 < paste.size()) {
                Matcher type = TYPE.matcher(line.text());
                if (type.matches()) {
                    value(open, type.group(1), paste.line(i - 1), line, paste.line(i + 1), notes);
                    own = i + 1;
                }
            }
        }
    }

    private void value(RegistryKey key, String type, Line nameLine, Line typeLine, Line dataLine, Notebook notes) {
        Matcher nameField = FIELD.matcher(nameLine.text());
        Matcher dataField = FIELD.matcher(dataLine.text());
        if (!nameField.matches()) {
            return;
        }
        var name = new ValueName(key, nameField.group(1).strip());
        notes.understand(nameLine, typeLine);
        places.nearly(name)
                .ifPresent(meant -> notes.add(new Claim.ValueIsMisspelt(meant, name.name()), nameLine, typeLine));
        if (places.matters(name) && dataField.matches()) {
            data(type, dataField.group(1).strip())
                    .ifPresent(value -> notes.add(new Claim.ValueIs(name, value), nameLine, typeLine, dataLine));
        }
    }

    private static Optional<RegistryValue> data(String type, String data) {
        if (type.equals("REG_SZ")) {
            return Optional.of(RegistryValue.sz(data));
        }
        boolean number = type.equals("REG_DWORD")
                && data.startsWith("0x")
                && data.length() <= 10
                && data.length() > 2
                && data.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
        return number
                ? Optional.of(RegistryValue.dword(Integer.parseUnsignedInt(data.substring(2), 16)))
                : Optional.empty();
    }
}
