package tlsready.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A machine by its pseudonym: one that reported, or that was expected to. */
@Entity
@Table(name = "campaign_machine")
public class CampaignMachineEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_machine_seq")
    @SequenceGenerator(name = "campaign_machine_seq", sequenceName = "campaign_machine_seq", allocationSize = 100)
    public Long id;

    @Column(name = "group_id", nullable = false)
    public Long groupId;

    @Column(nullable = false, length = 12)
    public String pseudonym;

    /** Whether an administrator listed it. */
    @Column(nullable = false)
    public boolean expected;

    /** When it was last heard of; null if never. */
    @Column(name = "heard_at")
    public Instant heardAt;

    /** Whether it has ever sent a signed report: then it takes no others. */
    @Column(nullable = false)
    public boolean signed;

    /** Whether it was first heard of after the deadline. */
    @Column(nullable = false)
    public boolean late;

    /** How many reports counted. */
    @Column(nullable = false)
    public int reports;

    /** The day of its last change, in days since 1970 (UTC); 0 if there was none. */
    @Column(name = "changes_on", nullable = false)
    public long changesOn;

    /** How many changes there were on that day. */
    @Column(nullable = false)
    public int changes;

    /** How many changes were not written down, on whatever day, because there were too many. */
    @Column(nullable = false)
    public int unwritten;

    /** What is kept of the last evidence, as it travels in addresses; null if there was none. */
    @Column(columnDefinition = "text")
    public String evidence;

    /** These machines of one group, each locked until the transaction is over. */
    static List<CampaignMachineEntity> locked(long group, Collection<String> pseudonyms) {
        return CampaignMachineEntity.<CampaignMachineEntity>find(
                        "groupId = ?1 and pseudonym in ?2 order by id", group, pseudonyms)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
