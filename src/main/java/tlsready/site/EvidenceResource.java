package tlsready.site;

import java.net.HttpURLConnection;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.evidence.Evidence;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.guide.Answers;
import tlsready.guide.Flow;

/**
 * Takes what people paste or upload about a machine and shows what was understood of it. Nothing is stored: what is kept
 * stands in the address of the next page, and nowhere else.
 */
@Path("/")
@Produces("text/html;charset=utf-8")
public class EvidenceResource {
    private static final String PATH = "/evidence";
    /** Room for the form around the text. */
    private static final int FORM = 4_096;

    private final EvidenceReader reader;
    private final EvidenceCode code;
    private final Flow flow;

    EvidenceResource(EvidenceReader reader, EvidenceCode code, Flow flow) {
        this.reader = reader;
        this.code = code;
        this.flow = flow;
    }

    /** The box. Answers of the guide in the address go with it. */
    @GET
    @Path("evidence")
    @Operation(hidden = true)
    public Response box(@Context HttpServerRequest request) {
        return page(HttpURLConnection.HTTP_OK, new EvidenceViews.evidence(EvidenceBox.empty(action(request))));
    }

    /** Reads what was pasted or uploaded. */
    @POST
    @Path("evidence")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response read(byte[] body, @Context HttpServerRequest request) {
        EvidenceBox box = EvidenceBox.empty(action(request));
        if (body.length > EvidenceReader.LIMIT + FORM) {
            return refused(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, box.with(tooMuch(body.length)));
        }
        var form = FormParts.read(request.getHeader(HttpHeaders.CONTENT_TYPE), body);
        if (form.isEmpty()) {
            return bad(box.with("The form did not arrive whole. Send it again."));
        }
        byte[] file = form.get().bytes("file");
        String text = form.get().text("text");
        box = new EvidenceBox(box.action(), text, box.trouble());
        if (text.isBlank() && file.length == 0) {
            return bad(box.with("There is nothing to read yet. Paste a text into the box, or choose a file."));
        }
        if (!text.isBlank() && file.length > 0) {
            return bad(
                    box.with("You pasted a text and chose a file; we read one of them at a time. Your text is still in"
                            + " the box: send it alone, or empty the box and choose the file again."));
        }
        return understood(file.length > 0 ? reader.read(file) : reader.read(text), box);
    }

    private Response understood(Evidence evidence, EvidenceBox box) {
        if (evidence.refusal().isPresent()) {
            return bad(box.with(evidence.refusal().get()));
        }
        String written = code.write(evidence.kept());
        String query = box.action().substring(PATH.length()).replaceFirst("^\\?", "&");
        String result = PATH + "/result?e=" + written + query;
        EvidenceBox next = evidence.isEmpty() ? box.with("We found nothing in it that we can use.") : box;
        var page = EvidenceReadPage.of(evidence, written, result, next);
        return evidence.isEmpty()
                ? page(HttpURLConnection.HTTP_BAD_REQUEST, new EvidenceViews.evidenceRead(page))
                : page(HttpURLConnection.HTTP_OK, new EvidenceViews.evidenceRead(page));
    }

    static String tooMuch(int bytes) {
        return "That is %,d bytes; we read at most %,d. Send only the part about Windows, .NET and TLS."
                .formatted(bytes, EvidenceReader.LIMIT);
    }

    private String action(HttpServerRequest request) {
        return Answers.parse(request.query(), flow::isQuestion)
                .without(Answers.EVIDENCE)
                .on(PATH);
    }

    private static Response bad(EvidenceBox box) {
        return refused(HttpURLConnection.HTTP_BAD_REQUEST, box);
    }

    private static Response refused(int status, EvidenceBox box) {
        return page(status, new EvidenceViews.evidence(box));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page.render())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The collector: the same bytes for everyone, as in every bundle. */
    @GET
    @Path("look.cmd")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public Response look() {
        return collector("Look.cmd");
    }

    /** The same for people who may run PowerShell scripts and no others. */
    @GET
    @Path("look.ps1")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public Response lookWithPowerShell() {
        return collector("Look.ps1");
    }

    private static Response collector(String name) {
        return Response.ok(EvidenceResource.class.getResourceAsStream("/bundle/" + name))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
