package tlsready.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The start page. */
@Path("/")
@Produces("text/html;charset=utf-8")
public class HomeResource {
    @GET
    @Operation(hidden = true)
    public TemplateInstance home() {
        return new SiteViews.home();
    }
}
