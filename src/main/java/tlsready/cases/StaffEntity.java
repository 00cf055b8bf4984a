package tlsready.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** Somebody who may sign in. Nobody is ever deleted: the audit trail names them. */
@Entity
@Table(name = "staff")
public class StaffEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "staff_seq")
    @SequenceGenerator(name = "staff_seq", sequenceName = "staff_seq", allocationSize = 1)
    public Long id;

    /** The name to sign in with, in small letters. */
    @Column(nullable = false, unique = true, length = 64)
    public String name;

    /** What {@link PasswordHash} keeps of the password. */
    @Column(nullable = false, length = 255)
    public String password;

    /** Whether an administrator made the password, so that it serves only to choose another. */
    @Column(name = "must_change", nullable = false)
    public boolean mustChange;

    /** One of {@link Roles}. */
    @Column(nullable = false, length = 32)
    public String role;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** Since when this person cannot sign in; null if they can. */
    @Column(name = "disabled_at")
    public Instant disabledAt;

    /** SHA-256 of how the provider of single sign-on calls this person; null for those who have a password here. */
    @Column(length = 64, unique = true)
    public String subject;

    /** Whether this person signs in through single sign-on, and has no password here. */
    public boolean isElsewhere() {
        return subject != null;
    }

    /** Whether this person can sign in. */
    public boolean isActive() {
        return disabledAt == null;
    }

    /** Whether this person is an administrator. */
    public boolean isAdministrator() {
        return Roles.ADMINISTRATOR.equals(role);
    }

    /** The person with this name, however its letters are written. */
    static Optional<StaffEntity> named(String name) {
        return find("name", spelled(name)).firstResultOptional();
    }

    /** The person whom the provider of single sign-on calls so. */
    static Optional<StaffEntity> withSubject(String subject) {
        return find("subject", subject).firstResultOptional();
    }

    /** The form of a name under which it is kept. */
    static String spelled(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The person with this id, and nobody else changes who may do what until the transaction is over. */
    static StaffEntity locked(long id) {
        List<StaffEntity> all = StaffEntity.<StaffEntity>find("order by id")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        return all.stream().filter(person -> person.id == id).findFirst().orElseThrow();
    }

    static List<StaffEntity> everybody() {
        return list("order by name");
    }

    /** How many others could still look after staff, with a password: the provider of single sign-on may be away. */
    static long otherAdministrators(StaffEntity person) {
        return count(
                "role = ?1 and disabledAt is null and subject is null and id <> ?2", Roles.ADMINISTRATOR, person.id);
    }
}
