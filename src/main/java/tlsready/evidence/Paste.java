package tlsready.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody pasted or uploaded, as lines: line ends of every kind, no control characters, no invisible marks, no line
 * longer than {@value #LONGEST_LINE} characters and not more than {@value #MOST_LINES} lines. What is longer is not read
 * at all, since half a line may say another thing than the whole one.
 */
final class Paste {
    static final int LONGEST_LINE = 4_000;
    static final int MOST_LINES = 60_000;
    /** Stands for a line that was not read, so that nothing is joined across it. */
    private static final String TOO_LONG = "…";

    private final List<Line> lines;
    private final List<Remark> remarks;
    private long looked;

    private Paste(List<Line> lines, List<Remark> remarks) {
        this.lines = lines;
        this.remarks = remarks;
    }

    static Paste of(String text) {
        var lines = new ArrayList<Line>();
        var remarks = new ArrayList<Remark>();
        int from = 0;
        while (from <= text.length() && lines.size() < MOST_LINES) {
            int end = endOfLine(text, from);
            int number = lines.size() + 1;
            if (end - from > LONGEST_LINE) {
                remarks.add(new Remark(
                        number,
                        "Line " + number + " has " + (end - from) + " characters. We read lines of up to "
                                + LONGEST_LINE + " and passed it over."));
                lines.add(new Line(number, TOO_LONG));
            } else {
                lines.add(new Line(number, clean(text, from, end)));
            }
            from = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        if (from <= text.length()) {
            remarks.add(new Remark(
                    MOST_LINES,
                    "We read the first " + MOST_LINES + " lines; the others were passed over. Paste the part that "
                            + "matters by itself."));
        }
        return new Paste(lines, firstFew(remarks));
    }

    /** A file of nothing but long lines would otherwise drown the page. */
    private static List<Remark> firstFew(List<Remark> remarks) {
        if (remarks.size() <= 3) {
            return remarks;
        }
        var few = new ArrayList<>(remarks.subList(0, 3));
        few.add(new Remark(0, "And " + (remarks.size() - 3) + " more remarks of this kind."));
        return few;
    }

    private static int endOfLine(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static String clean(String text, int from, int end) {
        var clean = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\t' || isSpace(c) || Character.isISOControl(c)) {
                clean.append(c == '\t' ? '\t' : ' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c);
    }

    /** How many lines there are. */
    int size() {
        return lines.size();
    }

    /** The line at this place, counted from 0. */
    Line line(int index) {
        Line line = lines.get(index);
        looked += line.text().length() + 1;
        return line;
    }

    /** What was left out. */
    List<Remark> remarks() {
        return remarks;
    }

    /** How many characters readers have asked for: the measure of the work that was done. */
    long looked() {
        return looked;
    }
}
