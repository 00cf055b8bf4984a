package tlsready.guide;

import java.util.List;

/**
 * An answer in a summary.
 *
 * @param question its id
 * @param topic what it is about
 * @param answer in words
 * @param change address of the page to change it on, with all other answers kept
 */
public record SummaryRow(String question, String topic, String answer, String change) {
    /** A row for each of these answers. */
    static List<SummaryRow> of(Position position, List<Position.Answered> answered) {
        return answered.stream()
                .map(a -> new SummaryRow(
                        a.question().id(), a.question().topic(), a.answer().label(), position.href(a.question())))
                .toList();
    }

    /** All answers of a position, for other rooms' pages. */
    public static List<SummaryRow> of(Position position) {
        return of(position, position.path());
    }
}
