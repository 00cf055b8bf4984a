package tlsready.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts how often somebody came within a window of time, and says when it is too often. */
final class Throttle {
    private static final int MOST_KNOWN = 100_000;

    private final Duration window;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant began = Instant.EPOCH;

    Throttle(Duration window) {
        this.window = window;
    }

    /** Counts this one; whether it was still within what is allowed. */
    synchronized boolean allows(String who, int most, Instant now) {
        if (!now.isBefore(began.plus(window)) || counts.size() >= MOST_KNOWN) {
            counts.clear();
            began = now;
        }
        return counts.merge(who, 1, Integer::sum) <= most;
    }
}
