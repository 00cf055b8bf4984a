package tlsready.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Keeps the keys that sign receipts: makes the first as soon as the database is there, the next before the last one ends,
 * and publishes the open parts of all there ever were. Replicas share them through the database.
 */
@ApplicationScoped
public class SigningServer {
    private static final Logger LOG = Logger.getLogger(SigningServer.class);
    private static final int FIRST_LOOK_SECONDS = 2;
    private static final int PAUSE_SECONDS = 60;
    private static final int SECRET = 32;

    private final ReceiptConfig config;
    private final Clock clock;
    private final RandomGenerator chance;
    private final Set<String> strange = new HashSet<>();
    private SigningSeal seal;
    private ScheduledExecutorService looking;

    SigningServer(ReceiptConfig config, Clock clock, RandomGenerator chance) {
        this.config = config;
        this.clock = clock;
        this.chance = chance;
    }

    void start(@Observes StartupEvent portal) {
        looking = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "signing-keys");
            thread.setDaemon(true);
            return thread;
        });
        looking.scheduleWithFixedDelay(this::look, FIRST_LOOK_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent portal) {
        looking.shutdownNow();
    }

    private void look() {
        try {
            signingAt(clock.instant());
        } catch (RuntimeException e) {
            LOG.debugf("No key for receipts yet: %s", e.getMessage());
        }
    }

    /** The receipt, signed, with what is needed to read and verify it. */
    public SignedReceipt sign(Receipt receipt) {
        SigningKey key = signingAt(receipt.issuedAt());
        return SignedReceipt.of(receipt, key);
    }

    /** The open parts of all keys there ever were, the newest first. */
    public VerifyKeys published() {
        return QuarkusTransaction.requiringNew()
                .call(() -> new VerifyKeys(SigningKeyEntity.newestFirst().stream()
                        .map(SigningKeyEntity::open)
                        .toList()));
    }

    /** The key that signs at this time; made if there is none, or if the last is about to end. */
    synchronized SigningKey signingAt(Instant when) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<SigningKeyEntity> keys = SigningKeyEntity.newestFirst();
            keys.stream()
                    .filter(key -> key.sealed != null && !when.isBefore(key.signsUntil))
                    .forEach(over -> over.sealed = null);
            return keys.stream()
                    .filter(key -> key.sealed != null && key.open().coversTime(when))
                    .filter(key -> when.isBefore(key.signsUntil.minus(config.keyOverlap())))
                    .flatMap(key -> opened(key).stream())
                    .findFirst()
                    .orElseGet(() -> make(when));
        });
    }

    private Optional<SigningKey> opened(SigningKeyEntity kept) {
        Optional<byte[]> key = seal().open(kept.sealed, kept.kid);
        if (key.isEmpty() && strange.add(kept.kid)) { // said once, not with every look
            LOG.warnf(
                    "The key %s was sealed with another secret; this replica signs with one of its own."
                            + " Give all replicas the same receipt.secret.",
                    kept.kid);
        }
        return key.map(bytes -> SigningKey.of(bytes, kept.open()));
    }

    private SigningKey make(Instant when) {
        Instant from = when.truncatedTo(ChronoUnit.SECONDS);
        SigningKey key = SigningKey.make(from, from.plus(config.keySigns()));
        var kept = new SigningKeyEntity();
        kept.kid = key.open().kid();
        kept.x = Jws.encode(key.open().x());
        kept.sealed = seal().seal(key.encoded(), kept.kid);
        kept.signsFrom = key.open().from();
        kept.signsUntil = key.open().until();
        kept.persist();
        LOG.infof("Receipts are signed with the key %s from now on, until %s.", kept.kid, kept.signsUntil);
        return key;
    }

    private SigningSeal seal() {
        if (seal == null) {
            byte[] secret = config.secret()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(this::keptSecret);
            seal = new SigningSeal(secret, chance);
        }
        return seal;
    }

    /** The secret in the folder, readable by the portal's account only; made if there is none. */
    private byte[] keptSecret() {
        Path file = config.folder().resolve("receipt-secret");
        try {
            Files.createDirectories(config.folder());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] secret = new byte[SECRET];
            chance.nextBytes(secret);
            Files.write(file, secret);
            return secret;
        } catch (FileAlreadyExistsException thereAlready) {
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the secret for receipts cannot be kept in " + file, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            byte[] secret = Files.readAllBytes(file);
            if (secret.length != SECRET) {
                throw new IllegalStateException(file + " is not whole; delete it, and a new one is made");
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret for receipts cannot be read from " + file, e);
        }
    }
}
