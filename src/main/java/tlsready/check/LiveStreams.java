package tlsready.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the streams of live pages, so that no crowd, and nobody alone, takes all of them. Each process counts for
 * itself. Safe to call from many threads.
 */
final class LiveStreams {
    private final int most;
    private final int perNetwork;
    private final Map<Object, Integer> byNetwork = new HashMap<>();
    private int open;

    /** A place that is taken until it is left. */
    final class Place {
        private final Object network;
        private boolean left;

        private Place(Object network) {
            this.network = network;
        }

        /** Gives it back; once, however often it is said. */
        void leave() {
            synchronized (LiveStreams.this) {
                if (!left) {
                    left = true;
                    open--;
                    byNetwork.computeIfPresent(network, (who, count) -> count == 1 ? null : count - 1);
                }
            }
        }
    }

    /**
     * @param most at the same time
     * @param perNetwork of these from one address (of IPv6, one network of 64 bits)
     */
    LiveStreams(int most, int perNetwork) {
        if (most < 0 || perNetwork < 0) {
            throw new IllegalArgumentException(
                    "there cannot be " + most + " live streams, " + perNetwork + " from one address");
        }
        this.most = most;
        this.perNetwork = perNetwork;
    }

    /** A place for one more stream to this address; nothing if there are too many. */
    synchronized Optional<Place> enter(String address) {
        Object network = AddressRange.network(address);
        if (open >= most || byNetwork.getOrDefault(network, 0) >= perNetwork) {
            return Optional.empty();
        }
        open++;
        byNetwork.merge(network, 1, Integer::sum);
        return Optional.of(new Place(network));
    }

    /** How many there are. */
    synchronized int open() {
        return open;
    }
}
