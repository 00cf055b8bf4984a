package tlsready.site;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeWriter;
import tlsready.registry.RegistryView;
import tlsready.tls.TlsVersion;

/** What we know, with its sources: {@code /knowledge} for people, {@code /api/v1/knowledge} for programs. */
@Path("/")
public class KnowledgeResource {
    private static final List<TlsVersion> COLUMNS =
            List.of(TlsVersion.SSL_3_0, TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);

    private final Knowledge knowledge;

    public KnowledgeResource(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @GET
    @Path("knowledge")
    @Produces("text/html;charset=utf-8")
    @Operation(hidden = true)
    public TemplateInstance page() {
        return new KnowledgeViews.knowledge(knowledge, COLUMNS, RegistryView.WOW6432NODE);
    }

    @GET
    @Path("api/v1/knowledge")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "All we know: version, reviewed, sources, and every table by its name")
    public String all() {
        return KnowledgeWriter.json(knowledge);
    }

    @GET
    @Path("api/v1/knowledge/{table}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One table: version, table, rows")
    public String table(@PathParam("table") String table) {
        return KnowledgeWriter.json(knowledge, table).orElseThrow(() -> noSuchTable(table));
    }

    private NotFoundException noSuchTable(String table) {
        String sentence = "There is no knowledge table \"%s\". There are %s."
                .formatted(
                        table,
                        String.join(", ", KnowledgeWriter.tables(knowledge).keySet()));
        return new NotFoundException(Response.status(Response.Status.NOT_FOUND)
                .type(MediaType.APPLICATION_JSON)
                .entity(Problem.of(Response.Status.NOT_FOUND.getStatusCode()).with(sentence))
                .build());
    }
}
