package tlsready.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.RegistryKey;
import tlsready.registry.ValueName;

/**
 * Listings {@code name : value} of {@code Get-ItemProperty}, which name their key under {@code PSPath}, and its two
 * complaints that a key or a value is missing. PowerShell shows no types.
 */
final class PropertyListPiece implements PieceReader {
    private static final Pattern PROPERTY = Pattern.compile("^(\\S[^:\\s]*+(?: [^:\\s]+){0,6}+)\\s*+:(?:\\s(.*))?");
    private static final Set<String> OWN = Set.of("PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider");
    private static final Set<String> OWN_LAST = Set.of("PSParentPath", "PSChildName", "PSDrive", "PSProvider");
    /** The full name of the error is never translated: {@code ObjectNotFound: (HKLM:\…:String) [Get-ItemProperty]}. */
    private static final Pattern NO_KEY =
            Pattern.compile("ObjectNotFound: \\((HK[A-Z_]{2,20}:?\\\\[^()]{1,300}):String\\) \\[(?:Get|Test)-Item");

    private static final Pattern NO_VALUE =
            Pattern.compile("Property (\\S{1,80}) does not exist at path (HKEY_[^:*?\"<>|]{1,300}?)\\.(?:\\s|$)");

    private final Places places;

    PropertyListPiece(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "Get-ItemProperty";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            String text = paste.line(i).text();
            if (text.contains("PSPath") || text.contains("ObjectNotFound") || text.contains("does not exist at path")) {
                return true;
            }
        }
        return false;
    }

    /** A property with the lines it stands in. */
    private record Property(String name, String value, List<Line> lines) {}

    @Override
    public void read(Paste paste, Notebook notes) {
        Map<String, Property> block = new LinkedHashMap<>();
        Property last = null;
        for (int i = 0; i < paste.size(); i++) {
            if (notes.isUnderstood(i)) {
                continue;
            }
            Line line = paste.line(i);
            if (line.isBlank()) {
                block(block, notes);
                last = null;
                continue;
            }
            complaint(line, notes);
            Matcher property = PROPERTY.matcher(line.text());
            if (property.matches()) {
                String value =
                        property.group(2) == null ? "" : property.group(2).strip();
                if (isOfTheNext(property.group(1), block)) {
                    block(block, notes); // the next object begins without a blank line
                }
                last = new Property(property.group(1), value, List.of(line));
                block.put(last.name(), last);
            } else if (last != null && Character.isWhitespace(line.text().charAt(0))) {
                last = longer(last, line);
                block.put(last.name(), last);
            }
        }
        block(block, notes);
    }

    /**
     * Whether a property cannot belong to the object before it, though the blank line between them was lost: it stands
     * there already, or PowerShell's own five properties, which end an object, stand there already. Who selects
     * {@code PSPath} alone may have put it first.
     */
    private static boolean isOfTheNext(String name, Map<String, Property> block) {
        if (block.containsKey(name)) {
            return true;
        }
        boolean pathFirst = block.keySet().stream().findFirst().equals(Optional.of("PSPath"));
        Set<String> ends = pathFirst ? OWN_LAST : OWN;
        return !OWN.contains(name) && block.keySet().stream().anyMatch(ends::contains);
    }

    /** A value too long for the window goes on in the next line, indented. */
    private Property longer(Property property, Line line) {
        var lines = new ArrayList<>(property.lines());
        lines.add(line);
        String rest = line.text().strip();
        boolean blankLost = property.name().equals("PSPath")
                && PowerShellPath.key(property.value() + rest)
                        .filter(places::matters)
                        .isEmpty()
                && PowerShellPath.key(property.value() + " " + rest)
                        .filter(places::matters)
                        .isPresent();
        return new Property(property.name(), property.value() + (blankLost ? " " : "") + rest, lines);
    }

    private void block(Map<String, Property> block, Notebook notes) {
        Optional<RegistryKey> key =
                Optional.ofNullable(block.get("PSPath")).flatMap(path -> PowerShellPath.key(path.value()));
        key.ifPresent(k -> values(k, block, notes));
        block.clear();
    }

    private void values(RegistryKey key, Map<String, Property> block, Notebook notes) {
        Property path = block.get("PSPath");
        if (places.matters(key)) {
            notes.add(new Claim.KeyIsThere(key), path.lines().toArray(Line[]::new));
        }
        boolean told = false;
        for (Property property : block.values()) {
            Line[] lines = property.lines().toArray(Line[]::new);
            notes.understand(lines);
            var name = new ValueName(key, property.name());
            if (!OWN.contains(property.name())) {
                places.nearly(name).ifPresent(meant -> notes.add(new Claim.ValueIsMisspelt(meant, name.name()), lines));
            }
            if (OWN.contains(property.name()) || !places.matters(name)) {
                continue;
            }
            var value = TypelessValue.read(property.value());
            if (value.isPresent()) {
                var both = new ArrayList<>(property.lines());
                both.addAll(path.lines());
                notes.add(new Claim.ValueIs(name, value.get()), both.toArray(Line[]::new));
                if (!told && value.get().asDword().isPresent()) {
                    notes.remark(property.lines().get(0), TypelessValue.NO_TYPES);
                    told = true;
                }
            }
        }
    }

    private void complaint(Line line, Notebook notes) {
        Matcher key = NO_KEY.matcher(line.text());
        if (key.find()) {
            PowerShellPath.key(key.group(1))
                    .filter(places::matters)
                    .ifPresent(missing -> notes.add(new Claim.KeyIsAbsent(missing), line));
        }
        Matcher value = NO_VALUE.matcher(line.text());
        if (value.find()) {
            PowerShellPath.key(value.group(2))
                    .map(place -> new ValueName(place, value.group(1)))
                    .filter(places::matters)
                    .ifPresent(missing -> notes.add(new Claim.ValueIsAbsent(missing), line));
        }
    }
}
