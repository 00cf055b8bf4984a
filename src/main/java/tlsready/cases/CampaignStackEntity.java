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

/** Where a machine stands with one stack. */
@Entity
@Table(name = "campaign_stack")
public class CampaignStackEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_stack_seq")
    @SequenceGenerator(name = "campaign_stack_seq", sequenceName = "campaign_stack_seq", allocationSize = 100)
    public Long id;

    @Column(name = "machine_id", nullable = false)
    public Long machineId;

    @Column(nullable = false, length = 32)
    public String stack;

    /** A token of {@link FleetVerdict}. */
    @Column(nullable = false, length = 16)
    public String verdict;

    @Column(nullable = false, length = 32)
    public String reason;

    @Column(name = "found_at", nullable = false)
    public Instant foundAt;

    /** Whether the check saw it itself. */
    @Column(nullable = false)
    public boolean seen;

    @Column(name = "first_passed")
    public Instant firstPassed;

    /** By the clock of the machine: when it last claimed something of this stack; null if never. */
    @Column(name = "claimed_at")
    public Instant claimedAt;

    FleetStanding standing() {
        var result = new StackResult(stack, FleetVerdict.called(verdict), reason);
        return new FleetStanding(result, foundAt, seen, Optional.ofNullable(firstPassed));
    }

    void set(FleetStanding standing) {
        stack = standing.now().stack();
        verdict = standing.now().verdict().token();
        reason = standing.now().reason();
        foundAt = standing.when();
        seen = standing.seen();
        firstPassed = standing.firstPassed().orElse(null);
    }
}
