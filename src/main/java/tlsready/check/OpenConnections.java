package tlsready.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tlsready.tls.Bytes;

/**
 * Counts the connections that are open and says who has to go when there are too many: the one that has been silent
 * longest, but before somebody who has only just come, whoever has waited longest in the middle of a handshake. Safe
 * to call from many threads.
 *
 * @param <C> a connection, told apart by identity
 */
final class OpenConnections<C> {
    /** Time that a newcomer has for its first byte, whatever happens: a few round trips to the other end of the world. */
    private static final long GRACE_NANOS = 1_000_000_000L;

    private static final int IPV6_NETWORK = 8;

    private final Limits limits;
    /** With the time of their coming. */
    private final Map<C, Long> silent = new LinkedHashMap<>();

    private final Map<C, Long> unfinished = new LinkedHashMap<>();
    private final Map<C, Long> finished = new LinkedHashMap<>();
    private final Map<Bytes, Integer> perNetwork = new HashMap<>();

    OpenConnections(Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes a newcomer in.
     *
     * @param now a time in nanoseconds, of any origin
     * @return the connection that has to be closed to make room for it
     */
    synchronized Optional<C> enter(C newcomer, long now) {
        Optional<C> leaver = size() < limits.connections() ? Optional.empty() : leaver(now);
        leaver.ifPresent(this::left);
        silent.put(newcomer, now);
        return leaver;
    }

    /** Whether there is room for one more from this address; if so it is counted until {@link #release}. */
    synchronized boolean claim(InetAddress address) {
        Bytes network = network(address);
        if (perNetwork.getOrDefault(network, 0) >= limits.perAddress()) {
            return false;
        }
        perNetwork.merge(network, 1, Integer::sum);
        return true;
    }

    /** Gives back what {@link #claim} counted. */
    synchronized void release(InetAddress address) {
        perNetwork.computeIfPresent(network(address), (network, count) -> count == 1 ? null : count - 1);
    }

    /** Notes that its first byte came. */
    synchronized void spoke(C connection) {
        move(connection, silent, unfinished);
    }

    /** Notes that its handshake is behind it. */
    synchronized void finished(C connection) {
        move(connection, unfinished, finished);
    }

    /** Forgets a connection that is closed. */
    synchronized void left(C connection) {
        silent.remove(connection);
        unfinished.remove(connection);
        finished.remove(connection);
    }

    /** How many are open. */
    synchronized int size() {
        return silent.size() + unfinished.size() + finished.size();
    }

    /** Everyone who is open now. */
    synchronized List<C> all() {
        var all = new ArrayList<>(silent.keySet());
        all.addAll(unfinished.keySet());
        all.addAll(finished.keySet());
        return all;
    }

    private Optional<C> leaver(long now) {
        var oldest = first(silent);
        boolean justCame = oldest.isPresent() && now - silent.get(oldest.get()) < GRACE_NANOS;
        return oldest.filter(silentOne -> !justCame)
                .or(() -> first(unfinished))
                .or(() -> oldest)
                .or(() -> first(finished));
    }

    private static <C> Optional<C> first(Map<C, Long> inOrder) {
        return inOrder.keySet().stream().findFirst();
    }

    private static <C> void move(C connection, Map<C, Long> from, Map<C, Long> to) {
        Long since = from.remove(connection);
        if (since != null) {
            to.put(connection, since);
        }
    }

    /** Whoever has an IPv6 address has 2^64 of them. */
    private static Bytes network(InetAddress address) {
        byte[] octets = address.getAddress();
        return Bytes.of(address instanceof Inet6Address ? Arrays.copyOf(octets, IPV6_NETWORK) : octets);
    }
}
