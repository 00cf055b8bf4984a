package tlsready.cases;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

import tlsready.check.Assessor;
import tlsready.check.Observation;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;

/**
 * Takes what machines of campaigns report, and what the check sees of them. Everything is in the spool, synced to the
 * disk, before anybody is told that it was accepted; then it is counted in the database. One thread writes the spool,
 * another counts: each takes all that has come since it last looked, so that many share one sync and one transaction.
 */
@ApplicationScoped
public class FleetServer {
    private static final Logger LOG = Logger.getLogger(FleetServer.class);
    private static final int QUEUE = 4_096;
    private static final int BATCH = 250;
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 1_000;
    private static final Duration GROUPS_EVERY = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FleetConfig config;
    private final Clock clock;
    private final Knowledge knowledge;
    private final Assessor assessor;
    private final FleetCountServer counting;
    private final MachineReportReader reader;
    private final Throttle throttle = new Throttle(MINUTE);
    private final BlockingQueue<Item> incoming = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, Group> groups = new ConcurrentHashMap<>();

    /** Guards the spool and what waits: what is in the file and not in {@code waiting} was counted. */
    private final Object gate = new Object();

    private final Deque<Item> waiting = new ArrayDeque<>();
    private ReportSpool spool;
    private ReportSpool aside;
    private boolean counted = true;
    private Instant groupsRead = Instant.EPOCH;
    private Instant tidied = Instant.EPOCH;
    private volatile boolean stopping;
    private volatile boolean trouble;
    private Thread writing;
    private Thread working;

    /** A group as far as it is needed to take reports, also while the database is away. */
    record Group(long id, String label, String secret, Instant until) {}

    /** Something that came in, and who waits to hear of it. */
    private record Item(Arrival arrival, CompletableFuture<Taken> answer, AtomicBoolean onDisk) {
        Item(Arrival arrival) {
            this(arrival, new CompletableFuture<>(), new AtomicBoolean());
        }

        Taken meanwhile() {
            return onDisk.get() ? Taken.KEPT : Taken.BUSY;
        }
    }

    FleetServer(FleetConfig config, Clock clock, Knowledge knowledge, Assessor assessor, FleetCountServer counting) {
        this.config = config;
        this.clock = clock;
        this.knowledge = knowledge;
        this.assessor = assessor;
        this.counting = counting;
        this.reader = new MachineReportReader(
                knowledge.stacks().stream().map(NetworkStack::id).collect(Collectors.toSet()));
    }

    void start(@Observes StartupEvent portal) {
        open();
        writing = thread("fleet-spool", this::write);
        working = thread("fleet-count", this::work);
    }

    void stop(@Observes ShutdownEvent portal) throws InterruptedException, IOException {
        stopping = true;
        for (Thread thread : new Thread[] {writing, working}) {
            if (thread != null) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        }
        synchronized (gate) {
            for (ReportSpool open : new ReportSpool[] {spool, aside}) {
                if (open != null) {
                    open.close();
                }
            }
        }
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void open() {
        try {
            aside = new ReportSpool(config.folder().resolve("set-aside.spool"), config.waiting());
            aside.left();
            var opened = new ReportSpool(config.folder().resolve("reports.spool"), config.waiting());
            for (byte[] entry : opened.left()) {
                try {
                    waiting.add(new Item(Arrival.read(entry)));
                } catch (RuntimeException e) {
                    LOG.errorf(e, "A report that cannot be read any more is set aside in %s", config.folder());
                    aside.append(List.of(entry));
                }
            }
            if (!waiting.isEmpty()) {
                LOG.infof("%d reports were accepted and not counted when the portal stopped", waiting.size());
            }
            spool = opened;
        } catch (IOException e) {
            LOG.errorf("Campaigns take no reports: %s cannot be used: %s", config.folder(), e.getMessage());
        }
    }

    // ---- What comes in -------------------------------------------------------------------------------------------

    /**
     * What came of a report.
     *
     * @param unreadable a sentence if it cannot be read; nothing else counts then
     * @param taken what became of it, at once or later
     * @param meanwhile what can be said for certain while that is not known yet
     */
    public record Answer(Optional<String> unreadable, CompletionStage<Taken> taken, Supplier<Taken> meanwhile) {
        static Answer of(Taken taken) {
            return new Answer(Optional.empty(), CompletableFuture.completedFuture(taken), () -> taken);
        }

        static Answer unreadable(String sentence) {
            return new Answer(Optional.of(sentence), new CompletableFuture<>(), () -> Taken.BUSY);
        }
    }

    /** Whether an address may send one more. */
    public boolean allows(String address) {
        return throttle.allows(address, config.reportsPerMinute(), clock.instant());
    }

    /** Takes a report for the group with this label. */
    public Answer take(String label, byte[] bytes) {
        Instant now = clock.instant();
        Optional<Group> group;
        try {
            group = group(label);
        } catch (RuntimeException e) {
            LOG.debugf("A label cannot be looked up: %s", e.getMessage());
            return Answer.of(Taken.BUSY);
        }
        if (group.isEmpty() || !now.isBefore(group.get().until())) {
            return Answer.of(Taken.GONE);
        }
        MachineReportReader.Outcome outcome = reader.read(bytes);
        if (outcome instanceof MachineReportReader.Refused refused) {
            return Answer.unreadable(refused.sentence());
        }
        var read = (MachineReportReader.Read) outcome;
        if (!read.report().group().equals(label)) {
            return Answer.unreadable(
                    "The report is of group " + read.report().group() + ", but was sent for " + label + ".");
        }
        if (read.signature().isPresent() && !read.fits(bytes, group.get().secret())) {
            return Answer.of(Taken.FORGED);
        }
        if (!MachineReportReader.believes(read.report().time(), now)) {
            return Answer.of(Taken.CLOCK);
        }
        return keep(Arrival.report(now, read.signature().isPresent(), bytes));
    }

    /** Takes a report that was looked at already. */
    Answer keep(Arrival arrival) {
        var item = new Item(arrival);
        boolean room = !stopping && spool != null && incoming.offer(item);
        return room ? new Answer(Optional.empty(), item.answer(), item::meanwhile) : Answer.of(Taken.BUSY);
    }

    /** Takes what the check saw of a machine of a campaign; it never waits. */
    void seen(@Observes Observation observation) {
        observation
                .label()
                .filter(label ->
                        label.length() > FleetLabel.GROUP && groups.containsKey(label.substring(0, FleetLabel.GROUP)))
                .flatMap(label -> FleetLabel.read(label, knowledge))
                .ifPresent(label -> incoming.offer(new Item(
                        Arrival.seen(observation.when(), label, FleetSight.of(label.stack(), observation, assessor)))));
    }

    private Optional<Group> group(String label) {
        if (!FleetLabel.isGroup(label)) {
            return Optional.empty();
        }
        Group known = groups.get(label);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Group> found = counting.group(label);
        found.ifPresent(group -> groups.put(label, group));
        return found;
    }

    /** Learns at once that groups came, changed or went. */
    void learn() {
        Map<String, Group> open = counting.groups(clock.instant());
        groups.keySet().retainAll(open.keySet());
        groups.putAll(open);
        groupsRead = clock.instant();
    }

    /** How many wait to be counted. */
    int waiting() {
        synchronized (gate) {
            return waiting.size() + incoming.size();
        }
    }

    // ---- The spool -----------------------------------------------------------------------------------------------

    private void write() {
        while (!stopping || !incoming.isEmpty()) {
            try {
                Item first = incoming.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    var items = new ArrayList<Item>(List.of(first));
                    incoming.drainTo(items, BATCH - 1);
                    keep(items);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Reports could not be kept", e);
            }
        }
    }

    private void keep(List<Item> items) {
        try {
            synchronized (gate) {
                spool.append(items.stream().map(item -> item.arrival().entry()).toList());
                waiting.addAll(items);
                items.forEach(item -> item.onDisk().set(true));
                counted = false;
                gate.notifyAll();
            }
            if (trouble) {
                items.forEach(item -> item.answer().complete(Taken.KEPT));
            }
        } catch (IOException e) {
            LOG.warnf("%d reports are sent away: %s", items.size(), e.getMessage());
            items.forEach(item -> item.answer().complete(Taken.BUSY));
        }
    }

    // ---- Counting ------------------------------------------------------------------------------------------------

    private void work() {
        while (!stopping) {
            try {
                List<Item> batch = next();
                if (!batch.isEmpty()) {
                    count(batch);
                    done(batch.size());
                }
                tidy();
                trouble = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!trouble) { // said once, not with every try
                    LOG.warnf("Reports are kept and wait for the database: %s", e.getMessage());
                }
                trouble = true;
                letThemGo();
                pause();
            }
        }
    }

    private List<Item> next() throws InterruptedException {
        synchronized (gate) {
            if (waiting.isEmpty()) {
                gate.wait(PAUSE_MILLIS);
            }
            return waiting.stream().limit(BATCH).toList();
        }
    }

    private void done(int number) {
        synchronized (gate) {
            for (int i = 0; i < number; i++) {
                waiting.remove();
            }
            if (waiting.isEmpty() && !counted) {
                try {
                    spool.clear();
                    counted = true;
                } catch (IOException e) { // counted once more at the next start, which changes nothing
                    LOG.warnf("The spool cannot be emptied: %s", e.getMessage());
                }
            }
        }
    }

    private void count(List<Item> batch) {
        try {
            answer(batch, counting.count(batch.stream().map(Item::arrival).toList()));
        } catch (RuntimeException e) {
            if (!isRule(e)) {
                throw e;
            }
            for (Item item : batch) { // somebody else counted the same at the same time
                answer(List.of(item), List.of(alone(item, 1)));
            }
        }
    }

    private Taken alone(Item item, int tried) {
        try {
            return counting.count(List.of(item.arrival())).get(0);
        } catch (RuntimeException e) {
            if (!isRule(e)) {
                throw e;
            }
            return tried < TRIES ? alone(item, tried + 1) : setAside(item, e);
        }
    }

    /** Whatever the database will never take must not hold up the others, and must not be lost either. */
    private Taken setAside(Item item, RuntimeException why) {
        LOG.errorf(why, "A report that cannot be counted is set aside in %s", config.folder());
        try {
            aside.append(List.of(item.arrival().entry()));
            return Taken.KEPT;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether it is about what was sent, so that waiting for the database would mend nothing. */
    private static boolean isRule(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ConstraintViolationException || cause instanceof FleetCountServer.Unreadable);
    }

    private static void answer(List<Item> batch, List<Taken> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
        }
    }

    private void letThemGo() {
        synchronized (gate) {
            waiting.forEach(item -> item.answer().complete(Taken.KEPT));
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidy() {
        Instant now = clock.instant();
        if (!now.isBefore(groupsRead.plus(GROUPS_EVERY))) {
            learn();
        }
        if (!now.isBefore(tidied.plus(MINUTE))) {
            tidied = now;
            QuarkusTransaction.requiringNew().run(() -> FleetCountServer.forget(now));
        }
    }
}
