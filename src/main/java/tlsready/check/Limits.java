package tlsready.check;

import java.time.Duration;

/**
 * What strangers may take of this machine.
 *
 * @param patience for a whole connection, from accepting to the last byte of the answer
 * @param connections open at the same time; above that the oldest that have not said a word make room
 * @param perAddress connections open at the same time from one address (of IPv6, one network of 64 bits)
 */
record Limits(Duration patience, int connections, int perAddress) {
    Limits {
        if (patience.isNegative() || patience.isZero() || connections < 1 || perAddress < 1) {
            throw new IllegalArgumentException("limits above nothing are needed, not " + patience + ", " + connections
                    + " connections and " + perAddress + " from one address");
        }
    }
}
