package tlsready.cases;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** One sign-in that still holds. It is kept here and not in the cookie, so that it can be ended, at once and everywhere. */
@Entity
@Table(name = "staff_session")
public class StaffSessionEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "staff_session_seq")
    @SequenceGenerator(name = "staff_session_seq", sequenceName = "staff_session_seq", allocationSize = 50)
    public Long id;

    /** SHA-256 of the key in the cookie. */
    @Column(name = "key_hash", nullable = false, unique = true, length = 64)
    public String keyHash;

    @Column(name = "staff_id", nullable = false)
    public Long staffId;

    @Column(name = "started_at", nullable = false)
    public Instant startedAt;

    /** When it was used last, to the minute. */
    @Column(name = "seen_at", nullable = false)
    public Instant seenAt;

    static Optional<StaffSessionEntity> withKey(SessionKey key) {
        return find("keyHash", key.hash()).firstResultOptional();
    }
}
