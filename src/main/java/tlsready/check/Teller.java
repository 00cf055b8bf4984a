package tlsready.check;

import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import tlsready.tls.HelloResult.Incomplete;
import tlsready.tls.HelloResult.Progress;

/**
 * Passes observations on, one after the other, on a thread of its own: whoever listens may take its time without any
 * client having to wait. When strangers are faster than the listeners, connections that said nothing are left out
 * first.
 */
final class Teller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Teller.class);
    private static final int ROOM = 4096;
    /** Room that is kept for connections that have something to tell. */
    private static final int RESERVE = ROOM / 2;

    private static final long CLOSING_SECONDS = 5;
    /** In a crowd the thread is woken once for all who came meanwhile: waking costs more than telling. */
    private static final long PAUSE_MILLIS = 20;

    private final BlockingQueue<Observation> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Consumer<Observation> listener;
    private final Thread thread = new Thread(this::pass, "check-teller");
    private volatile boolean closing;

    Teller(Consumer<Observation> listener) {
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes this observation to be told; whether there was room for it. */
    boolean tell(Observation observation) {
        boolean silent = observation.hello() instanceof Incomplete nothing && nothing.progress() == Progress.SILENT;
        return (!silent || waiting.remainingCapacity() > RESERVE) && waiting.offer(observation);
    }

    private void pass() {
        var together = new ArrayList<Observation>();
        while (!closing || !waiting.isEmpty()) {
            try {
                Observation next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    together.add(next);
                    waiting.drainTo(together);
                    together.forEach(this::pass);
                    together.clear();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pass(Observation observation) {
        try {
            listener.accept(observation);
        } catch (RuntimeException e) { // one listener's fault must not silence the others for good
            LOG.error("An observation of the check could not be passed on", e);
        }
    }

    /** Passes on what is waiting, then ends. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
