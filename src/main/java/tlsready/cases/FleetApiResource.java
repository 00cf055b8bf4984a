package tlsready.cases;

import java.time.Duration;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where machines of a campaign report. The label in the address only adds; nothing can be read here. */
@Path("/api/v1/campaigns/{label}/reports")
@Produces("text/plain;charset=us-ascii")
@Blocking
public class FleetApiResource {
    private static final String TEXT = "text/plain;charset=us-ascii";
    /** Counting is waited for this long; then the report is kept, and counted later. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final FleetServer fleet;

    FleetApiResource(FleetServer fleet) {
        this.fleet = fleet;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Takes the report of a machine of a campaign",
            description = "The body is a text of at most 65,536 bytes as docs/campaigns.md describes it. The answer is"
                    + " one line: a token that does not change, and a sentence.")
    @APIResponse(responseCode = "200", description = "counted, or duplicate: it was counted before")
    @APIResponse(responseCode = "202", description = "kept: it is on the disk and will be counted")
    @APIResponse(responseCode = "400", description = "unreadable, or clock: the machine's clock is wrong")
    @APIResponse(responseCode = "403", description = "forged: the signature does not fit")
    @APIResponse(responseCode = "404", description = "gone: no such campaign takes reports")
    @APIResponse(responseCode = "409", description = "older, unsigned or full: it was not counted")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "429", description = "too-many: Retry-After says when to come back")
    @APIResponse(responseCode = "503", description = "busy: Retry-After says when to come back")
    public Uni<Response> report(String label, byte[] body, @jakarta.ws.rs.core.Context HttpServerRequest request) {
        String address =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        if (!fleet.allows(Network.of(String.valueOf(address)))) {
            return Uni.createFrom().item(answer(Taken.TOO_MANY));
        }
        if (body.length > MachineReport.LIMIT) {
            return Uni.createFrom()
                    .item(said(
                            413,
                            "too-large A report has at most " + MachineReport.LIMIT + " bytes; this has " + body.length
                                    + "."));
        }
        FleetServer.Answer answer = fleet.take(label, body);
        return answer.unreadable()
                .map(sentence -> Uni.createFrom().item(said(400, "unreadable " + sentence)))
                .orElseGet(() -> later(answer));
    }

    private static Uni<Response> later(FleetServer.Answer answer) {
        return Uni.createFrom()
                .completionStage(answer.taken())
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(answer.meanwhile())
                .map(FleetApiResource::answer);
    }

    private static Response answer(Taken taken) {
        Response.ResponseBuilder answer = Response.status(taken.status())
                .type(TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(taken.line() + "\n");
        return (taken.passing() ? answer.header(HttpHeaders.RETRY_AFTER, Taken.AGAIN_SECONDS) : answer).build();
    }

    private static Response said(int status, String line) {
        return Response.status(status)
                .type(TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(line.replaceAll("[^ -~]", "?") + "\n")
                .build();
    }
}
