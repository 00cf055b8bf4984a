package tlsready.evidence;

/**
 * A line of what was pasted.
 *
 * @param number counted from 1
 * @param text without its end; control characters and invisible marks are spaces or gone
 */
public record Line(int number, String text) {
    private static final int EXCERPT = 160;

    public Line {
        if (number < 1) {
            throw new IllegalArgumentException("lines are counted from 1: " + number);
        }
    }

    /** The same line as a page shows it: without blanks around, and cut where it is long. */
    Line excerpt() {
        String bare = text.strip();
        return new Line(number, bare.length() <= EXCERPT ? bare : bare.substring(0, EXCERPT - 1) + "…");
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
