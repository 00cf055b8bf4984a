package tlsready.site;

import java.net.HttpURLConnection;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import tlsready.evidence.Claim;
import tlsready.evidence.Contradiction;
import tlsready.evidence.Evidence;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.evidence.Finding;
import tlsready.evidence.Line;
import tlsready.evidence.Remark;

/** The reader of evidence for programs. The form of its answer does not change within {@code v1}. */
@Path("/api/v1/evidence")
@Produces(MediaType.APPLICATION_JSON)
public class EvidenceApiResource {
    /** The coding that leaves everything as it is. */
    private static final String PLAIN = "identity";

    private final EvidenceReader reader;
    private final EvidenceCode code;

    EvidenceApiResource(EvidenceReader reader, EvidenceCode code) {
        this.reader = reader;
        this.code = code;
    }

    /**
     * What was understood.
     *
     * @param lines how many lines there were
     * @param understood how many of them said something
     * @param code what is kept, as it travels in addresses
     * @param result path and query of the page with the verdicts
     * @param kept what is kept, in words; everything else is dropped
     */
    public record Answer(
            int lines,
            int understood,
            String code,
            String result,
            List<String> kept,
            List<Found> findings,
            List<Disputed> contradictions,
            List<Remark> remarks) {}

    /** A finding, what its piece was read as, and its lines. */
    public record Found(String says, String reader, List<Line> lines) {}

    /** Findings that cannot all be true; none of them is kept. */
    public record Disputed(String about, String question, List<Found> findings) {}

    @POST
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary =
                    "Reads what a machine says about itself: a report of Look.cmd, .reg files, reg query, systeminfo …",
            description = "The body is the text or file as it is, at most 2,000,000 bytes, in any encoding of Windows."
                    + " Nothing is stored. The code in the answer is what is kept; pages take it as the parameter e.")
    @APIResponse(responseCode = "200", description = "What was understood, each finding with its lines")
    @APIResponse(responseCode = "400", description = "Nothing could be read; the detail says why")
    @APIResponse(responseCode = "413", description = "Too large; the detail names the limit")
    @APIResponse(responseCode = "415", description = "The body is compressed; it is taken as it is only")
    public Response read(byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(PLAIN)) {
            return compressed(encoding);
        }
        if (body.length > EvidenceReader.LIMIT) {
            return refused(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, EvidenceResource.tooMuch(body.length));
        }
        Evidence evidence = reader.read(body);
        if (evidence.refusal().isPresent()) {
            return refused(
                    HttpURLConnection.HTTP_BAD_REQUEST, evidence.refusal().get());
        }
        return Response.ok(answer(evidence)).build();
    }

    private Answer answer(Evidence evidence) {
        String written = code.write(evidence.kept());
        return new Answer(
                evidence.lines(),
                evidence.understood(),
                written,
                "/evidence/result?e=" + written,
                evidence.kept().claims().stream().map(Claim::says).toList(),
                found(evidence.findings()),
                evidence.contradictions().stream()
                        .map(EvidenceApiResource::disputed)
                        .toList(),
                evidence.remarks());
    }

    private static List<Found> found(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Found(
                        finding.claim().says(),
                        finding.origin().reader(),
                        finding.origin().lines()))
                .toList();
    }

    private static Disputed disputed(Contradiction contradiction) {
        return new Disputed(contradiction.about(), contradiction.question(), found(contradiction.findings()));
    }

    /** What is packed small can be any size when it is unpacked, so nothing is; the header says what we take. */
    private static Response compressed(String encoding) {
        String sentence =
                "The body is compressed (%s), and we do not unpack anything. Send it as it is; at most %,d bytes."
                        .formatted(BadAddress.shown(encoding), EvidenceReader.LIMIT);
        return Response.fromResponse(refused(Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode(), sentence))
                .header(HttpHeaders.ACCEPT_ENCODING, PLAIN)
                .build();
    }

    private static Response refused(int status, String sentence) {
        return Response.status(status).entity(Problem.of(status).with(sentence)).build();
    }
}
