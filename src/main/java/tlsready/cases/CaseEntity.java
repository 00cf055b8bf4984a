package tlsready.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;

/** A support case. Its room is kept by the check. */
@Entity
@Table(name = "support_case")
public class CaseEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "support_case_seq")
    @SequenceGenerator(name = "support_case_seq", sequenceName = "support_case_seq", allocationSize = 1)
    public Long id;

    /** The letters of the customer's code. Kept as they are: staff have to send the link again. See docs/cases.md. */
    @Column(nullable = false, unique = true, length = CaseCode.LENGTH)
    public String code;

    @Column(name = "room_id", nullable = false)
    public Long roomId;

    @Column(nullable = false, length = 32)
    public String label;

    /** Number in the supporters' own system; null if there is none. */
    @Column(length = 60)
    public String ticket;

    /** Tag of the {@link CustomerLanguage}. */
    @Column(nullable = false, length = 8)
    public String language;

    @Column(nullable = false, length = 64)
    public String owner;

    @Column(name = "opened_by", nullable = false, length = 64)
    public String openedBy;

    @Column(name = "opened_at", nullable = false)
    public Instant openedAt;

    /** From then on nothing of it is left. */
    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    /** From then on nothing is added; null while it is open. */
    @Column(name = "closed_at")
    public Instant closedAt;

    /** Where the customer is in the guide: path and query. */
    @Column(nullable = false, columnDefinition = "text")
    public String place;

    /** When the customer was last there; null before the first time. */
    @Column(name = "customer_at")
    public Instant customerAt;

    /** How many events there are: the number of the last. */
    @Column(nullable = false)
    public int happened;

    static Optional<CaseEntity> withCode(CaseCode code, Instant now) {
        return find("code = ?1 and expiresAt > ?2", code.letters(), now).firstResultOptional();
    }

    static Optional<CaseEntity> withId(long id, Instant now) {
        return find("id = ?1 and expiresAt > ?2", id, now).firstResultOptional();
    }

    /** The same, and nobody else writes to it until the transaction ends: events keep their order. */
    static Optional<CaseEntity> locked(long id, Instant now) {
        return CaseEntity.<CaseEntity>find("id = ?1 and expiresAt > ?2", id, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The case of a room, locked like {@link #locked}. */
    static Optional<CaseEntity> lockedOfRoom(long room, Instant now) {
        return CaseEntity.<CaseEntity>find("roomId = ?1 and expiresAt > ?2", room, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The newest first. Empty texts ask for nothing; {@code %} in a text stands for itself. */
    static List<CaseEntity> newest(String owner, Optional<Boolean> open, String ticket, Instant now, int most) {
        return find(
                        "expiresAt > ?1 and (?2 = '' or owner = ?2)"
                                + " and (?3 = 'all' or (?3 = 'open' and closedAt is null)"
                                + " or (?3 = 'closed' and closedAt is not null))"
                                + " and (?4 = '' or locate(?4, lower(ticket)) > 0) order by id desc",
                        now,
                        owner,
                        open.map(yes -> yes ? "open" : "closed").orElse("all"),
                        ticket.toLowerCase(Locale.ROOT))
                .page(Page.ofSize(most))
                .list();
    }
}
