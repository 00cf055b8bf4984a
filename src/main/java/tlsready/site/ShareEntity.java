package tlsready.site;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A short link. */
@Entity
@Table(name = "share_link")
public class ShareEntity extends PanacheEntityBase {
    @Id
    @Column(length = 16)
    public String code;

    /** Canonical path and query of a page of ours, without an edition. */
    @Column(nullable = false, columnDefinition = "text")
    public String target;

    /** SHA-256 of edition and target: the same page under the same edition has one link. */
    @Column(name = "target_hash", nullable = false, unique = true, length = 64)
    public String targetHash;

    /** Edition of the knowledge it was made under. */
    @Column(nullable = false, length = 16)
    public String edition;

    @Column(name = "made_at", nullable = false)
    public Instant madeAt;

    /** The day it was last opened, about. */
    @Column(name = "used_at", nullable = false)
    public Instant usedAt;

    static Optional<ShareEntity> of(String targetHash) {
        return find("targetHash", targetHash).firstResultOptional();
    }
}
