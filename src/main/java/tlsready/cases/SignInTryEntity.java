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

/** One try to sign in, by name or by address. Names that nobody has are counted alike, so that tries do not tell them apart. */
@Entity
@Table(name = "sign_in_try")
public class SignInTryEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "sign_in_try_seq")
    @SequenceGenerator(name = "sign_in_try_seq", sequenceName = "sign_in_try_seq", allocationSize = 50)
    public Long id;

    /** SHA-256 of the name, or of the network that the address belongs to: neither is kept. */
    @Column(nullable = false, length = 64)
    public String subject;

    @Column(name = "tried_at", nullable = false)
    public Instant triedAt;

    /** How often this was tried since then. */
    static long tries(String subject, Instant since) {
        return count("subject = ?1 and triedAt > ?2", subject, since);
    }

    static void add(String subject, Instant now) {
        var entity = new SignInTryEntity();
        entity.subject = subject;
        entity.triedAt = now;
        entity.persist();
    }

    static void forgetNewest(String subject) {
        SignInTryEntity.<SignInTryEntity>find("subject = ?1 order by triedAt desc, id desc", subject)
                .firstResultOptional()
                .ifPresent(SignInTryEntity::delete);
    }

    static void forget(String subject) {
        delete("subject", subject);
    }
}
