package tlsready.cases;

import java.net.URI;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The start page of staff, their own password, and the way out. */
@Path(StaffResource.HOME)
@Produces("text/html;charset=utf-8")
@Blocking
@Authenticated
@FormGuardResource.Guarded
public class StaffResource {
    static final String HOME = "/staff";
    static final String PASSWORD = HOME + "/password";

    private final SignedInResource signedIn;
    private final SignInServer signIn;

    StaffResource(SignedInResource signedIn, SignInServer signIn) {
        this.signedIn = signedIn;
        this.signIn = signIn;
    }

    /** Where staff begin. */
    @GET
    @RolesAllowed(Roles.STAFF)
    @Operation(hidden = true)
    public Response home() {
        return page(200, new StaffViews.home());
    }

    /** The form for another password. */
    @GET
    @Path("password")
    @Operation(hidden = true)
    public Response password() {
        if (signedIn.isElsewhere()) {
            return elsewhere(200);
        }
        return page(200, new StaffViews.password(mustChange(), Passwords.SHORTEST, Optional.empty()));
    }

    /** Changes the password. */
    @POST
    @Path("password")
    @Operation(hidden = true)
    public Response change(
            @FormParam("password") String old,
            @FormParam("new-password") String chosen,
            @FormParam("repeated") String repeated) {
        if (signedIn.isElsewhere()) {
            return elsewhere(409);
        }
        boolean first = mustChange();
        Optional<String> trouble = signIn.change(
                signedIn.person().orElseThrow(), signedIn.key().orElseThrow(), text(old), text(chosen), text(repeated));
        if (trouble.isPresent()) {
            return page(400, new StaffViews.password(first, Passwords.SHORTEST, trouble));
        }
        return first
                ? Response.seeOther(URI.create(HOME)).build()
                : StaffGateResource.page(
                        200,
                        "Your password is changed",
                        "You are still signed in here. Everywhere else you have to sign in again.");
    }

    /** Signs out. */
    @POST
    @Path("logout")
    @Operation(hidden = true)
    public Response signOut() {
        signIn.signOut(signedIn.key().orElseThrow());
        return Response.seeOther(URI.create(SignInResource.PATH))
                .cookie(SignInResource.gone(SessionServer.COOKIE, HOME))
                .build();
    }

    private static Response elsewhere(int status) {
        return StaffGateResource.page(
                status,
                "You have no password here",
                "You signed in through single sign-on: a password is changed where it is kept.");
    }

    private boolean mustChange() {
        return signedIn.person().orElseThrow().mustChange();
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }

    /** A page that nobody keeps. */
    static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html;charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(page.render())
                .build();
    }
}
