package tlsready.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A time as pages show it: in UTC; the script of the page adds the reader's own. */
public record Moment(Instant instant) {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** {@code 2026-11-22T21:40:05Z}. */
    public String iso() {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 22 Nov 2026, 21:40:05 UTC}. */
    public String text() {
        return TEXT.format(instant);
    }
}
