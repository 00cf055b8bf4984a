package tlsready.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong codes by network, so that trying codes ends soon. It remembers a bounded number of networks. */
final class Guesses {
    private static final int NETWORKS = 10_000;

    private final int most;
    private final Duration window;
    private final Map<String, Count> byNetwork = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NETWORKS;
        }
    };

    private record Count(Instant since, int wrong) {}

    /** This many wrong codes in a window are borne. */
    Guesses(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /** Counts one wrong code; true if this network has had too many. */
    synchronized boolean wrong(String network, Instant now) {
        Count count = byNetwork.get(network);
        boolean fresh = count == null || !now.isBefore(count.since().plus(window));
        Count next = fresh ? new Count(now, 1) : new Count(count.since(), count.wrong() + 1);
        byNetwork.put(network, next);
        return next.wrong() > most;
    }
}
