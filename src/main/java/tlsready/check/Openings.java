package tlsready.check;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts how many rooms each address has opened of late, so that nobody fills the database with them. Each process
 * counts for itself. Safe to call from many threads.
 */
final class Openings {
    /** Counted from the first room that an address opens. */
    static final Duration WINDOW = Duration.ofMinutes(10);
    /** Addresses remembered at most; whoever has more than these to spare is not stopped by counting. */
    private static final int ADDRESSES = 10_000;

    private record Count(Instant since, int rooms) {}

    private final int most;
    /** In the order of their windows. */
    private final Map<Object, Count> counts = new LinkedHashMap<>();

    /**
     * @param most rooms of one address (of IPv6, one network of 64 bits) within the window
     */
    Openings(int most) {
        this.most = most;
    }

    /** Counts one more room of this address, or says how long it has to wait until it may open one. */
    synchronized Optional<Duration> refused(String address, Instant now) {
        counts.values().removeIf(count -> !now.isBefore(count.since().plus(WINDOW)));
        Object network = AddressRange.network(address);
        Count before = counts.getOrDefault(network, new Count(now, 0));
        if (before.rooms() >= most) {
            return Optional.of(Duration.between(now, before.since().plus(WINDOW)));
        }
        if (counts.size() < ADDRESSES || counts.containsKey(network)) {
            counts.put(network, new Count(before.since(), before.rooms() + 1));
        }
        return Optional.empty();
    }
}
