package tlsready.site;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Brings the tables of the database up to date, as soon as the database is there: the portal does not wait for it. */
@ApplicationScoped
public class DatabaseServer {
    private static final Logger LOG = Logger.getLogger(DatabaseServer.class);
    private static final int PAUSE_SECONDS = 10;

    private final Flyway flyway;
    private ScheduledExecutorService trying;

    DatabaseServer(Flyway flyway) {
        this.flyway = flyway;
    }

    void start(@Observes StartupEvent portal) {
        if (migrated()) {
            return;
        }
        trying = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "database");
            thread.setDaemon(true);
            return thread;
        });
        trying.scheduleWithFixedDelay(
                () -> {
                    if (migrated()) {
                        trying.shutdown();
                    }
                },
                PAUSE_SECONDS,
                PAUSE_SECONDS,
                TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent portal) {
        if (trying != null) {
            trying.shutdownNow();
        }
    }

    private boolean migrated() {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            LOG.warnf("The database is not ready, waiting rooms have to wait: %s", firstLine(e));
            return false;
        }
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
    }
}
