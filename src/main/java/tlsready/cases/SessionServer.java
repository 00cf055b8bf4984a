package tlsready.cases;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Knows staff again by the cookie of their session. Without the cookie a request is nobody's, and nothing is looked up. */
@ApplicationScoped
public class SessionServer implements HttpAuthenticationMechanism {
    /** The cookie. It goes to staff pages only. */
    static final String COOKIE = "tlsready-staff";
    /** Set on a request whose session could not be looked up. */
    static final String NO_DATABASE = "staff.no-database";

    private static final Logger LOG = Logger.getLogger(SessionServer.class);

    /** Asks whose session this is. */
    static final class Asked extends BaseAuthenticationRequest {
        private final SessionKey key;

        Asked(SessionKey key) {
            this.key = key;
        }
    }

    /** Answers it from the database. */
    @ApplicationScoped
    public static class Sessions implements IdentityProvider<Asked> {
        private final SignInServer signIn;

        Sessions(SignInServer signIn) {
            this.signIn = signIn;
        }

        @Override
        public Class<Asked> getRequestType() {
            return Asked.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(Asked asked, AuthenticationRequestContext context) {
            return context.runBlocking(() ->
                    identity(signIn.person(asked.key).orElseThrow(AuthenticationFailedException::new), asked.key));
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Cookie cookie = request.request().getCookie(COOKIE);
        Optional<SessionKey> key = cookie == null ? Optional.empty() : SessionKey.read(cookie.getValue());
        if (key.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return identities
                .authenticate(new Asked(key.get()))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull()
                .onFailure(SessionServer::isTrouble)
                .recoverWithItem(trouble -> {
                    LOG.warnf("Staff cannot be known again without the database: %s", trouble.getMessage());
                    request.put(NO_DATABASE, true);
                    return null;
                });
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(HttpResponseStatus.UNAUTHORIZED.code()));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Asked.class);
    }

    /** Somebody with a one-time password has no role until they have chosen another. */
    private static SecurityIdentity identity(Person person, SessionKey key) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person.name()))
                .addAttribute(Person.class.getName(), person)
                .addAttribute(SessionKey.class.getName(), key);
        if (!person.mustChange()) {
            identity.addRole(Roles.STAFF);
            if (person.administrator()) {
                identity.addRole(Roles.ADMINISTRATOR);
            }
        }
        return identity.build();
    }

    private static boolean isTrouble(Throwable failure) {
        return failure instanceof PersistenceException || failure instanceof QuarkusTransactionException;
    }
}
