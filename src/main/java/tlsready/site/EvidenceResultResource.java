package tlsready.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.guide.SharedLink;
import tlsready.knowledge.Editions;

/** What evidence means: a verdict for each kind of program on the machine. A function of its address. */
@Path(EvidenceResults.PATH)
@Produces("text/html;charset=utf-8")
public class EvidenceResultResource {
    private final EvidenceResults results;
    private final Editions editions;

    EvidenceResultResource(EvidenceResults results, Editions editions) {
        this.results = results;
        this.editions = editions;
    }

    /** The verdicts; without evidence, the box to bring it. */
    @GET
    @Operation(hidden = true)
    public Response result(@Context HttpServerRequest request) {
        EvidenceResults.Reading reading = results.read(request.query());
        if (reading instanceof EvidenceResults.Elsewhere elsewhere) {
            return found(elsewhere.address());
        }
        var result = (EvidenceResults.Result) reading;
        SharedLink link = SharedLink.of(result.address(), request.query(), editions);
        boolean readable = result.faults().isEmpty();
        if (readable && !link.address().equals(request.uri())) {
            return found(link.address());
        }
        return Response.status(readable ? Response.Status.OK : Response.Status.BAD_REQUEST)
                .entity(new EvidenceViews.evidenceResult(result.page(), link).render())
                .build();
    }

    private static Response found(String address) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, address)
                .build();
    }
}
