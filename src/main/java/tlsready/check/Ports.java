package tlsready.check;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * The ports that the check wants: opens them, and tries one that is taken again until it is free. The others are of use
 * without it. Safe to call from many threads.
 */
final class Ports {
    private static final Logger LOG = Logger.getLogger(Ports.class);
    /** Whoever holds a port after a restart lets go of it within a minute; whoever stays is not asked for ever so often. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /**
     * One that is wanted.
     *
     * @param name id of an endpoint, or what else the port is for
     * @param port 0 for any that is free
     * @param wayOut what an administrator can do who cannot free the port
     */
    record Wanted(String name, int port, Entrance entrance, String wayOut) {
        Wanted {
            Objects.requireNonNull(name);
            Objects.requireNonNull(entrance);
            Objects.requireNonNull(wayOut);
        }
    }

    private final ListenerServer listeners;
    private final String host;
    private final ScheduledExecutorService later;
    private final Duration firstPause;
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, String> closed = new LinkedHashMap<>();

    /**
     * @param later tries again
     * @param firstPause before the second try; every further pause is twice as long, up to five minutes
     */
    Ports(ListenerServer listeners, String host, ScheduledExecutorService later, Duration firstPause) {
        this.listeners = listeners;
        this.host = host;
        this.later = later;
        this.firstPause = firstPause;
    }

    /** Opens this port now, or as soon as it can be had. */
    void open(Wanted wanted) {
        try {
            opened(wanted, listeners.listen(host, wanted.port(), wanted.entrance()));
        } catch (IOException e) {
            refused(wanted, e.getMessage() + "; it is tried again until it can be");
            LOG.errorf(
                    "The check cannot listen at %s port %d for \"%s\" (%s), goes on without it, and tries again. Free"
                            + " the port, or %s and start again.",
                    host, wanted.port(), wanted.name(), e.getMessage(), wanted.wayOut());
            again(wanted, firstPause);
        } catch (IllegalArgumentException e) { // no such port, now or ever
            refused(wanted, e.getMessage());
            LOG.errorf(
                    "The check cannot listen at %s port %d for \"%s\" (%s) and goes on without it: %s, then start again.",
                    host, wanted.port(), wanted.name(), e.getMessage(), wanted.wayOut());
        }
    }

    private void again(Wanted wanted, Duration pause) {
        later.schedule(() -> retry(wanted, longer(pause)), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void retry(Wanted wanted, Duration pause) {
        try {
            opened(wanted, listeners.listen(host, wanted.port(), wanted.entrance()));
            LOG.infof("The check now listens at port %d for \"%s\" too", wanted.port(), wanted.name());
        } catch (IOException e) {
            again(wanted, pause);
        }
    }

    /** The pause after this one. */
    static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private synchronized void opened(Wanted wanted, int port) {
        closed.remove(label(wanted));
        open.put(wanted.name(), port);
    }

    private synchronized void refused(Wanted wanted, String why) {
        closed.put(label(wanted), "could not be opened: " + why);
    }

    private static String label(Wanted wanted) {
        return wanted.name() + " on port " + wanted.port();
    }

    /** The port that is open under this name. */
    synchronized OptionalInt of(String name) {
        return open.containsKey(name) ? OptionalInt.of(open.get(name)) : OptionalInt.empty();
    }

    /** Those that should be open and are not, with the reason. */
    synchronized Map<String, String> closed() {
        return new LinkedHashMap<>(closed);
    }
}
