package tlsready.cases;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;

/** One line of the audit trail: who did what, when, to which case or person. Lines are added and, when old, deleted. */
@Entity
@Table(name = "audit")
public class AuditEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
    @SequenceGenerator(name = "audit_seq", sequenceName = "audit_seq", allocationSize = 1)
    public Long id;

    @Column(name = "at_time", nullable = false)
    public Instant at;

    /** Name of the person, as it was then. */
    @Column(nullable = false, length = 64)
    public String who;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 32)
    public Deed deed;

    /** Reference of the case, or name of the person, it was done to; empty if neither. */
    @Column(nullable = false, length = 64)
    public String subject;

    /** The newest lines before this id, newest first; about this subject only, unless it is empty. */
    static List<AuditEntity> before(long id, String subject, int most) {
        return find("id < ?1 and (?2 = '' or subject = ?2) order by id desc", id, subject)
                .page(Page.ofSize(most))
                .list();
    }
}
