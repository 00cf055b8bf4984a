package tlsready.site;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import tlsready.evidence.LintFinding;
import tlsready.evidence.LintReport;
import tlsready.evidence.LintSeverity;
import tlsready.evidence.RegLint;
import tlsready.knowledge.Citation;
import tlsready.knowledge.Source;

/** The .reg check for programs. The form of its answer does not change within {@code v1}; see docs/lint.md. */
@Path("/api/v1/lint")
public class LintApiResource {
    private static final int FORM = 4_096;
    private static final int FAULTY = 422;
    private static final int LONGEST_NAME = 80;

    private final RegLint lint;

    LintApiResource(RegLint lint) {
        this.lint = lint;
    }

    /**
     * What the check says.
     *
     * @param passes whether there is no error
     * @param lines how many lines the file has
     * @param corrected the corrected file as text
     * @param share path and query of the page with the same result; empty if the file is too long for an address
     */
    public record Answer(
            boolean passes,
            int lines,
            long errors,
            long warnings,
            long notes,
            List<Found> findings,
            String corrected,
            String share) {}

    /**
     * A finding.
     *
     * @param line counted from 1; 0 for the whole file
     * @param correction the line as it should be, or lines to add; may be empty
     * @param mended whether the corrected file has it so
     */
    public record Found(
            int line,
            String text,
            LintSeverity severity,
            String id,
            String title,
            String says,
            String correction,
            boolean mended,
            List<Because> because) {}

    /** What is known about it: a row of the knowledge, how sure we are, and where it stands. */
    public record Because(String id, String says, String mark, List<String> sources) {}

    @POST
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM, MediaType.MULTIPART_FORM_DATA})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Checks a .reg file about TLS: what Windows would pass over in silence, what nothing would read",
            description =
                    "The body is the file as it is, at most 2,000,000 bytes; or a form with the field file or text."
                            + " Accept text/plain for lines name:line: severity: id: sentence, application/octet-stream for the"
                            + " corrected file itself. Nothing is stored.")
    @APIResponse(responseCode = "200", description = "No errors; or the corrected file, if that was asked for")
    @APIResponse(responseCode = "400", description = "Nothing could be read; the detail says why")
    @APIResponse(responseCode = "413", description = "Too large; the detail names the limit")
    @APIResponse(responseCode = "422", description = "The same answer as 200, with at least one error")
    public Response check(byte[] body, @QueryParam("name") String name, @Context HttpServerRequest request) {
        if (body.length > RegLint.LIMIT + FORM) {
            return refused(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, LintResource.tooMuch(body.length));
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean form = type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA);
        Optional<byte[]> file = form ? fromForm(type, body) : Optional.of(body);
        if (file.isEmpty()) {
            return refused(
                    HttpURLConnection.HTTP_BAD_REQUEST,
                    "The form did not arrive whole, or holds both a file and a text. Send one field, file or text.");
        }
        LintReport report = lint.read(file.get());
        if (report.refusal().isPresent()) {
            boolean large = file.get().length > RegLint.LIMIT;
            return refused(
                    large ? HttpURLConnection.HTTP_ENTITY_TOO_LARGE : HttpURLConnection.HTTP_BAD_REQUEST,
                    report.refusal().get());
        }
        return answer(report, file.get(), name, request.getHeader(HttpHeaders.ACCEPT));
    }

    private static Optional<byte[]> fromForm(String type, byte[] body) {
        return FormParts.read(type, body).flatMap(form -> {
            byte[] file = form.bytes("file");
            byte[] text = form.bytes("text");
            return file.length > 0 && text.length > 0 ? Optional.empty() : Optional.of(file.length > 0 ? file : text);
        });
    }

    private static Response answer(LintReport report, byte[] file, String name, String accept) {
        String wanted = accept == null ? "" : accept;
        if (wanted.startsWith(MediaType.APPLICATION_OCTET_STREAM)) {
            return Response.ok(report.file(), MediaType.APPLICATION_OCTET_STREAM)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"corrected.reg\"")
                    .build();
        }
        int status = report.passes() ? HttpURLConnection.HTTP_OK : FAULTY;
        boolean plain = wanted.startsWith(MediaType.TEXT_PLAIN);
        return Response.status(status)
                .type(plain ? "text/plain;charset=utf-8" : MediaType.APPLICATION_JSON)
                .entity(plain ? lines(report, name) : json(report, file))
                .build();
    }

    private static String lines(LintReport report, String name) {
        String file = name == null || name.isBlank() ? "input.reg" : name.replaceAll("[\\p{Cntrl}:]", "_");
        String shown = file.length() > LONGEST_NAME ? file.substring(0, LONGEST_NAME) : file;
        var text = new StringBuilder();
        for (LintFinding finding : report.findings()) {
            text.append(shown + ":" + finding.line() + ": " + finding.severity().id() + ": " + finding.id() + ": "
                    + finding.says() + "\n");
        }
        return text.toString();
    }

    private static Answer json(LintReport report, byte[] file) {
        return new Answer(
                report.passes(),
                report.lines(),
                report.count(LintSeverity.ERROR),
                report.count(LintSeverity.WARNING),
                report.count(LintSeverity.NOTE),
                report.findings().stream().map(LintApiResource::found).toList(),
                report.corrected(),
                LintCode.of(file).map(code -> "/lint?t=" + code).orElse(""));
    }

    private static Found found(LintFinding finding) {
        return new Found(
                finding.line(),
                finding.text(),
                finding.severity(),
                finding.id(),
                finding.title(),
                finding.says(),
                finding.correction(),
                finding.mended(),
                finding.because().stream().map(LintApiResource::because).toList());
    }

    private static Because because(Citation citation) {
        return new Because(
                citation.id(),
                citation.says(),
                citation.mark().label(),
                citation.sources().stream()
                        .map(Source::url)
                        .filter(url -> !url.isEmpty())
                        .toList());
    }

    private static Response refused(int status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Problem.of(status).with(sentence))
                .build();
    }
}
