package tlsready.cases;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Those among staff who come through single sign-on: made when they come first, and given the role of their groups each time. */
@ApplicationScoped
public class SsoStaffServer {
    /** Who stands in the audit trail for what the provider decides. No person can be called so. */
    static final String PROVIDER = "single sign-on";

    private final SsoConfig config;
    private final Clock clock;
    private final Audit audit;

    SsoStaffServer(SsoConfig config, Clock clock, Audit audit) {
        this.config = config;
        this.clock = clock;
        this.audit = audit;
    }

    /** What came of it: a person, or a sentence why not. */
    private record Arrived(Optional<StaffEntity> person, String refusal) {
        static Arrived as(StaffEntity person) {
            return new Arrived(Optional.of(person), "");
        }

        static Arrived not(String refusal) {
            return new Arrived(Optional.empty(), refusal);
        }
    }

    /**
     * The person whom this token is about. They are known by what the provider calls them, never by their name, which
     * can change hands there.
     *
     * @param role what their groups give them; nothing if none of ours is among them
     */
    StaffEntity arrive(String issuer, IdToken token, Optional<String> role) throws SsoTrouble {
        String name = StaffEntity.spelled(token.name());
        boolean named = PeopleResource.NAME.matcher(name).matches();
        String subject = Sha256.hex(issuer + " " + token.subject());
        Arrived arrived;
        if (role.isEmpty()) {
            arrived = Arrived.not(
                    "You are in none of the groups that may work here. Ask those who look after your account"
                            + " for one, and sign in again.");
        } else if (!named) {
            arrived = Arrived.not(
                    "Your account has no name that can be used here: it needs 2 to 64 letters and digits, with"
                            + " . _ @ + or - between them. The operator of this portal can choose another claim for it.");
        } else {
            arrived = QuarkusTransaction.requiringNew().call(() -> StaffEntity.withSubject(subject)
                    .map(known -> again(known, role.get()))
                    .orElseGet(() -> first(subject, name, role.get())));
        }
        if (arrived.person().isEmpty()) {
            if (named) {
                QuarkusTransaction.requiringNew().run(() -> audit.record(name, Deed.REFUSED_ELSEWHERE, ""));
            }
            throw SsoTrouble.forbidden(arrived.refusal(), "somebody was refused, as the audit trail says");
        }
        return arrived.person().get();
    }

    private Arrived again(StaffEntity known, String role) {
        if (!known.isActive()) {
            return Arrived.not("An administrator of this portal has disabled you. Ask one of them.");
        }
        if (!known.role.equals(role)) {
            known.role = role;
            StaffSessionEntity.delete("staffId", known.id);
            audit.record(
                    PROVIDER,
                    Roles.ADMINISTRATOR.equals(role) ? Deed.STAFF_MADE_ADMINISTRATOR : Deed.STAFF_MADE_STAFF,
                    known.name);
        }
        return Arrived.as(known);
    }

    private Arrived first(String subject, String name, String role) {
        Optional<StaffEntity> same = StaffEntity.named(name);
        if (same.isPresent()) {
            return config.adopts() && !same.get().isElsewhere()
                    ? adopted(StaffEntity.locked(same.get().id), subject, role)
                    : Arrived.not(
                            "Somebody else has the name " + name + " here already. The operator of this portal can let"
                                    + " single sign-on take over such names (sso.adopts), or choose another claim for names.");
        }
        Instant now = clock.instant();
        var person = new StaffEntity();
        person.name = name;
        person.createdAt = now;
        comes(person, subject, role);
        person.persist();
        audit.record(PROVIDER, Deed.STAFF_ADDED, name);
        return Arrived.as(person);
    }

    private Arrived adopted(StaffEntity person, String subject, String role) {
        if (!person.isActive()) {
            return Arrived.not("An administrator of this portal has disabled you. Ask one of them.");
        }
        if (!StaffServer.canBeSpared(person)) {
            return Arrived.not("You are the only administrator who can sign in with a password. Make somebody else one"
                    + " first, so that somebody gets in while single sign-on does not answer.");
        }
        comes(person, subject, role);
        StaffSessionEntity.delete("staffId", person.id);
        audit.record(PROVIDER, Deed.STAFF_ADOPTED, person.name);
        return Arrived.as(person);
    }

    private static void comes(StaffEntity person, String subject, String role) {
        person.subject = subject;
        person.role = role;
        person.password = PasswordHash.NOBODY.text();
        person.mustChange = false;
    }
}
