package tlsready.cases;

import java.time.Instant;
import java.util.Collection;
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

/** Something that happened in a case. */
@Entity
@Table(name = "case_event")
public class CaseEventEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "case_event_seq")
    @SequenceGenerator(name = "case_event_seq", sequenceName = "case_event_seq", allocationSize = 50)
    public Long id;

    @Column(name = "case_id", nullable = false)
    public Long caseId;

    @Column(nullable = false)
    public int number;

    @Column(name = "happened_at", nullable = false)
    public Instant happenedAt;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 32)
    public CaseEvent.Kind kind;

    @Column(name = "by_whom", nullable = false, length = 64)
    public String by;

    @Column(nullable = false, columnDefinition = "text")
    public String words;

    @Column(columnDefinition = "text")
    public String place;

    @Column(length = 64)
    public String sha256;

    @Column(name = "visit_id")
    public Long visitId;

    static List<CaseEventEntity> in(long caseId, int after) {
        return list("caseId = ?1 and number > ?2 order by number", caseId, after);
    }

    /** All of these kinds, in order. */
    static List<CaseEventEntity> of(long caseId, Collection<CaseEvent.Kind> kinds) {
        return list("caseId = ?1 and kind in ?2 order by number", caseId, kinds);
    }

    /** The last of a kind, or null. */
    static CaseEventEntity last(long caseId, CaseEvent.Kind kind) {
        return find("caseId = ?1 and kind = ?2 order by number desc", caseId, kind)
                .firstResult();
    }
}
