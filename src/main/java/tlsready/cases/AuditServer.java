package tlsready.cases;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Keeps the audit trail in the database. */
@ApplicationScoped
public class AuditServer implements Audit {
    private final Clock clock;

    AuditServer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void record(String who, Deed deed, String subject) {
        QuarkusTransaction.joiningExisting().run(() -> {
            var line = new AuditEntity();
            line.at = clock.instant();
            line.who = who;
            line.deed = deed;
            line.subject = subject;
            line.persist();
        });
    }

    /** The newest lines before this id, newest first; about this subject only, unless it is empty. */
    List<AuditEntity> before(long id, String subject, int most) {
        return QuarkusTransaction.joiningExisting().call(() -> AuditEntity.before(id, subject, most));
    }
}
