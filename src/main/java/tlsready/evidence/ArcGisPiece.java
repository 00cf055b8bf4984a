package tlsready.evidence;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Knowledge;

/** The version an ArcGIS program shows in its About window, or that a person types, alone in its line. */
final class ArcGisPiece implements PieceReader {
    private static final Map<String, String> PRODUCTS = Map.of(
            "arcgis desktop", "arcgis-desktop",
            "arcgis for desktop", "arcgis-desktop",
            "arcmap", "arcgis-desktop",
            "arccatalog", "arcgis-desktop",
            "arcgis pro", "arcgis-pro",
            "arcgis earth", "arcgis-earth");
    private static final String VERSION = "(\\d{1,2}\\.\\d{1,2}(?:\\.\\d{1,5}){0,2})";
    private static final Pattern NAME_FIRST = Pattern.compile(
            "(?i)(ArcGIS (?:for )?Desktop|ArcMap|ArcCatalog|ArcGIS Pro|ArcGIS Earth)(?:\\s+Version)?\\s*+[:-]?\\s*+"
                    + VERSION + "(?:\\s*+\\([^()]{0,40}\\))?");
    private static final Pattern NAME_AROUND =
            Pattern.compile("(?i)ArcGIS " + VERSION + " for Desktop(?:\\s*+\\([^()]{0,40}\\))?");

    private final ProductVersions versions;

    ArcGisPiece(Knowledge knowledge) {
        this.versions = new ProductVersions(knowledge);
    }

    @Override
    public String name() {
        return "ArcGIS version";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            if (paste.line(i).text().regionMatches(true, 0, "Arc", 0, 3)
                    || paste.line(i).text().contains("Arc")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        for (int i = 0; i < paste.size(); i++) {
            if (notes.isUnderstood(i)) {
                continue;
            }
            Line line = paste.line(i);
            String text = line.text().strip();
            Matcher first = NAME_FIRST.matcher(text);
            Matcher around = NAME_AROUND.matcher(text);
            if (first.matches()) {
                String product = PRODUCTS.get(first.group(1).toLowerCase(Locale.ROOT));
                note(product, first.group(2), line, notes);
            } else if (around.matches()) {
                note("arcgis-desktop", around.group(1), line, notes);
            }
        }
    }

    private void note(String product, String version, Line line, Notebook notes) {
        versions.find(product, version)
                .ifPresentOrElse(
                        claim -> notes.add(claim, line),
                        () -> notes.remark(line, "We do not know version " + version + " of this product."));
    }
}
