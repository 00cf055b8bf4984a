package tlsready.cases;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Where staff go to sign in through single sign-on, and where they come back. */
@Path(SsoResource.PATH)
@Produces("text/html;charset=utf-8")
@Blocking
@FormGuardResource.Guarded
public class SsoResource {
    static final String PATH = "/staff/sso";
    /** The key of a sign-in that is going on, and the page that comes next. */
    static final String COOKIE = "tlsready-sso";

    private static final Logger LOG = Logger.getLogger(SsoResource.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int KEY = 43;

    private final SsoServer sso;
    private final SignInResource pages;
    private final FleetAddressServer addresses;
    private final RandomGenerator chance;

    SsoResource(SsoServer sso, SignInResource pages, FleetAddressServer addresses, RandomGenerator chance) {
        this.sso = sso;
        this.pages = pages;
        this.addresses = addresses;
        this.chance = chance;
    }

    /** Sends them to the provider. */
    @GET
    @Operation(hidden = true)
    public Response go(@QueryParam("next") String next, @Context HttpServerRequest request) {
        if (!sso.isConfigured()) {
            return missing();
        }
        SessionKey key = SessionKey.random(chance);
        try {
            URI provider = sso.begin(key, back(request));
            String value = key.text() + Jws.encode(SignInResource.ours(next).getBytes(StandardCharsets.UTF_8));
            return Response.seeOther(provider)
                    .cookie(pages.cookie(COOKIE, value, PATH, NewCookie.SameSite.LAX, request)
                            .maxAge((int) PATIENCE.toSeconds())
                            .build())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (SsoTrouble trouble) {
            return page(trouble);
        }
    }

    /** Takes them back, and signs them in. */
    @GET
    @Path("back")
    @Operation(hidden = true)
    public Response back(
            @QueryParam("code") String code,
            @QueryParam("state") String state,
            @QueryParam("iss") String iss,
            @QueryParam("error") String error,
            @CookieParam(COOKIE) String cookie,
            @Context HttpServerRequest request) {
        if (!sso.isConfigured()) {
            return missing();
        }
        try {
            SessionKey key = Optional.ofNullable(cookie)
                    .filter(value -> value.length() >= KEY)
                    .flatMap(value -> SessionKey.read(value.substring(0, KEY)))
                    .orElseThrow(() -> SsoTrouble.stale("somebody came back without a cookie of ours"));
            var brought = new SsoServer.Return(code, state, iss, error);
            SessionKey session = sso.finish(key, brought, back(request), SignInResource.address(request));
            return Response.seeOther(URI.create(next(cookie)))
                    .cookie(pages.session(session, request), SignInResource.gone(COOKIE, PATH))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (SsoTrouble trouble) {
            return page(trouble);
        }
    }

    private String back(HttpServerRequest request) {
        return addresses.origin(request) + PATH + "/back";
    }

    /** The page after the key in the cookie, if it is one of ours. */
    private static String next(String cookie) {
        try {
            return SignInResource.ours(new String(Jws.decode(cookie.substring(KEY)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return StaffResource.HOME;
        }
    }

    private static Response page(SsoTrouble trouble) {
        LOG.infof("Nobody was signed in through single sign-on: %s", trouble.getMessage());
        Response page =
                StaffGateResource.page(trouble.kind().status(), trouble.kind().title(), trouble.words());
        return Response.fromResponse(page)
                .cookie(SignInResource.gone(COOKIE, PATH))
                .build();
    }

    private static Response missing() {
        return StaffGateResource.page(
                404,
                "There is no single sign-on here",
                "The operator of this portal has not set it up. Sign in with the name and the password that an"
                        + " administrator gave you.");
    }
}
