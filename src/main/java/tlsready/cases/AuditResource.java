package tlsready.cases;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The audit trail, for administrators. That somebody looked at it stands in it, too. */
@Path("/staff/audit")
@Produces("text/html;charset=utf-8")
@Blocking
@RolesAllowed(Roles.ADMINISTRATOR)
@FormGuardResource.Guarded
public class AuditResource {
    private static final int PAGE = 100;

    private final AuditServer audit;
    private final SignedInResource signedIn;

    AuditResource(AuditServer audit, SignedInResource signedIn) {
        this.audit = audit;
        this.signedIn = signedIn;
    }

    /** The newest lines; those before a line; those about one case or person. */
    @GET
    @Operation(hidden = true)
    public Response audit(
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("subject") @DefaultValue("") String subject) {
        audit.record(signedIn.getName(), Deed.AUDIT_SEEN, subject.length() <= 64 ? subject : "");
        List<AuditEntity> lines = audit.before(before, subject.strip(), PAGE);
        Optional<String> older = lines.size() < PAGE
                ? Optional.empty()
                : Optional.of("/staff/audit?before=" + lines.get(lines.size() - 1).id + "&subject="
                        + URLEncoder.encode(subject.strip(), StandardCharsets.UTF_8));
        return StaffResource.page(
                200,
                new StaffViews.audit(lines.stream().map(StaffViews.Line::of).toList(), subject.strip(), older));
    }
}
