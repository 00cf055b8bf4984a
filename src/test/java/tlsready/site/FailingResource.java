package tlsready.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Fails whenever it is asked; exists in tests only. */
@Path(FailingResource.PATH)
public class FailingResource {
    static final String PATH = "/test/fails";

    @GET
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    public String fail() {
        throw new IllegalStateException("secret");
    }
}
