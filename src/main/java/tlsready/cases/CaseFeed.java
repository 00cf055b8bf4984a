package tlsready.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import tlsready.check.CheckFeed;
import tlsready.check.LiveFeed;
import tlsready.check.NewsFeed;
import tlsready.check.Room;
import tlsready.check.RoomConfig;
import tlsready.check.Visit;
import tlsready.check.VisitKept;

/** Keeps cases and what happens in them, and forgets them when they are over. */
@ApplicationScoped
public class CaseFeed {
    private static final Logger LOG = Logger.getLogger(CaseFeed.class);
    private static final int TIDYING_SECONDS = 60;
    private static final int LISTED = 200;
    private static final String EVIDENCE = "/evidence/result?";
    /** That the customer is there is written down this often, not with every look. */
    private static final Duration THERE = Duration.ofMinutes(1);

    private final Clock clock;
    private final RandomGenerator chance;
    private final CasesConfig config;
    private final RoomConfig rooms;
    private final CheckFeed check;
    private final NewsFeed news;
    private ScheduledExecutorService tidying;

    CaseFeed(
            Clock clock, RandomGenerator chance, CasesConfig config, RoomConfig rooms, CheckFeed check, NewsFeed news) {
        this.news = news;
        this.rooms = rooms;
        this.clock = clock;
        this.chance = chance;
        this.config = config;
        this.check = check;
    }

    void start(@Observes StartupEvent portal) {
        tidying = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "cases");
            thread.setDaemon(true);
            return thread;
        });
        tidying.scheduleWithFixedDelay(this::tidy, TIDYING_SECONDS, TIDYING_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent portal) {
        tidying.shutdownNow();
    }

    // ---- Cases ---------------------------------------------------------------------------------------------------

    /**
     * Opens a case and its waiting room.
     *
     * @param ticket may be empty
     * @param place page of the guide that the customer begins with
     * @param days until nothing of it is left
     */
    public Case open(String staff, String ticket, CustomerLanguage language, String place, int days) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Instant over = now.plus(Duration.ofDays(days));
        return QuarkusTransaction.joiningExisting().call(() -> {
            Room room = check.openUntil(over);
            var entity = new CaseEntity();
            entity.code = CaseCode.random(chance).letters();
            entity.roomId = room.id();
            entity.label = room.label();
            entity.ticket = ticket.isEmpty() ? null : ticket;
            entity.language = language.id();
            entity.owner = staff;
            entity.openedBy = staff;
            entity.openedAt = now;
            entity.expiresAt = over;
            entity.place = place;
            entity.persist();
            write(entity, event(CaseEvent.Kind.OPENED, staff, now));
            return found(entity);
        });
    }

    /** The case that this code opens. */
    public Optional<Case> withCode(CaseCode code) {
        Instant now = clock.instant();
        return QuarkusTransaction.joiningExisting()
                .call(() -> CaseEntity.withCode(code, now).map(CaseFeed::found));
    }

    /** The case with this number. */
    public Optional<Case> withId(long id) {
        Instant now = clock.instant();
        return QuarkusTransaction.joiningExisting()
                .call(() -> CaseEntity.withId(id, now).map(CaseFeed::found));
    }

    /**
     * The newest cases first.
     *
     * @param owner only theirs, unless empty
     * @param open only open ones, or only closed ones
     * @param ticket only those whose ticket number has this in it, unless empty
     */
    public List<Case> list(String owner, Optional<Boolean> open, String ticket) {
        Instant now = clock.instant();
        return QuarkusTransaction.joiningExisting()
                .call(() -> CaseEntity.newest(owner, open, ticket, now, LISTED).stream()
                        .map(CaseFeed::found)
                        .toList());
    }

    /** The room of a case. */
    public Optional<Room> room(Case which) {
        return check.room(which.room());
    }

    /** What happened after the event with this number; everything after 0. */
    public List<CaseEvent> events(Case which, int after) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            List<CaseEventEntity> events = CaseEventEntity.in(which.id(), after);
            Map<Long, Visit> visits = visits(which, events);
            return events.stream()
                    .map(entity ->
                            found(entity, Optional.ofNullable(entity.visitId).map(visits::get)))
                    .toList();
        });
    }

    /** What the customer told of the machine, in order: plans and evidence. */
    public List<CaseEvent> told(Case which) {
        List<CaseEvent.Kind> kinds = Arrays.stream(CaseEvent.Kind.values())
                .filter(CaseEvent.Kind::tellsOfTheMachine)
                .toList();
        return QuarkusTransaction.joiningExisting().call(() -> CaseEventEntity.of(which.id(), kinds).stream()
                .map(entity -> found(entity, Optional.empty()))
                .toList());
    }

    private Map<Long, Visit> visits(Case which, List<CaseEventEntity> events) {
        Optional<Long> first = events.stream()
                .map(event -> event.visitId)
                .filter(Objects::nonNull)
                .min(Long::compare);
        Optional<Room> room = first.flatMap(any -> room(which));
        return room.isEmpty()
                ? Map.of()
                : check.visits(room.get(), first.get() - 1).stream().collect(Collectors.toMap(Visit::id, one -> one));
    }

    /** Whether nothing more is written down, because there is so much already. */
    public boolean full(Case which) {
        return which.happened() >= config.events();
    }

    /** Whether no more calls are written down: the case is full, or its room. */
    public boolean takesNoCalls(Case which) {
        return full(which)
                || QuarkusTransaction.joiningExisting()
                                .call(() -> CaseEventEntity.count(
                                        "caseId = ?1 and kind = ?2", which.id(), CaseEvent.Kind.VISIT))
                        >= rooms.visits();
    }

    /** Deletes a case with everything in it. */
    public void delete(Case which) {
        QuarkusTransaction.joiningExisting().run(() -> {
            room(which).ifPresent(check::close);
            CaseEntity.deleteById(which.id());
        });
    }

    // ---- What staff do -------------------------------------------------------------------------------------------

    /** Adds a note. */
    public void note(Case which, String staff, String words) {
        change(which, entity -> {
            CaseEventEntity note = event(CaseEvent.Kind.NOTE, staff, clock.instant());
            note.words = words;
            return write(entity, note);
        });
    }

    /** Gives a case to somebody else. */
    public void handOver(Case which, String staff, String to) {
        change(which, entity -> {
            CaseEventEntity handed = event(CaseEvent.Kind.HANDED_OVER, staff, clock.instant());
            handed.words = to;
            entity.owner = to;
            return write(entity, handed);
        });
    }

    /** Closes a case: nothing is added from now on, and addresses and raw bytes of visits are forgotten. */
    public void close(Case which, String staff) {
        change(which, entity -> {
            write(entity, event(CaseEvent.Kind.CLOSED, staff, clock.instant()));
            entity.closedAt = clock.instant();
            room(which).ifPresent(check::shut);
            return true;
        });
    }

    // ---- What customers do ---------------------------------------------------------------------------------------

    /** The customer looks at a page of the guide; what it is decides what is written down. */
    public void looked(Case which, String place) {
        change(which, entity -> {
            entity.place = place;
            entity.customerAt = clock.instant();
            if (place.startsWith("/plan?")) {
                writeOnce(entity, CaseEvent.Kind.ANSWERED, place, null);
            } else if (place.startsWith(EVIDENCE)) {
                // Thoughts of "what if", and other services, are no other evidence.
                writeOnce(entity, CaseEvent.Kind.EVIDENCE, EVIDENCE + evidence(place), null);
            }
            return true;
        });
    }

    private static String evidence(String place) {
        return Arrays.stream(place.substring(EVIDENCE.length()).split("&"))
                .filter(pair -> pair.startsWith("e="))
                .findFirst()
                .orElse("");
    }

    /** The customer took the files. */
    public void took(Case which, String place, String sha256) {
        change(which, entity -> {
            entity.customerAt = clock.instant();
            writeOnce(entity, CaseEvent.Kind.BUNDLE, place, sha256);
            return true;
        });
    }

    /** The customer watches: refused calls without a label, from the same address, are probably theirs. */
    public void watched(Case which, String address) {
        room(which).ifPresent(room -> check.watched(room, address));
        Instant now = clock.instant();
        if (which.open()
                && which.customerAt().map(at -> at.isBefore(now.minus(THERE))).orElse(true)) {
            QuarkusTransaction.joiningExisting()
                    .run(() -> CaseEntity.update("customerAt = ?1 where id = ?2", now, which.id()));
        }
    }

    // ---- What the check sees -------------------------------------------------------------------------------------

    /** Within the transaction that keeps the visit, on the thread of the check. */
    void kept(@Observes VisitKept visit) {
        Instant now = clock.instant();
        CaseEntity.lockedOfRoom(visit.room(), now)
                .filter(entity -> entity.closedAt == null)
                .ifPresent(entity -> {
                    CaseEventEntity seen = event(CaseEvent.Kind.VISIT, CaseEvent.CHECK, visit.when());
                    seen.visitId = visit.visit();
                    write(entity, seen);
                });
    }

    /**
     * How a live page of a case looks: each look shows what came since the one before.
     *
     * @param may whether whoever looks still may, asked with every look
     * @param lines how events are shown there
     */
    public LiveFeed.Look look(
            Case which, int after, Predicate<Case> may, BiFunction<Case, List<CaseEvent>, List<LiveFeed.Line>> lines) {
        var last = new AtomicInteger(after);
        return () -> {
            Optional<Case> now = withId(which.id()).filter(may);
            if (now.isEmpty()) {
                return LiveFeed.Seen.NOTHING_EVER;
            }
            List<CaseEvent> events = events(now.get(), last.get());
            events.forEach(event -> last.set(event.number()));
            return new LiveFeed.Seen(lines.apply(now.get(), events), !now.get().open());
        };
    }

    // ---- Writing -------------------------------------------------------------------------------------------------

    /** Changes an open case while nobody else does. */
    private void change(Case which, Function<CaseEntity, Boolean> work) {
        Instant now = clock.instant();
        QuarkusTransaction.joiningExisting().run(() -> CaseEntity.locked(which.id(), now)
                .filter(entity -> entity.closedAt == null)
                .ifPresent(work::apply));
    }

    /** What the last event of its kind said already is not said again. */
    private void writeOnce(CaseEntity entity, CaseEvent.Kind kind, String place, String sha256) {
        CaseEventEntity before = CaseEventEntity.last(entity.id, kind);
        if (before == null || !place.equals(before.place) || !Objects.equals(sha256, before.sha256)) {
            CaseEventEntity event = event(kind, CaseEvent.CUSTOMER, clock.instant());
            event.place = place;
            event.sha256 = sha256;
            write(entity, event);
        }
    }

    private boolean write(CaseEntity entity, CaseEventEntity event) {
        if (entity.happened >= config.events()) {
            return false;
        }
        entity.happened++;
        event.caseId = entity.id;
        event.number = entity.happened;
        event.persist();
        news.tell(entity.roomId);
        return true;
    }

    private static CaseEventEntity event(CaseEvent.Kind kind, String by, Instant at) {
        var event = new CaseEventEntity();
        event.kind = kind;
        event.by = by;
        event.happenedAt = at;
        event.words = "";
        return event;
    }

    private static Case found(CaseEntity entity) {
        return new Case(
                entity.id,
                new CaseCode(entity.code),
                entity.roomId,
                entity.label,
                entity.ticket == null ? "" : entity.ticket,
                CustomerLanguage.of(entity.language).orElse(CustomerLanguage.ENGLISH),
                entity.owner,
                entity.openedBy,
                entity.openedAt,
                entity.expiresAt,
                Optional.ofNullable(entity.closedAt),
                entity.place,
                Optional.ofNullable(entity.customerAt),
                entity.happened);
    }

    private static CaseEvent found(CaseEventEntity entity, Optional<Visit> visit) {
        return new CaseEvent(
                entity.number,
                entity.happenedAt,
                entity.kind,
                entity.by,
                entity.words,
                Optional.ofNullable(entity.place),
                Optional.ofNullable(entity.sha256),
                visit);
    }

    // ---- Forgetting ----------------------------------------------------------------------------------------------

    private void tidy() {
        try {
            QuarkusTransaction.requiringNew().run(() -> forget(clock.instant()));
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.debugf("Cases that are over have to wait for the database: %s", e.getMessage());
        }
    }

    /** Deletes the cases that are over at this time; the check does the same with their rooms. */
    static void forget(Instant now) {
        CaseEntity.delete("expiresAt <= ?1", now);
    }
}
