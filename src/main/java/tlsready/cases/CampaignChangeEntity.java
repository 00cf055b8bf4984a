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
import org.hibernate.annotations.DynamicUpdate;

/** A change of the standing of one machine with one stack. Only what changed is written: told and state are two threads'. */
@Entity
@DynamicUpdate
@Table(name = "campaign_change")
public class CampaignChangeEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_change_seq")
    @SequenceGenerator(name = "campaign_change_seq", sequenceName = "campaign_change_seq", allocationSize = 100)
    public Long id;

    @Column(name = "group_id", nullable = false)
    public Long groupId;

    @Column(name = "machine_id", nullable = false)
    public Long machineId;

    @Column(nullable = false, length = 32)
    public String stack;

    /** A token of {@link FleetState}. */
    @Column(nullable = false, length = 16)
    public String state;

    @Column(name = "at_time", nullable = false)
    public Instant madeAt;

    /** The newest change of this machine and stack since then. */
    static Optional<CampaignChangeEntity> newest(long machine, String stack, Instant since) {
        return find(
                        "machineId = ?1 and stack = ?2 and madeAt >= ?3 order by madeAt desc, id desc",
                        machine,
                        stack,
                        since)
                .firstResultOptional();
    }

    /** Whether the webhook of its campaign was told, or there is none. */
    @Column(nullable = false)
    public boolean told;
}
