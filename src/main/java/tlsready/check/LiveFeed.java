package tlsready.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;

/**
 * The streams (server-sent events) of live pages: of waiting rooms, and of all that owns one. There are only so many for
 * the whole portal; a page that gets none asks again and again in its place. A stream ends with what it tells of.
 */
@ApplicationScoped
public class LiveFeed {
    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    /** When a page that got no stream may try for one again; its script does. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    /** Something is said this often, so that whoever has gone without a word is noticed. */
    private static final long PULSE_NANOS = TimeUnit.SECONDS.toNanos(15);
    /** While the database is away one stream for all asks for it, this often. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Looks that have to fail before a page is told: one may be a matter of two writers who met. */
    private static final int FAILURES = 2;

    private static final String STATE = "state";

    private final CheckFeed check;
    private final LiveStreams streams;
    private final Counter refused;
    private final AtomicLong probed = new AtomicLong();
    private volatile boolean away;

    LiveFeed(CheckFeed check, LiveConfig config, MeterRegistry registry) {
        this.check = check;
        this.streams = new LiveStreams(config.streams(), config.streamsPerAddress());
        Gauge.builder("live.streams.open", streams, LiveStreams::open)
                .description("Live pages that are told by a stream now")
                .register(registry);
        refused = Counter.builder("live.streams.refused")
                .description("Live pages that have to ask, too many streams")
                .register(registry);
    }

    /** Something new for a page that is already open, with a number that grows. */
    public record Line(long id, String html) {}

    /**
     * What there was to see.
     *
     * @param lines what is new since the look before
     * @param over whether nothing will ever come after it
     */
    public record Seen(List<Line> lines, boolean over) {
        /** Nothing, now and for ever: it is gone, or no longer for whoever looks. */
        public static final Seen NOTHING_EVER = new Seen(List.of(), true);

        public Seen {
            lines = List.copyOf(lines);
        }
    }

    /** Looks for what is new in the database. */
    public interface Look {
        /** What came since the last time. */
        Seen look();
    }

    /** There is no stream now; the message says why. */
    public static final class Refused extends RuntimeException {
        Refused(String says) {
            super(says);
        }

        /** How long to wait with the next try. */
        public Duration again() {
            return AGAIN;
        }
    }

    /**
     * A stream of what comes: lines as JSON, and events named "state" that say {@code away} and {@code back} of the
     * database, and {@code over} at the end.
     *
     * @param address of whoever watches
     * @param room that tells of news
     * @throws Refused if there are too many
     */
    public Multi<OutboundSseEvent> stream(String address, Room room, Sse sse, Look look) {
        LiveStreams.Place place = streams.enter(address).orElseThrow(() -> {
            refused.increment();
            return new Refused(
                    "Too many pages are kept live at the moment, here or in your network. The page asks again"
                            + " and again in place of it; nothing is lost.");
        });
        var page = new Page(look);
        return check.news(room)
                .onItem()
                .transformToUniAndConcatenate(news ->
                        Uni.createFrom().item(page::next).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .onItem()
                .transformToMultiAndConcatenate(told -> Multi.createFrom().iterable(told))
                .select()
                .first(told -> told != Told.END)
                .map(told -> told.event(sse))
                .onTermination()
                .invoke(place::leave);
    }

    /** The answer to a page that asks: what is new; and 410 when that is nothing, and nothing will come any more. */
    public static Response polled(List<Line> lines, boolean open) {
        return Response.status(open || !lines.isEmpty() ? Response.Status.OK : Response.Status.GONE)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(lines)
                .build();
    }

    /**
     * What is read before a stream begins.
     *
     * @throws Refused if the database is away
     */
    public static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.debugf("A live page has to wait for the database: %s", e.getMessage());
            throw new Refused("The database of this portal does not answer. The page goes on by itself when it does.");
        }
    }

    /** A piece of a stream. */
    private record Told(String state, Optional<Line> line) {
        static final Told AWAY = new Told("away", Optional.empty());
        static final Told BACK = new Told("back", Optional.empty());
        static final Told OVER = new Told("over", Optional.empty());
        /** A comment, which no page sees. */
        static final Told PULSE = new Told("", Optional.empty());
        /** Said to nobody. */
        static final Told END = new Told("end", Optional.empty());

        OutboundSseEvent event(Sse sse) {
            if (line.isPresent()) {
                return sse.newEventBuilder()
                        .id(Long.toString(line.get().id()))
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(line.get())
                        .build();
            }
            return state.isEmpty()
                    ? sse.newEventBuilder().comment("still here").build()
                    : sse.newEventBuilder().name(STATE).data(state).build();
        }
    }

    /** One page at the end of a stream. Its looks come one after the other. */
    private final class Page {
        private final Look look;
        private int failures;
        private boolean begun;
        private long told;

        Page(Look look) {
            this.look = look;
        }

        synchronized List<Told> next() {
            var all = new ArrayList<Told>();
            Optional<Seen> seen = asked(look);
            boolean knowsOfTrouble = failures >= FAILURES;
            failures = seen.isPresent() ? 0 : failures + 1;
            if (failures == FAILURES) {
                all.add(Told.AWAY);
            } else if (knowsOfTrouble && failures == 0) {
                all.add(Told.BACK);
            }
            seen.ifPresent(found -> {
                found.lines().forEach(line -> all.add(new Told("", Optional.of(line))));
                if (found.over()) {
                    all.addAll(List.of(Told.OVER, Told.END));
                }
            });
            if (all.isEmpty() && (!begun || System.nanoTime() - told > PULSE_NANOS)) {
                all.add(Told.PULSE); // at once: with it the browser knows that it is heard
            }
            if (!all.isEmpty()) {
                begun = true;
                told = System.nanoTime();
            }
            return all;
        }
    }

    /** What there is to see; nothing while the database is away, which one of all streams finds out. */
    private Optional<Seen> asked(Look look) {
        long last = probed.get();
        long now = System.nanoTime();
        if (away && (now - last < PROBE_NANOS || !probed.compareAndSet(last, now))) {
            return Optional.empty();
        }
        try {
            Seen seen = look.look();
            away = false;
            return Optional.of(seen);
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.debugf("Live pages have to wait for the database: %s", e.getMessage());
            away = true;
            return Optional.empty();
        }
    }
}
