package tlsready.cases;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** Machines of a campaign that belong together and share a package. */
@Entity
@Table(name = "campaign_group")
public class CampaignGroupEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_group_seq")
    @SequenceGenerator(name = "campaign_group_seq", sequenceName = "campaign_group_seq", allocationSize = 1)
    public Long id;

    @Column(name = "campaign_id", nullable = false)
    public Long campaignId;

    @Column(nullable = false, length = 100)
    public String name;

    /** What travels in clear: it only adds. */
    @Column(nullable = false, length = 8)
    public String label;

    /** With which reports are signed; it stands in the package of the group. */
    @Column(nullable = false, length = 64)
    public String secret;

    /** How many machines there are as an administrator says; 0 if nobody said. */
    @Column(nullable = false)
    public int expected;

    static List<CampaignGroupEntity> of(long campaign) {
        return list("campaignId = ?1 order by id", campaign);
    }
}
