package tlsready.site;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import tlsready.cases.Receipt;
import tlsready.cases.Verification;
import tlsready.cases.VerifyKeys;
import tlsready.cases.VerifyServer;

/** Looks at receipts, for people and for programs, and publishes the keys that sign them. Nothing of it is kept. */
@Path("/")
@Blocking
public class VerifyResource {
    private static final String HTML = "text/html;charset=utf-8";
    private static final String KEY_SET = "application/jwk-set+json";
    private static final int AWAY = 503;
    private static final int BAD = 400;
    /** A receipt, a key set and the form around them. */
    private static final int FORM = 3 * Verification.LIMIT;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VerifyServer server;

    VerifyResource(VerifyServer server) {
        this.server = server;
    }

    /**
     * What came of looking, for programs.
     *
     * @param result token: valid, valid-trusted, valid-given-key, changed, unknown-key, expired-key, not-a-receipt,
     *     too-large
     * @param valid whether it can be relied on, as far as the key can
     * @param says the same in a sentence or two
     * @param kid name of the key, or null
     * @param receipt what was signed, or null
     */
    public record Answer(String result, boolean valid, String says, String kid, Receipt receipt) {
        static Answer of(Verification seen) {
            return new Answer(
                    seen.result().token(),
                    seen.result().valid(),
                    seen.says(),
                    seen.kid().orElse(null),
                    seen.receipt().orElse(null));
        }
    }

    /** The keys, open parts only, those of former years too. */
    @GET
    @Path(".well-known/jwks.json")
    @Operation(summary = "Public keys of receipts: a JSON Web Key Set; nbf and exp say when a key signs")
    public Response keys() {
        try {
            return Response.ok(server.published(), KEY_SET)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .build();
        } catch (VerifyServer.KeysAway e) {
            return Response.status(AWAY)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(Problem.of(AWAY).with(e.getMessage()))
                    .build();
        }
    }

    /** The form. */
    @GET
    @Path("verify")
    @Produces(HTML)
    @Operation(hidden = true)
    public Response form() {
        return page(200, Optional.empty(), "", "", "");
    }

    /** Looks at what was pasted or uploaded. */
    @POST
    @Path("verify")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(HTML)
    @Operation(hidden = true)
    public Response look(byte[] body, @Context HttpServerRequest request) {
        if (body.length > FORM) {
            return seen(Verification.tooLarge(), "", "");
        }
        Optional<FormParts> form = FormParts.read(request.getHeader(HttpHeaders.CONTENT_TYPE), body);
        if (form.isEmpty()) {
            return page(BAD, Optional.empty(), "The form did not arrive whole. Send it again.", "", "");
        }
        String pasted = form.get().text("receipt");
        String file = form.get().text("file");
        String key = form.get().text("key");
        String text = pasted.isBlank() ? file : pasted;
        if (text.isBlank()) {
            String why = "There is nothing to look at yet. Paste a receipt, or choose its file.";
            return page(BAD, Optional.empty(), why, "", key);
        }
        try {
            return seen(server.look(text, key), pasted, key);
        } catch (VerifyKeys.Unreadable e) {
            return page(BAD, Optional.empty(), e.getMessage(), pasted, key);
        } catch (VerifyServer.KeysAway e) {
            return page(AWAY, Optional.empty(), e.getMessage(), pasted, key);
        }
    }

    /** The same for programs. */
    @POST
    @Path("api/v1/verify")
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM, "application/jose"
    })
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Verifies a receipt",
            description = "The body is the file of a receipt, or its signature alone (JWS, compact form). The member"
                    + " \"jwks\" of a JSON body holds keys of another portal. Nothing is stored.")
    @APIResponse(responseCode = "200", description = "It is genuine")
    @APIResponse(responseCode = "400", description = "It is no receipt, or the key is none")
    @APIResponse(responseCode = "413", description = "It is too large")
    @APIResponse(responseCode = "422", description = "It was changed, or its key is unknown or had expired")
    @APIResponse(responseCode = "503", description = "The keys of this portal cannot be looked up now")
    public Response verify(byte[] body) {
        if (body.length > FORM) {
            return answer(Verification.tooLarge());
        }
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            return answer(server.look(text, along(text)));
        } catch (VerifyKeys.Unreadable e) {
            return refused(BAD, e.getMessage());
        } catch (VerifyServer.KeysAway e) {
            return refused(AWAY, e.getMessage());
        }
    }

    /** The keys in a JSON body, as JSON; empty if there are none. */
    private static String along(String text) {
        try {
            JsonNode keys = JSON.readTree(text).path("jwks");
            return keys.isMissingNode() ? "" : keys.toString();
        } catch (JsonProcessingException compactForm) {
            return "";
        }
    }

    private static Response seen(Verification seen, String text, String key) {
        return page(seen.result().status(), Optional.of(seen), "", text, key);
    }

    private static Response page(int status, Optional<Verification> seen, String trouble, String text, String key) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new VerifyViews.verify(seen, trouble, text, key).render())
                .build();
    }

    private static Response answer(Verification seen) {
        return Response.status(seen.result().status())
                .entity(Answer.of(seen))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response refused(int status, String sentence) {
        return Response.status(status).entity(Problem.of(status).with(sentence)).build();
    }
}
