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

/** News of a campaign on their way to its webhook. */
@Entity
@Table(name = "campaign_delivery")
public class CampaignDeliveryEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_delivery_seq")
    @SequenceGenerator(name = "campaign_delivery_seq", sequenceName = "campaign_delivery_seq", allocationSize = 1)
    public Long id;

    @Column(name = "campaign_id", nullable = false)
    public Long campaignId;

    @Column(nullable = false, columnDefinition = "text")
    public String body;

    @Column(name = "made_at", nullable = false)
    public Instant madeAt;

    /** When it is tried next; null once it has arrived, or was given up. */
    @Column(name = "due_at")
    public Instant dueAt;

    @Column(nullable = false)
    public int tries;

    @Column(name = "delivered_at")
    public Instant deliveredAt;

    /** What the last try came to, in words. */
    @Column(nullable = false, length = 200)
    public String answer;
}
