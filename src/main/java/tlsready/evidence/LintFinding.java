package tlsready.evidence;

import java.util.List;

import tlsready.knowledge.Citation;

/**
 * Something the .reg check found, with nothing left to decide.
 *
 * @param line where, counted from 1; 0 for the whole file
 * @param text the line as it stands, cut where it is long; empty for the whole file
 * @param id what kind of thing it is, permanent
 * @param title the same in a few words
 * @param says why it matters, a sentence or two
 * @param correction the line as it should be, or the lines to add; may be several, may be empty
 * @param mended whether the corrected file has it so; otherwise it is a proposal
 * @param because what is known about it
 */
public record LintFinding(
        int line,
        String text,
        String id,
        LintSeverity severity,
        String title,
        String says,
        String correction,
        boolean mended,
        List<Citation> because) {
    public LintFinding {
        because = List.copyOf(because);
    }
}
