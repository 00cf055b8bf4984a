package tlsready.site;

import java.net.HttpURLConnection;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.evidence.Evidence;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.evidence.LintReport;
import tlsready.evidence.RegLint;
import tlsready.guide.SharedLink;
import tlsready.knowledge.Editions;

/** Checks .reg files that people paste or upload. Nothing is stored: a result that fits has an address of its own. */
@Path("/lint")
@Produces("text/html;charset=utf-8")
public class LintResource {
    /** Room for the form around the text. */
    private static final int FORM = 4_096;

    private final RegLint lint;
    private final EvidenceReader reader;
    private final EvidenceCode code;
    private final Editions editions;

    LintResource(RegLint lint, EvidenceReader reader, EvidenceCode code, Editions editions) {
        this.editions = editions;
        this.lint = lint;
        this.reader = reader;
        this.code = code;
    }

    /** The empty box, or the result that an address holds. */
    @GET
    @Operation(hidden = true)
    public Response show(@QueryParam("t") String shared, @Context HttpServerRequest request) {
        if (shared == null || shared.isEmpty()) {
            return page(HttpURLConnection.HTTP_OK, LintPage.empty());
        }
        LintCode.Given given = LintCode.read(shared);
        return checked(given.check(lint), given.text(), Optional.of(shared), request.query());
    }

    /** Checks what was pasted or uploaded. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response check(byte[] body, @Context HttpServerRequest request) {
        if (body.length > RegLint.LIMIT + FORM) {
            return page(
                    HttpURLConnection.HTTP_ENTITY_TOO_LARGE, LintPage.empty().with(tooMuch(body.length)));
        }
        var form = FormParts.read(request.getHeader(HttpHeaders.CONTENT_TYPE), body);
        if (form.isEmpty()) {
            return bad(LintPage.empty().with("The form did not arrive whole. Send it again."));
        }
        byte[] file = form.get().bytes("file");
        String text = form.get().text("text");
        if (text.isBlank() && file.length == 0) {
            return bad(
                    holding(text).with("There is nothing to check yet. Paste the text of a .reg file, or choose one."));
        }
        if (!text.isBlank() && file.length > 0) {
            return bad(holding(text)
                    .with(
                            "You pasted a text and chose a file; we check one of them at a time. Your text is still in the"
                                    + " box: send it alone, or empty the box and choose the file again."));
        }
        return file.length > 0
                ? checked(lint.read(file), "", LintCode.of(file), null)
                : checked(lint.read(text), text, LintCode.of(text), null);
    }

    /** The corrected file of a result that has an address. */
    @GET
    @Path("corrected.reg")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public Response corrected(@QueryParam("t") String shared) {
        return download(LintCode.read(shared == null ? "" : shared).check(lint));
    }

    /** The corrected file of a longer one, which the page sends back; checking it again changes nothing. */
    @POST
    @Path("corrected.reg")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public Response corrected(byte[] body, @Context HttpServerRequest request) {
        return download(lint.read(FormParts.read(request.getHeader(HttpHeaders.CONTENT_TYPE), body)
                .map(form -> form.text("text"))
                .orElse("")));
    }

    private static Response download(LintReport report) {
        if (report.refusal().isPresent()) {
            throw new BadAddress(report.refusal().get());
        }
        return Response.ok(report.file())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"corrected.reg\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response checked(LintReport report, String given, Optional<String> shared, String query) {
        if (report.refusal().isPresent()) {
            return bad(holding(given).with(report.refusal().get()));
        }
        return page(
                HttpURLConnection.HTTP_OK,
                new LintPage(given, Optional.empty(), Optional.of(report), shared, outlook(report)),
                shared.map(text -> SharedLink.of("/lint?t=" + text, query, editions)));
    }

    /** Where it is shown what a PC with these values could reach. */
    private Optional<String> outlook(LintReport report) {
        if (report.changes().written().isEmpty()) {
            return Optional.empty();
        }
        Evidence evidence = reader.read(report.corrected());
        return evidence.isEmpty() || evidence.kept().claims().isEmpty()
                ? Optional.empty()
                : Optional.of("/evidence/result?e=" + code.write(evidence.kept()));
    }

    static String tooMuch(int bytes) {
        return "That is %,d bytes; we read at most %,d. A .reg file about TLS has some thousand."
                .formatted(bytes, RegLint.LIMIT);
    }

    private static LintPage holding(String given) {
        return new LintPage(given, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Response bad(LintPage page) {
        return page(HttpURLConnection.HTTP_BAD_REQUEST, page);
    }

    private static Response page(int status, LintPage page) {
        return page(status, page, Optional.empty());
    }

    private static Response page(int status, LintPage page, Optional<SharedLink> link) {
        return Response.status(status)
                .entity(new LintViews.lint(page, link).render())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
