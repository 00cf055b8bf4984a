package tlsready.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Bitness;

/**
 * The frame of the report our collectors write (docs/evidence-report.md): its first line, its end, and the lines that are
 * no {@code reg query}. The questions and answers between them are read by {@link RegQueryPiece}.
 */
final class ReportPiece implements PieceReader {
    /** The first words of a report; its version follows. */
    static final String HEADER = "TLS-READY-REPORT";

    static final int VERSION = 1;

    private static final Pattern FIRST_LINE = Pattern.compile(HEADER + " (\\d{1,4})");
    private static final String LAST_LINE = HEADER + " END";

    @Override
    public String name() {
        return "TLS Ready report";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            if (paste.line(i).text().strip().startsWith(HEADER)) {
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
            if (first.matches()) {
                notes.understand(line);
                version(Integer.parseInt(first.group(1)), line, notes);
                cut(begun, notes);
                begun = line;
            } else if (text.equals(LAST_LINE)) {
                notes.understand(line);
                begun = null;
            } else if (begun != null) {
                field(line, text, notes);
            }
        }
        cut(begun, notes);
    }

    private static void version(int version, Line line, Notebook notes) {
        if (version != VERSION) {
            notes.remark(
                    line,
                    "This report has version " + version + "; we know version " + VERSION
                            + " and read what we recognise of it.");
        }
    }

    private static void cut(Line begun, Notebook notes) {
        if (begun != null) {
            notes.remark(
                    begun,
                    "The report that begins here has no line “" + LAST_LINE
                            + "”: its end is missing. What is there was " + "read; copy all of it if you can.");
        }
    }

    private void field(Line line, String text, Notebook notes) {
        if (text.startsWith(";")) {
            notes.understand(line);
            return;
        }
        value(text, "architecture:").ifPresent(value -> {
            notes.understand(line);
            bitness(value)
                    .ifPresentOrElse(
                            found -> notes.add(new Claim.BitnessIs(found), line),
                            () -> notes.remark(line, "We do not know the processor architecture “" + value + "”."));
        });
        value(text, "elevated:").ifPresent(value -> {
            notes.understand(line);
            if (value.equals("yes")) {
                notes.add(new Claim.RanElevated(), line);
            }
        });
        value(text, "tool:").ifPresent(value -> notes.understand(line));
    }

    /** Collectors write the architecture of Windows, not of the window they ran in. */
    private static Optional<Bitness> bitness(String architecture) {
        return switch (architecture) {
            case "amd64" -> Optional.of(Bitness.X64);
            case "x86" -> Optional.of(Bitness.X86);
            default -> Optional.empty();
        };
    }

    private static Optional<String> value(String text, String field) {
        return text.regionMatches(true, 0, field, 0, field.length())
                ? Optional.of(text.substring(field.length()).strip().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
