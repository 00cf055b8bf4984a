package tlsready.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Signs staff in and out, and keeps their sessions. */
@ApplicationScoped
public class SignInServer {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Each takes 19 MiB, and anybody can send one. */
    private static final int AT_A_TIME = 3;

    private static final int PATIENCE_SECONDS = 3;

    private final StaffConfig config;
    private final Clock clock;
    private final RandomGenerator chance;
    private final Audit audit;
    private final Semaphore hashing = new Semaphore(AT_A_TIME, true);

    SignInServer(StaffConfig config, Clock clock, RandomGenerator chance, Audit audit) {
        this.config = config;
        this.clock = clock;
        this.chance = chance;
        this.audit = audit;
    }

    /** Fails like everything here if the database is away. */
    void requireDatabase() {
        QuarkusTransaction.requiringNew().run(() -> StaffEntity.count("id", 0L));
    }

    /** Tries to sign in. Each try counts before its password is looked at, so that many at a time gain nothing. */
    SignIn signIn(String name, String password, String address) {
        long byName = tried(subject(name));
        long fromNetwork = tried(network(address));
        if (byName > config.tries() || fromNetwork > config.triesPerAddress()) {
            takeBack(subject(name));
            takeBack(network(address));
            return new SignIn.Locked(window());
        }
        Optional<StaffEntity> person = known(name);
        // Outside of any transaction: it takes its time, and the same time for names that nobody has.
        Optional<Boolean> right =
                matches(person.map(known -> PasswordHash.read(known.password)).orElse(PasswordHash.NOBODY), password);
        if (right.isEmpty()) {
            return new SignIn.Locked(1);
        }
        if (!right.get() || person.isEmpty() || !person.get().isActive()) {
            person.ifPresent(known -> audit.record(
                    known.name, byName == config.tries() ? Deed.SIGN_IN_LOCKED : Deed.SIGN_IN_REFUSED, ""));
            return new SignIn.Refused();
        }
        takeBack(network(address));
        return new SignIn.Granted(open(person.get(), Deed.SIGNED_IN));
    }

    /** Counts a try from this address before anything is known of who tries; whether it is one too many. */
    boolean isOneTooMany(String address) {
        if (tried(network(address)) <= config.triesPerAddress()) {
            return false;
        }
        takeBack(network(address));
        return true;
    }

    /** Whether a thing that serves once, such as the state of a sign-in, is used for the first time. */
    boolean isFirstUse(String once) {
        return tried(Sha256.hex("once " + once)) == 1;
    }

    /** Opens a session for somebody who has shown elsewhere, from this address, who they are. */
    SessionKey enter(StaffEntity person, String address) {
        takeBack(network(address));
        return open(person, Deed.SIGNED_IN_ELSEWHERE);
    }

    /** Ends a session. */
    void signOut(SessionKey key) {
        QuarkusTransaction.requiringNew()
                .run(() -> StaffSessionEntity.withKey(key).ifPresent(session -> {
                    StaffEntity person = StaffEntity.findById(session.staffId);
                    audit.record(person.name, Deed.SIGNED_OUT, "");
                    session.delete();
                }));
    }

    /** Whose session this is, if it still holds. */
    Optional<Person> person(SessionKey key) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<StaffSessionEntity> session =
                    StaffSessionEntity.withKey(key).filter(found -> holds(found, now));
            if (session.isEmpty()) {
                return Optional.empty();
            }
            if (session.get().seenAt.isBefore(now.minus(MINUTE))) {
                session.get().seenAt = now;
            }
            return StaffEntity.<StaffEntity>findByIdOptional(session.get().staffId)
                    .filter(StaffEntity::isActive)
                    .map(found -> new Person(found.id, found.name, found.role, found.mustChange, found.isElsewhere()));
        });
    }

    /** Whether this session still holds and is for work; to be asked does not keep it alive. */
    boolean holds(SessionKey key) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew().call(() -> StaffSessionEntity.withKey(key)
                .filter(session -> holds(session, now))
                .flatMap(session -> StaffEntity.<StaffEntity>findByIdOptional(session.staffId))
                .filter(person -> person.isActive() && !person.mustChange)
                .isPresent());
    }

    /** Changes the password of who is signed in and ends all other sessions of theirs; else says what is wrong. */
    Optional<String> change(Person person, SessionKey key, String old, String chosen, String repeated) {
        if (tried(subject(person.name())) > config.tries()) {
            takeBack(subject(person.name()));
            return Optional.of("There were too many tries. Wait " + window() + " minutes, and try again.");
        }
        StaffEntity known = known(person.name()).orElseThrow();
        if (!matches(PasswordHash.read(known.password), old).orElse(false)) {
            return Optional.of("The password of now is not right. Type the one you signed in with.");
        }
        Optional<String> trouble = Passwords.trouble(chosen, repeated);
        if (trouble.isPresent()) {
            return trouble;
        }
        if (chosen.equals(old)) {
            return Optional.of("The new password is the one of now. Choose another.");
        }
        String hash = PasswordHash.of(chosen, chance).text();
        QuarkusTransaction.requiringNew().run(() -> {
            StaffEntity changed = StaffEntity.findById(person.id());
            changed.password = hash;
            changed.mustChange = false;
            StaffSessionEntity.delete("staffId = ?1 and keyHash <> ?2", person.id(), key.hash());
            SignInTryEntity.forget(subject(person.name()));
            audit.record(person.name(), Deed.PASSWORD_CHANGED, "");
        });
        return Optional.empty();
    }

    /** Forgets what is over: sessions, tries, old lines of the audit trail. */
    void tidy() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            StaffSessionEntity.delete(
                    "startedAt <= ?1 or seenAt <= ?2", now.minus(config.session()), now.minus(config.idle()));
            SignInTryEntity.delete("triedAt <= ?1", now.minus(config.triesWindow()));
            AuditEntity.delete("at <= ?1", now.minus(config.auditKept()));
        });
    }

    private SessionKey open(StaffEntity person, Deed deed) {
        SessionKey key = SessionKey.random(chance);
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            var session = new StaffSessionEntity();
            session.keyHash = key.hash();
            session.staffId = person.id;
            session.startedAt = now;
            session.seenAt = now;
            session.persist();
            SignInTryEntity.forget(subject(person.name));
            audit.record(person.name, deed, "");
        });
        return key;
    }

    private boolean holds(StaffSessionEntity session, Instant now) {
        return now.isBefore(session.startedAt.plus(config.session()))
                && now.isBefore(session.seenAt.plus(config.idle()));
    }

    /** Whether this is the password; nothing if so many are being looked at that memory would run out. */
    private Optional<Boolean> matches(PasswordHash hash, String password) {
        try {
            if (!hashing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(hash.matches(password));
        } finally {
            hashing.release();
        }
    }

    /** Counts a try, and says how many there are within the window. */
    private long tried(String subject) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.add(subject, now));
        return QuarkusTransaction.requiringNew()
                .call(() -> SignInTryEntity.tries(subject, now.minus(config.triesWindow())));
    }

    /** Tries while locked do not count, or one would stay locked for ever; nor does one that worked. */
    private static void takeBack(String subject) {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.forgetNewest(subject));
    }

    /** The time in which tries are counted, in minutes. */
    long window() {
        return Math.max(1, config.triesWindow().toMinutes());
    }

    private static Optional<StaffEntity> known(String name) {
        return QuarkusTransaction.requiringNew().call(() -> StaffEntity.named(name));
    }

    private static String subject(String name) {
        return Sha256.hex("name " + StaffEntity.spelled(name));
    }

    private static String network(String address) {
        return Sha256.hex("network " + Network.of(address));
    }
}
