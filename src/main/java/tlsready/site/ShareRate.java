package tlsready.site;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what one address does within a window of time. When it knows too many addresses, it lets nobody new in until the
 * window is over: memory is bounded whatever comes.
 */
final class ShareRate {
    private static final int ADDRESSES = 20_000;

    private final int most;
    private final Duration window;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant began = Instant.MIN;

    ShareRate(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /** Counts one more; whether it is still allowed. */
    synchronized boolean allows(String address, Instant now) {
        if (!now.isBefore(end())) {
            began = now;
            counts.clear();
        }
        if (counts.size() >= ADDRESSES && !counts.containsKey(address)) {
            return false;
        }
        return counts.merge(address, 1, Integer::sum) <= most;
    }

    private Instant end() {
        return began.equals(Instant.MIN) ? Instant.MIN : began.plus(window);
    }
}
