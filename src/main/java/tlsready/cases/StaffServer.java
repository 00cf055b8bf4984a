package tlsready.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Looks after those who may sign in: makes the first administrator, and does what administrators ask for. */
@ApplicationScoped
public class StaffServer {
    private static final Logger LOG = Logger.getLogger(StaffServer.class);
    private static final String FIRST = "administrator";
    private static final int PAUSE_SECONDS = 5;
    private static final Duration TIDYING = Duration.ofHours(1);

    private final Clock clock;
    private final RandomGenerator chance;
    private final Audit audit;
    private final SignInServer signIn;
    private ScheduledExecutorService work;
    private boolean begun;
    private Instant tidied = Instant.EPOCH;

    StaffServer(Clock clock, RandomGenerator chance, Audit audit, SignInServer signIn) {
        this.clock = clock;
        this.chance = chance;
        this.audit = audit;
        this.signIn = signIn;
    }

    void start(@Observes StartupEvent portal) {
        work = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "staff");
            thread.setDaemon(true);
            return thread;
        });
        work.scheduleWithFixedDelay(this::look, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent portal) {
        work.shutdownNow();
    }

    /** Makes an administrator if there is nobody at all, and says the one-time password once, in the log and nowhere else. */
    void begin() {
        String password = Passwords.oneTime(chance);
        String hash = PasswordHash.of(password, chance).text();
        boolean first = QuarkusTransaction.requiringNew().call(() -> {
            if (StaffEntity.count() > 0) {
                return false;
            }
            keep(FIRST, hash, Roles.ADMINISTRATOR);
            return true;
        });
        if (first) {
            LOG.warnf(
                    "The first administrator is made. Sign in at /staff as %s with the one-time password %s and choose"
                            + " another; it is not said again.",
                    FIRST, password);
        }
    }

    List<StaffEntity> everybody() {
        return QuarkusTransaction.requiringNew().call(StaffEntity::everybody);
    }

    Optional<StaffEntity> person(long id) {
        return QuarkusTransaction.requiringNew().call(() -> StaffEntity.findByIdOptional(id));
    }

    /** Adds a person, whose name is free, and returns the one-time password. */
    String add(String name, String role, String by) {
        String password = Passwords.oneTime(chance);
        String hash = PasswordHash.of(password, chance).text();
        QuarkusTransaction.requiringNew().run(() -> {
            keep(name, hash, role);
            audit.record(by, Deed.STAFF_ADDED, StaffEntity.spelled(name));
        });
        return password;
    }

    /** Whether somebody has this name. */
    boolean taken(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> StaffEntity.named(name).isPresent());
    }

    /** Gives a person a new one-time password, which it returns, and ends their sessions. */
    String reset(long id, String by) {
        String password = Passwords.oneTime(chance);
        String hash = PasswordHash.of(password, chance).text();
        change(id, Deed.STAFF_RESET, by, any -> true, person -> {
            person.password = hash;
            person.mustChange = true;
        });
        return password;
    }

    /** Keeps a person from signing in and ends their sessions. False, and nothing is done, for the last administrator. */
    boolean disable(long id, String by) {
        Instant now = clock.instant();
        return change(id, Deed.STAFF_DISABLED, by, StaffServer::canBeSpared, person -> person.disabledAt = now);
    }

    /** Lets a person sign in again. */
    void enable(long id, String by) {
        change(id, Deed.STAFF_ENABLED, by, any -> true, person -> person.disabledAt = null);
    }

    /** Gives a person another role. False, and nothing is done, if no administrator would be left. */
    boolean promote(long id, String role, String by) {
        boolean up = Roles.ADMINISTRATOR.equals(role);
        return change(
                id,
                up ? Deed.STAFF_MADE_ADMINISTRATOR : Deed.STAFF_MADE_STAFF,
                by,
                person -> up || canBeSpared(person),
                person -> person.role = role);
    }

    private boolean change(long id, Deed deed, String by, Predicate<StaffEntity> may, Consumer<StaffEntity> change) {
        return QuarkusTransaction.requiringNew().call(() -> {
            StaffEntity person = StaffEntity.locked(id);
            if (!may.test(person)) {
                return false;
            }
            change.accept(person);
            StaffSessionEntity.delete("staffId", id);
            audit.record(by, deed, person.name);
            return true;
        });
    }

    /** Whether somebody could still look after staff without this person. */
    static boolean canBeSpared(StaffEntity person) {
        return !person.isAdministrator() || person.isElsewhere() || StaffEntity.otherAdministrators(person) > 0;
    }

    private void keep(String name, String hash, String role) {
        var person = new StaffEntity();
        person.name = StaffEntity.spelled(name);
        person.password = hash;
        person.mustChange = true;
        person.role = role;
        person.createdAt = clock.instant();
        person.persist();
    }

    /** Once there is a database, the first administrator; then the old things, each hour. */
    private void look() {
        try {
            if (!begun) {
                begin();
                begun = true;
            }
            if (clock.instant().isAfter(tidied.plus(TIDYING))) {
                signIn.tidy();
                tidied = clock.instant();
            }
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.debugf("Staff have to wait for the database: %s", e.getMessage());
        }
    }
}
