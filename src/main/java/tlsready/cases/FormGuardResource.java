package tlsready.cases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets a form through only if it carries the token of the session that it acts for: another site can make a browser send
 * a form, but cannot know the token.
 */
public class FormGuardResource {
    /** The field that carries the token. */
    static final String FIELD = "form-token";
    /** The session of the sign-in page, which is nobody's yet. */
    static final String SIGN_IN_COOKIE = "tlsready-sign-in";

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FORBIDDEN = 403;

    /** Put on every resource that acts for somebody who signed in. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Guarded {}

    /** Asks for the token. */
    @Guarded
    @ServerRequestFilter(readBody = true)
    public Optional<Response> check(ResteasyReactiveContainerRequestContext request) {
        if (HARMLESS.contains(request.getMethod())) {
            return Optional.empty();
        }
        boolean signingIn = request.getUriInfo().getPath().equals(SignInResource.PATH);
        Cookie cookie = request.getCookies().get(signingIn ? SIGN_IN_COOKIE : SessionServer.COOKIE);
        boolean ours = Optional.ofNullable(cookie)
                .flatMap(found -> SessionKey.read(found.getValue()))
                .filter(key -> key.sent(token(request)))
                .isPresent();
        return ours
                ? Optional.empty()
                : Optional.of(StaffGateResource.page(
                        FORBIDDEN,
                        "This form is too old",
                        "It belongs to another sign-in, or lay open for too long, or your browser keeps no cookies."
                                + " Nothing was changed. Go back, load the page again, and send it once more."));
    }

    private static String token(ResteasyReactiveContainerRequestContext request) {
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return context.getFormData() == null ? null : (String) context.getFormParameter(FIELD, true, false);
    }
}
