package tlsready.cases;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where administrators look after those who may sign in. */
@Path("/staff/people")
@Produces("text/html;charset=utf-8")
@Blocking
@RolesAllowed(Roles.ADMINISTRATOR)
@FormGuardResource.Guarded
public class PeopleResource {
    /** How people may be called. */
    static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{1,63}");

    private static final String LAST =
            "This is the only administrator who can sign in with a password. Make somebody else an administrator first.";

    private static final String ELSEWHERE =
            " signs in through single sign-on: password and role are changed there. Here you can disable them.";

    private final StaffServer staff;
    private final SignedInResource signedIn;

    PeopleResource(StaffServer staff, SignedInResource signedIn) {
        this.staff = staff;
        this.signedIn = signedIn;
    }

    /** Everybody. */
    @GET
    @Operation(hidden = true)
    public Response people() {
        return page(200, Optional.empty(), Optional.empty());
    }

    /** Adds a person. */
    @POST
    @Operation(hidden = true)
    public Response add(@FormParam("name") String given, @FormParam("role") String role) {
        String name = StaffEntity.spelled(given == null ? "" : given);
        if (!NAME.matcher(name).matches()) {
            return trouble(400, "A name has 2 to 64 letters and digits; . _ @ + and - may stand between them.");
        }
        if (staff.taken(name)) {
            return trouble(409, "There is already a person with the name " + name + ". Choose another name.");
        }
        String password = staff.add(name, known(role), signedIn.getName());
        return page(200, Optional.of(new StaffViews.OneTime(name, password)), Optional.empty());
    }

    /** Gives a person a new one-time password. */
    @POST
    @Path("{id}/reset")
    @Operation(hidden = true)
    public Response reset(long id) {
        Optional<StaffEntity> person = staff.person(id);
        if (person.isEmpty()) {
            return unknown();
        }
        if (person.get().isElsewhere()) {
            return trouble(409, person.get().name + ELSEWHERE);
        }
        String password = staff.reset(id, signedIn.getName());
        return page(200, Optional.of(new StaffViews.OneTime(person.get().name, password)), Optional.empty());
    }

    /** Keeps a person from signing in. */
    @POST
    @Path("{id}/disable")
    @Operation(hidden = true)
    public Response disable(long id) {
        if (staff.person(id).isEmpty()) {
            return unknown();
        }
        return staff.disable(id, signedIn.getName()) ? again() : trouble(409, LAST);
    }

    /** Lets a person sign in again. */
    @POST
    @Path("{id}/enable")
    @Operation(hidden = true)
    public Response enable(long id) {
        if (staff.person(id).isEmpty()) {
            return unknown();
        }
        staff.enable(id, signedIn.getName());
        return again();
    }

    /** Gives a person another role. */
    @POST
    @Path("{id}/role")
    @Operation(hidden = true)
    public Response role(long id, @FormParam("role") String role) {
        Optional<StaffEntity> person = staff.person(id);
        if (person.isEmpty()) {
            return unknown();
        }
        if (person.get().isElsewhere()) {
            return trouble(409, person.get().name + ELSEWHERE);
        }
        return staff.promote(id, known(role), signedIn.getName()) ? again() : trouble(409, LAST);
    }

    /** Whatever is not the one word gives the smaller rights. */
    private static String known(String role) {
        return Roles.ADMINISTRATOR.equals(role) ? Roles.ADMINISTRATOR : Roles.STAFF;
    }

    private Response trouble(int status, String sentence) {
        return page(status, Optional.empty(), Optional.of(sentence));
    }

    private static Response unknown() {
        return StaffGateResource.page(
                404, "There is no such person", "Go back to the list of staff, and load it again.");
    }

    private static Response again() {
        return Response.seeOther(java.net.URI.create("/staff/people")).build();
    }

    private Response page(int status, Optional<StaffViews.OneTime> made, Optional<String> trouble) {
        var rows = staff.everybody().stream().map(StaffViews.Row::of).toList();
        return StaffResource.page(status, new StaffViews.people(rows, made, trouble));
    }
}
