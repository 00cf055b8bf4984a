package tlsready.cases;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A key for receipts: its open part for ever, its private part sealed. */
@Entity
@Table(name = "signing_key")
public class SigningKeyEntity extends PanacheEntityBase {
    /** Its thumbprint. */
    @Id
    @Column(length = 43)
    public String kid;

    /** The open part, base64url. */
    @Column(nullable = false, length = 43)
    public String x;

    /** The private part as {@link SigningSeal} sealed it; null once it signs no more. */
    @Column(columnDefinition = "text")
    public String sealed;

    @Column(name = "signs_from", nullable = false)
    public Instant signsFrom;

    @Column(name = "signs_until", nullable = false)
    public Instant signsUntil;

    VerifyKey open() {
        return new VerifyKey(Jws.decode(x), signsFrom, signsUntil);
    }

    /** All there are, the newest first. */
    static List<SigningKeyEntity> newestFirst() {
        return list("order by signsFrom desc, kid");
    }
}
