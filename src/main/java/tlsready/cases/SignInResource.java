package tlsready.cases;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where staff sign in. */
@Path(SignInResource.PATH)
@Produces("text/html;charset=utf-8")
@Blocking
@FormGuardResource.Guarded
public class SignInResource {
    static final String PATH = "/staff/login";

    /** Only pages of ours may come next. */
    private static final Pattern OURS =
            Pattern.compile("/staff(/[A-Za-z0-9/_.~-]*)?(\\?([A-Za-z0-9/_.~=&+-]|%[0-9A-Fa-f]{2})*+)?");

    private static final int LONGEST = 256;

    private final SignInServer signIn;
    private final RandomGenerator chance;
    private final SsoServer sso;
    private final boolean secure;

    SignInResource(
            SignInServer signIn,
            RandomGenerator chance,
            SsoServer sso,
            @ConfigProperty(name = "portal.address") Optional<String> portal) {
        this.signIn = signIn;
        this.chance = chance;
        this.sso = sso;
        this.secure = portal.filter(address -> address.startsWith("https:")).isPresent();
    }

    /** The form. */
    @GET
    @Operation(hidden = true)
    public Response form(@QueryParam("next") String next, @Context HttpServerRequest request) {
        signIn.requireDatabase();
        return form(200, next, "", Optional.empty(), request);
    }

    /** Signs in. */
    @POST
    @Operation(hidden = true)
    public Response signIn(
            @FormParam("name") String name,
            @FormParam("password") String password,
            @FormParam("next") String next,
            @Context HttpServerRequest request) {
        if (sso.isTheOnlyWay()) {
            return StaffGateResource.page(
                    403, "Nobody signs in with a password here", "Sign in through " + sso.name() + ".");
        }
        String who = name == null ? "" : name.strip();
        String secret = password == null ? "" : password;
        if (who.isEmpty() || secret.isEmpty() || who.length() > LONGEST || secret.length() > LONGEST) {
            return form(400, next, "", Optional.of("Type your name and your password."), request);
        }
        SignIn end = signIn.signIn(who, secret, address(request));
        if (end instanceof SignIn.Granted granted) {
            return Response.seeOther(URI.create(ours(next)))
                    .cookie(session(granted.key(), request))
                    .cookie(gone(FormGuardResource.SIGN_IN_COOKIE, PATH))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        if (end instanceof SignIn.Locked locked) {
            Response page = form(
                    429,
                    next,
                    who,
                    Optional.of("There were too many tries to sign in. Wait " + minutes(locked)
                            + ", and try again. If you forgot your password, ask an administrator for a new one."),
                    request);
            return Response.fromResponse(page)
                    .header(HttpHeaders.RETRY_AFTER, locked.minutes() * 60)
                    .build();
        }
        return form(
                401,
                next,
                who,
                Optional.of("This name and this password do not belong together. Type both again, or ask an"
                        + " administrator for a new password."),
                request);
    }

    private static String minutes(SignIn.Locked locked) {
        return locked.minutes() == 1 ? "a minute" : locked.minutes() + " minutes";
    }

    private Response form(int status, String next, String name, Optional<String> trouble, HttpServerRequest request) {
        SessionKey key = SessionKey.random(chance);
        return Response.status(status)
                .entity(new StaffViews.login(
                                key.formToken(), ours(next), name, sso(ours(next)), !sso.isTheOnlyWay(), trouble)
                        .render())
                .type("text/html;charset=utf-8")
                .cookie(cookie(FormGuardResource.SIGN_IN_COOKIE, key.text(), PATH, NewCookie.SameSite.STRICT, request)
                        .build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Optional<StaffViews.Sso> sso(String next) {
        String address = SsoResource.PATH + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return sso.isConfigured() ? Optional.of(new StaffViews.Sso(sso.name(), address)) : Optional.empty();
    }

    /** The cookie of a session that was opened. */
    NewCookie session(SessionKey key, HttpServerRequest request) {
        return cookie(SessionServer.COOKIE, key.text(), StaffResource.HOME, NewCookie.SameSite.LAX, request)
                .build();
    }

    /** A cookie that scripts do not see, until the browser is closed; over HTTPS only where the portal has it. */
    NewCookie.Builder cookie(
            String name, String value, String path, NewCookie.SameSite sameSite, HttpServerRequest request) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .httpOnly(true)
                .secure(secure || "https".equals(request.scheme()))
                .sameSite(sameSite);
    }

    /** Takes a cookie away. */
    static NewCookie gone(String name, String path) {
        return new NewCookie.Builder(name)
                .value("")
                .path(path)
                .httpOnly(true)
                .maxAge(0)
                .build();
    }

    /** The page that comes next, if it is one of ours; otherwise where staff begin. */
    static String ours(String next) {
        return next != null && next.length() <= LONGEST && OURS.matcher(next).matches() && !next.startsWith(PATH)
                ? next
                : StaffResource.HOME;
    }

    /** Where the request came from. */
    static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
