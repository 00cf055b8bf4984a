package tlsready.cases;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import io.quarkus.security.identity.SecurityIdentity;

/** Who makes this request. Resources inject it; templates know it as {@code inject:signedIn}. */
@Named("signedIn")
@RequestScoped
public class SignedInResource {
    private final SecurityIdentity identity;

    SignedInResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The name; empty if nobody signed in. */
    public String getName() {
        return person().map(Person::name).orElse("");
    }

    /** Whether it is an administrator, who may use the rights of one. */
    public boolean isAdministrator() {
        return identity.hasRole(Roles.ADMINISTRATOR);
    }

    /** Whether it is somebody who may work with cases. */
    public boolean isStaff() {
        return identity.hasRole(Roles.STAFF);
    }

    /** Whether it is somebody who came through single sign-on, and has no password here. */
    public boolean isElsewhere() {
        return person().filter(Person::elsewhere).isPresent();
    }

    /** What every form has to send as {@code form-token}; templates include {@code cases/formToken}. */
    public String getFormToken() {
        return key().map(SessionKey::formToken).orElse("");
    }

    Optional<Person> person() {
        return Optional.ofNullable(identity.getAttribute(Person.class.getName()));
    }

    Optional<SessionKey> key() {
        return Optional.ofNullable(identity.getAttribute(SessionKey.class.getName()));
    }
}
