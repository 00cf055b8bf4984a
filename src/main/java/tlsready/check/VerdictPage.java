package tlsready.check;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An assessment with every word that a page needs.
 *
 * @param tone {@code works}, {@code fails} or {@code unknown}
 * @param title the verdict in a few words
 * @param rows what was offered and what came of it, in order
 * @param targets what the hello lets expect of services that were not called
 */
public record VerdictPage(Assessment assessment, String tone, String title, List<Row> rows, List<Expectation> targets) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A line of a table. */
    public record Row(String label, String text) {}

    /** A service and whether the hello fits it. */
    public record Expectation(String name, String says, String tone) {}

    public VerdictPage {
        rows = List.copyOf(rows);
        targets = List.copyOf(targets);
    }

    /** When it was, to the second. */
    public String time() {
        return TIME.format(assessment.when());
    }

    static VerdictPage of(Assessment assessment, Words words) {
        return new VerdictPage(
                assessment,
                tone(assessment.verdict()),
                words.telling(assessment.verdict()).title(),
                rows(assessment),
                assessment.targets().stream()
                        .map(target ->
                                new Expectation(target.name(), words.chance(target.chance()), tone(target.chance())))
                        .toList());
    }

    private static List<Row> rows(Assessment assessment) {
        var rows = new ArrayList<Row>();
        rows.add(new Row("Called", assessment.endpoint().name()));
        assessment
                .offered()
                .ifPresent(offer -> rows.add(new Row(
                        "Offered",
                        offer.versions().isEmpty()
                                ? offer.highest()
                                        .map(highest -> highest + " at most")
                                        .orElse("no known version")
                                : String.join(", ", offer.versions()))));
        assessment
                .negotiated()
                .ifPresent(agreed -> rows.add(new Row("Negotiated", agreed.version() + ", " + agreed.suite())));
        assessment
                .alert()
                .ifPresent(alert -> rows.add(new Row(
                        alert.by().equals("client") ? "The client refused" : "Refused",
                        "alert " + alert.name()
                                + alert.code().map(code -> " (" + code + ")").orElse(""))));
        if (assessment.offered().isPresent()) {
            rows.add(new Row("Its TLS", assessment.stack().name()));
        }
        assessment.program().ifPresent(program -> rows.add(new Row("It calls itself", program)));
        return rows;
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "works";
            case UNKNOWN, INCOMPLETE, NOT_TLS, MALFORMED, CERTIFICATE_REFUSED -> "unknown";
            default -> "fails";
        };
    }

    private static String tone(Outlook.Chance chance) {
        return switch (chance) {
            case COULD -> "works";
            case UNKNOWN -> "unknown";
            case NO_VERSION, NO_SUITE -> "fails";
        };
    }
}
