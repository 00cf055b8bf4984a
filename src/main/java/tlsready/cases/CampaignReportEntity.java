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

/** That a report was counted: a hash of it, so that it never counts twice. */
@Entity
@Table(name = "campaign_report")
public class CampaignReportEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_report_seq")
    @SequenceGenerator(name = "campaign_report_seq", sequenceName = "campaign_report_seq", allocationSize = 100)
    public Long id;

    @Column(name = "group_id", nullable = false)
    public Long groupId;

    @Column(name = "content_hash", nullable = false, length = 64)
    public String hash;

    @Column(name = "arrived_at", nullable = false)
    public Instant arrivedAt;
}
