package tlsready.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Carries news of waiting rooms between replicas that share one PostgreSQL, by its own notifications. With H2 there are
 * no other replicas, and nothing to do.
 */
@ApplicationScoped
public class NewsFeed {
    private static final Logger LOG = Logger.getLogger(NewsFeed.class);
    private static final String CHANNEL = "tlsready_rooms";
    /** Shown by the database for the connection that listens. */
    private static final String NAME = "tlsready news";

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int PAUSE_SECONDS = 1;
    /** What came while nobody listened is asked for, when somebody listens again. */
    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Inject
    EntityManager database;

    @Inject
    CheckFeed check;

    @Inject
    RoomConfig rooms;

    private Thread thread;
    private volatile boolean stopping;
    private volatile boolean listening;
    private volatile long since;

    void start(@Observes StartupEvent portal) {
        if (shared()) {
            thread = new Thread(this::work, "check-news");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent portal) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(3));
        }
    }

    /**
     * Tells all replicas, as soon as the transaction of now is through, that there is news in this room.
     *
     * @param room its id
     */
    public void tell(long room) {
        if (shared()) {
            database.unwrap(Session.class).doWork(connection -> {
                try (var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
                    notify.setString(1, CHANNEL);
                    notify.setString(2, Long.toString(room));
                    notify.execute();
                }
            });
        }
    }

    /** Whether the database has to be asked in this second of a live page, because nobody would tell. */
    boolean mustAsk(long second) {
        return !listening
                || System.nanoTime() - since < CATCH_UP_NANOS
                || second % Math.max(1, rooms.look().toSeconds()) == 0;
    }

    private boolean shared() {
        return url.startsWith("jdbc:postgresql:");
    }

    private void work() {
        boolean said = false;
        while (!stopping) {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                if (!said) { // said once, not with every try
                    LOG.warnf("News of other replicas come late while the database is away: %s", e.getMessage());
                }
                said = !listening;
            }
            listening = false;
            if (!pause()) {
                return;
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Listens until the connection breaks. It is a connection of its own: those of the pool are only lent. */
    private void listen() throws SQLException {
        var account = new Properties();
        account.setProperty("user", user);
        account.setProperty("password", password);
        account.setProperty("ApplicationName", NAME);
        try (Connection connection = DriverManager.getConnection(url, account);
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            since = System.nanoTime();
            listening = true;
            var news = connection.unwrap(PGConnection.class);
            while (!stopping) {
                PGNotification[] came = news.getNotifications(PATIENCE_MILLIS);
                if (came == null || came.length == 0) {
                    statement.execute("select 1"); // a connection that broke in silence is noticed by using it
                    continue;
                }
                for (PGNotification one : came) {
                    check.hasNews(Long.parseLong(one.getParameter()));
                }
            }
        }
    }
}
