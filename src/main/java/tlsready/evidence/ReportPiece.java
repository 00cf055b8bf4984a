package tlsready.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Bitness;

/**
 * The frame of the report our collectors write (docs/evidence-report.md): its first and last line, and the lines between
 * that are no keys and values; those are read by {@link RegQueryPiece}.
 */
final class ReportPiece implements PieceReader {
    static final String NAME = "TLS Ready report";

    /** The version we write. */
    static final int VERSION = 1;

    private static final Pattern FIRST_LINE = Pattern.compile("^TLS-READY-REPORT (\\d{1,4})");
    private static final String LAST_LINE = "TLS-READY-REPORT END";
    /** Bundles that were made before the report had a version carry a collector that begins and ends like this. */
    private static final String OLD_FIRST_LINE = "TLS Ready look, version 1";

    private static final String OLD_LAST_LINE = "End of the look";

    /** Lines for people, and facts that no prediction follows from. */
    private static final List<String> SAYS_NOTHING = List.of(";", "tool: ", "computer: ", "process: ");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Paste paste) {
        return isIn(paste);
    }

    /** Whether there is a report in the paste. */
    static boolean isIn(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            String text = paste.line(i).text().strip();
            if (text.equals(OLD_FIRST_LINE) || FIRST_LINE.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        Line begun = null;
        for (int i = 0; i < paste.size(); i++) {
            Line line = paste.line(i);
            String text = line.text().strip();
            Matcher first = FIRST_LINE.matcher(text);
            if (first.matches() || text.equals(OLD_FIRST_LINE)) {
                notes.understand(line);
                cut(begun, notes);
                version(first, line, notes);
                begun = line;
            } else if (text.equals(LAST_LINE) || text.equals(OLD_LAST_LINE)) {
                notes.understand(line);
                begun = null;
            } else if (begun != null) {
                field(line, text, notes);
            }
        }
        cut(begun, notes);
    }

    private static void version(Matcher first, Line line, Notebook notes) {
        if (first.matches() && Integer.parseInt(first.group(1)) != VERSION) {
            notes.remark(
                    line,
                    "This report has version " + first.group(1) + "; we know version " + VERSION
                            + " and read what we recognise of it.");
        }
    }

    private static void cut(Line begun, Notebook notes) {
        if (begun != null) {
            notes.remark(
                    begun,
                    "The end of the report that begins here is missing. What is there was read; copy all of it if you "
                            + "can.");
        }
    }

    private static void field(Line line, String text, Notebook notes) {
        if (ConfigLines.quotes(text)) {
            ConfigLines.read(line, text, notes);
            return;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (SAYS_NOTHING.stream().anyMatch(lower::startsWith)) {
            notes.understand(line);
        }
        bitness(lower).ifPresent(found -> notes.add(new Claim.BitnessIs(found), line));
        if (lower.equals("elevated: yes")) {
            notes.add(new Claim.RanElevated(), line);
        } else if (lower.equals("elevated: no")) {
            notes.understand(line); // the person may be an administrator all the same
        }
    }

    /** Collectors tell the word size of Windows, not that of the window they ran in. */
    private static Optional<Bitness> bitness(String line) {
        if (List.of("architecture: amd64", "architecture: arm64", "windows is 64-bit")
                .contains(line)) {
            return Optional.of(Bitness.X64);
        }
        return List.of("architecture: x86", "windows is 32-bit").contains(line)
                ? Optional.of(Bitness.X86)
                : Optional.empty();
    }
}
