package tlsready.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
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

/** Keeps short links, and forgets those that nobody opens any more. */
@ApplicationScoped
public class ShareFeed {
    private static final Logger LOG = Logger.getLogger(ShareFeed.class);
    private static final int TIDYING_MINUTES = 60;

    private final Clock clock;
    private final RandomGenerator chance;
    private final ShareConfig config;
    private ScheduledExecutorService tidying;

    ShareFeed(Clock clock, RandomGenerator chance, ShareConfig config) {
        this.clock = clock;
        this.chance = chance;
        this.config = config;
    }

    /** A link as it was made. */
    record Kept(String target, String edition) {}

    void start(@Observes StartupEvent portal) {
        tidying = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "share-links");
            thread.setDaemon(true);
            return thread;
        });
        tidying.scheduleWithFixedDelay(this::tidy, TIDYING_MINUTES, TIDYING_MINUTES, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent portal) {
        tidying.shutdownNow();
    }

    private void tidy() {
        try {
            forget(clock.instant());
        } catch (RuntimeException e) {
            LOG.debugf("Old links stay a while longer: %s", e.getMessage());
        }
    }

    /** The code of a page under an edition: the one it has, or a new one. */
    String code(String target, String edition) {
        Instant now = now();
        String hash = sha256(edition + " " + target);
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<ShareEntity> known = ShareEntity.of(hash);
            if (known.isPresent()) {
                known.get().usedAt = now;
                return known.get().code;
            }
            var link = new ShareEntity();
            do {
                link.code = ShareCode.make(chance);
            } while (ShareEntity.findById(link.code) != null);
            link.target = target;
            link.targetHash = hash;
            link.edition = edition;
            link.madeAt = now;
            link.usedAt = now;
            link.persist();
            return link.code;
        });
    }

    /** The page behind a code, if it is not forgotten; opening it keeps it for longer. */
    Optional<Kept> open(String code) {
        Instant now = now();
        return QuarkusTransaction.requiringNew().call(() -> ShareEntity.<ShareEntity>findByIdOptional(code)
                .filter(link -> link.usedAt.plus(config.kept()).isAfter(now))
                .map(link -> {
                    if (link.usedAt.isBefore(now.minus(Duration.ofDays(1)))) { // not with every visit
                        link.usedAt = now;
                    }
                    return new Kept(link.target, link.edition);
                }));
    }

    /** Forgets what nobody has opened for too long at this time; how many links. */
    long forget(Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ShareEntity.delete("usedAt <= ?1", now.minus(config.kept())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
