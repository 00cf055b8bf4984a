package tlsready.cases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Single sign-on of staff. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "sso")
public interface SsoConfig {
    /** The provider, as it calls itself; without it there is no single sign-on. */
    Optional<String> issuer();

    /** How the provider calls this portal. */
    Optional<String> clientId();

    /** What this portal shows the provider; nothing for a public client. */
    Optional<String> clientSecret();

    /** How people call it. */
    String name();

    /** What is asked for, with blanks between. */
    String scope();

    /** The claim that has the name of a person. */
    String nameClaim();

    /** The claim that has their groups. */
    String groupsClaim();

    /** Whoever is in one of these works with cases. */
    Optional<List<String>> staffGroups();

    /** Whoever is in one of these is an administrator. */
    Optional<List<String>> administratorGroups();

    /** Whether nobody signs in with a password any more. */
    boolean instead();

    /** Whether people with a password here are taken over by their name. */
    boolean adopts();

    /** Time for each question to the provider. */
    Duration patience();
}
