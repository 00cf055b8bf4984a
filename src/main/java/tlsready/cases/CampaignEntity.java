package tlsready.cases;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A campaign: machines of several groups that have to reach a target before a deadline. */
@Entity
@Table(name = "campaign")
public class CampaignEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_seq")
    @SequenceGenerator(name = "campaign_seq", sequenceName = "campaign_seq", allocationSize = 1)
    public Long id;

    @Column(nullable = false, length = 100)
    public String name;

    /** Id of a target of the knowledge. */
    @Column(nullable = false, length = 64)
    public String target;

    /** With which machines make their pseudonyms. */
    @Column(nullable = false, length = 64)
    public String salt;

    @Column(name = "opened_by", nullable = false, length = 64)
    public String openedBy;

    @Column(name = "opened_at", nullable = false)
    public Instant openedAt;

    @Column(nullable = false)
    public Instant deadline;

    /** Since when it takes no reports; null while it does. */
    @Column(name = "closed_at")
    public Instant closedAt;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    /** Where news go; null if nowhere. */
    @Column(length = 500)
    public String webhook;

    /** With which news are signed. */
    @Column(name = "webhook_secret", length = 64)
    public String webhookSecret;

    /** Whether it takes reports. */
    public boolean takesReports(Instant now) {
        return closedAt == null && now.isBefore(expiresAt);
    }
}
