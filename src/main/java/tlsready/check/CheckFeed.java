package tlsready.check;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import org.jboss.logging.Logger;

import tlsready.knowledge.Knowledge;
import tlsready.tls.HelloResult.Incomplete;
import tlsready.tls.HelloResult.Progress;

/**
 * Keeps what is seen at the endpoints for the waiting rooms, and tells them. It works on a thread of its own: neither a
 * slow nor a missing database keeps the check from answering.
 */
@ApplicationScoped
public class CheckFeed {
    private static final Logger LOG = Logger.getLogger(CheckFeed.class);
    private static final int WAITING = 1024;
    /** Observations looked at together; databases limit how many values a question may name. */
    private static final int BATCH = 256;
    /** The first visit is looked at at once, as is one with a label; strangers of the next moment are a question together. */
    private static final long PAUSE_MILLIS = 200;

    /** A connection may break; what fails while the database answers fails for itself. */
    private static final int TRIES = 3;

    private static final Duration TIDYING = Duration.ofMinutes(1);
    /** Watching is written down this often within the window, not with every look. */
    private static final int LOOKS = 6;

    private static final int WATCHERS = 20;

    private final Assessor assessor;
    private final Clock clock;
    private final RoomConfig config;
    private final RoomKeys keys;
    private final Knowledge knowledge;
    private final Event<VisitKept> kept;
    private final BlockingQueue<Observation> waiting = new ArrayBlockingQueue<>(WAITING);
    /** Taken from those that wait, and not kept yet; the thread's own. */
    private final Deque<Observation> hand = new ArrayDeque<>();

    /** Rung by a visit with a label, which need not wait for the end of a pause. */
    private final Semaphore bell = new Semaphore(0);

    private final BroadcastProcessor<Long> news = BroadcastProcessor.create();
    private Thread thread;
    private volatile boolean stopping;
    private Instant tidied = Instant.EPOCH;
    private boolean trouble;

    /** The other replicas. */
    @Inject
    NewsFeed elsewhere;

    @Inject
    DataSource database;

    CheckFeed(
            Assessor assessor,
            Clock clock,
            RandomGenerator chance,
            RoomConfig config,
            Knowledge knowledge,
            Event<VisitKept> kept) {
        this.assessor = assessor;
        this.knowledge = knowledge;
        this.kept = kept;
        this.clock = clock;
        this.config = config;
        this.keys = new RoomKeys(chance);
    }

    void start(@Observes StartupEvent portal) {
        thread = new Thread(this::work, "check-feed");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent portal) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(3));
        }
    }

    /**
     * Takes an observation. While the database is away, as many wait for it as the queue holds; beyond that they are left
     * out.
     */
    void seen(@Observes Observation observation) {
        boolean labelled = observation.label().isPresent();
        boolean silent = observation.hello() instanceof Incomplete nothing && nothing.progress() == Progress.SILENT;
        if ((labelled || !silent) // browsers open connections that they never use
                && waiting.offer(observation)
                && labelled) {
            bell.release();
        }
    }

    // ---- Rooms ---------------------------------------------------------------------------------------------------

    /** Opens a room for any machine. */
    Room open() {
        return open("");
    }

    /**
     * Opens a room for one machine.
     *
     * @param carries its evidence and answers as an address spells them; empty if there are none
     */
    Room open(String carries) {
        Instant now = clock.instant();
        Instant closes = now.plus(config.open());
        String key = keys.key();
        return QuarkusTransaction.requiringNew()
                .call(() -> room(opened(key, now, closes, closes.plus(config.kept()), carries), key, now));
    }

    /**
     * Opens a room for something that keeps it by its id and decides by itself who may read: nobody has its key. It takes
     * visits until it is over, and then nothing is left of it. Part of the transaction it is called in.
     */
    public Room openUntil(Instant over) {
        Instant now = clock.instant();
        return QuarkusTransaction.joiningExisting().call(() -> room(opened(keys.key(), now, over, over, ""), "", now));
    }

    /** The room with this id, without its key; nothing once it is over. */
    public Optional<Room> room(long id) {
        Instant now = clock.instant();
        return QuarkusTransaction.joiningExisting().call(() -> RoomEntity.<RoomEntity>findByIdOptional(id)
                .filter(room -> now.isBefore(room.expiresAt))
                .map(room -> room(room, "", now)));
    }

    /** Lets a room take no more visits from now on; those it has can be read on. */
    public void shut(Room room) {
        Instant now = clock.instant();
        QuarkusTransaction.joiningExisting().run(() -> {
            RoomEntity.update("closesAt = ?1 where id = ?2 and closesAt > ?1", now, room.id());
            elsewhere.tell(room.id());
        });
    }

    private RoomEntity opened(String key, Instant now, Instant closes, Instant expires, String carries) {
        var room = new RoomEntity();
        do {
            room.label = keys.label();
        } while (RoomEntity.count("label", room.label) > 0);
        room.keyHash = RoomKeys.hash(key);
        room.openedAt = now;
        room.closesAt = closes;
        room.expiresAt = expires;
        room.carries = carries.isEmpty() ? null : carries;
        room.persist();
        return room;
    }

    /** The room that this key reads, if there is one. */
    public Optional<Room> find(String key) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> RoomEntity.withKey(key, now).map(room -> room(room, key, now)));
    }

    /** Writes down that this room is being watched from this address. */
    public void watched(Room room, String address) {
        Instant now = clock.instant();
        if (!room.open() || address.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            Optional<WatcherEntity> known = WatcherEntity.of(room.id(), address);
            if (known.isPresent()) {
                if (known.get().watchedAt.isBefore(now.minus(config.window().dividedBy(LOOKS)))) {
                    known.get().watchedAt = now;
                }
            } else if (WatcherEntity.count("roomId", room.id()) < WATCHERS) {
                var watcher = new WatcherEntity();
                watcher.roomId = room.id();
                watcher.address = address;
                watcher.watchedAt = now;
                watcher.persist();
            }
        });
    }

    /** The visits of a room after the one with this id, in order; all of them after 0. */
    public List<Visit> visits(Room room, long after) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            int number = (int) VisitEntity.count("roomId = ?1 and id <= ?2", room.id(), after);
            var visits = new ArrayList<Visit>();
            for (VisitEntity entity : VisitEntity.in(room.id(), after)) {
                visits.add(visit(entity, ++number));
            }
            return visits;
        });
    }

    /** Closes a room and forgets everything about it. */
    public void close(Room room) {
        QuarkusTransaction.joiningExisting().run(() -> {
            RoomEntity.deleteById(room.id());
            elsewhere.tell(room.id()); // so that live pages of it end
        });
    }

    /**
     * Says that this room has a new visit, so that whoever watches it looks at once.
     *
     * @param room id of the room; what is in it is read from the database, so it may have been written anywhere
     */
    synchronized void hasNews(long room) {
        news.onNext(room);
    }

    /**
     * Something whenever there may be news in this room: at once when it is {@link #hasNews told}, and each second, or
     * more rarely while other replicas tell theirs.
     * However many come while somebody is busy reading, one of them is kept until the reading is done.
     */
    public Multi<Long> news(Room room) {
        Multi<Long> told = news.filter(id -> id == room.id()).onOverflow().dropPreviousItems();
        Multi<Long> untold = Multi.createFrom()
                .ticks()
                .every(Duration.ofSeconds(1))
                .filter(elsewhere::mustAsk)
                .onOverflow()
                .drop();
        return Multi.createBy().merging().streams(told, untold).onOverflow().dropPreviousItems();
    }

    private static Room room(RoomEntity room, String key, Instant now) {
        return new Room(
                room.id,
                key,
                room.label,
                now.isBefore(room.closesAt),
                room.closesAt,
                room.expiresAt,
                room.carries == null ? "" : room.carries);
    }

    private Visit visit(VisitEntity entity, int number) {
        Assessment assessment = Json.read(entity.assessment, Assessment.class);
        return new Visit(
                entity.id,
                number,
                entity.certain,
                Optional.ofNullable(entity.stack),
                assessor.page(assessment),
                Optional.ofNullable(entity.address),
                Optional.ofNullable(entity.raw));
    }

    // ---- What comes in -------------------------------------------------------------------------------------------

    private void work() {
        while (!stopping || !waiting.isEmpty() && !trouble) {
            try {
                take();
                keepThoseInHand();
                tidy();
                trouble = false;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (!trouble) { // said once, not with every visit
                    LOG.warnf("Waiting rooms learn nothing while the database is away: %s", e.getMessage());
                }
                trouble = true;
                pause();
            }
        }
    }

    /** Takes what waits into the hand, if it is empty; what the database could not take stays there and is tried again. */
    private void take() throws InterruptedException {
        Observation next = hand.isEmpty() ? waiting.poll(1, TimeUnit.SECONDS) : null;
        if (next != null) {
            hand.add(next);
            waiting.drainTo(hand, BATCH - 1);
        }
    }

    private void keepThoseInHand() throws InterruptedException, SQLException {
        if (hand.isEmpty()) {
            return;
        }
        Set<String> strangers = hand.stream()
                .filter(seen -> seen.label().isEmpty())
                .map(Observation::peer)
                .collect(Collectors.toSet());
        if (!strangers.isEmpty()) {
            // Those that a room may be waiting for; in a crowd one question for all of them has to do.
            Set<String> watching = WatcherEntity.among(strangers, database);
            hand.removeIf(seen -> seen.label().isEmpty() && !watching.contains(seen.peer()));
        }
        while (!hand.isEmpty()) {
            keepOne(hand.element());
            hand.remove();
        }
        if (waiting.size() < BATCH) {
            bell.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            bell.drainPermits();
        }
    }

    /** A fault with one observation must not cost the others. Fails only if the database is away. */
    private void keepOne(Observation seen) {
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                keep(seen).ifPresent(this::hasNews);
                return;
            } catch (RuntimeException e) {
                QuarkusTransaction.requiringNew()
                        .run(() -> RoomEntity.count("id", 0L)); // if it is away, this fails too
                if (tried == TRIES) {
                    LOG.warnf("A visit could not be kept: %s", e.getClass().getSimpleName());
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The room that it was kept in: the one that fitted when the call came, however long it had to wait here. */
    private Optional<Long> keep(Observation seen) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<RoomLabel> label = seen.label().map(text -> RoomLabel.read(text, knowledge));
            Optional<RoomEntity> room = label.isPresent()
                    ? RoomEntity.openWithLabel(label.get().room(), seen.when())
                    : RoomEntity.watchedFrom(seen.peer(), seen.when().minus(config.window()), seen.when());
            // Locked, so that it is not deleted meanwhile and the ids of its visits come in the order of their commits.
            room = room.map(open -> RoomEntity.<RoomEntity>findById(open.id, LockModeType.PESSIMISTIC_WRITE));
            if (room.isEmpty() || VisitEntity.count("roomId", room.get().id) >= config.visits()) {
                return Optional.empty();
            }
            var visit = new VisitEntity();
            visit.roomId = room.get().id;
            visit.certain = seen.label().isPresent();
            visit.stack = label.flatMap(RoomLabel::stack).orElse(null);
            visit.assessment = Json.write(assessor.assess(seen));
            visit.address = seen.peer();
            visit.raw = seen.clientHello().map(hello -> hello.raw().hex()).orElse(null);
            visit.persist();
            elsewhere.tell(visit.roomId);
            kept.fire(new VisitKept(visit.roomId, visit.id, seen.when()));
            return Optional.of(visit.roomId);
        });
    }

    /** Forgets what is over. */
    private void tidy() {
        Instant now = clock.instant();
        if (now.isBefore(tidied.plus(TIDYING))) {
            return;
        }
        tidied = now;
        QuarkusTransaction.requiringNew().run(() -> forget(now));
    }

    /** Forgets what is over at this time: all of expired rooms; raw bytes and addresses of closed ones. */
    static void forget(Instant now) {
        RoomEntity.delete("expiresAt <= ?1", now);
        WatcherEntity.delete("roomId in (select id from RoomEntity where closesAt <= ?1)", now);
        VisitEntity.update(
                "raw = null, address = null where (raw is not null or address is not null)"
                        + " and roomId in (select id from RoomEntity where closesAt <= ?1)",
                now);
    }
}
