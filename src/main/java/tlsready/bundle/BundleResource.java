package tlsready.bundle;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The files for a set of answers: first to look at, then to download. Both are functions of their address. */
@Path("/")
public class BundleResource {
    private static final String HTML = "text/html;charset=utf-8";
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String ZIP = "application/zip";
    /** May be kept, but is asked for again: the knowledge behind an address grows. */
    private static final String REVALIDATE = "no-cache";

    private final Orders orders;
    private final Bundler bundler;

    BundleResource(Orders orders, Bundler bundler) {
        this.orders = orders;
        this.bundler = bundler;
    }

    /** Every file with its purpose, size, hash and content. */
    @GET
    @Path("bundle")
    @Operation(hidden = true)
    public Response preview(@Context HttpServerRequest request) {
        return answer(request, "/bundle", complete -> {
            Bundle bundle = bundler.bundle(complete.order());
            byte[] zip = bundle.zip();
            String page = new BundleViews.preview(
                            bundle,
                            address("/bundle.zip", complete),
                            complete.plan(),
                            BundleFile.weight(zip.length),
                            BundleFile.sha256(zip),
                            complete.order().knowledge().version(),
                            complete.order()
                                    .reporting()
                                    .map(Order.Reporting::label)
                                    .orElse(""))
                    .render();
            return Response.ok(page, HTML).header(HttpHeaders.CACHE_CONTROL, REVALIDATE);
        });
    }

    /** All files in one archive; its tag is the SHA-256 of its bytes. */
    @GET
    @Path("bundle.zip")
    @Operation(hidden = true)
    public Response zip(@Context HttpServerRequest request, @Context Request conditions) {
        return answer(request, "/bundle.zip", complete -> {
            Bundle bundle = bundler.bundle(complete.order());
            byte[] zip = bundle.zip();
            var tag = new EntityTag(BundleFile.sha256(zip));
            Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
            Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(zip, ZIP);
            return answer.tag(tag)
                    .header(HttpHeaders.CACHE_CONTROL, REVALIDATE)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + bundle.zipName() + "\"");
        });
    }

    private interface Answer {
        Response.ResponseBuilder to(Orders.Complete complete);
    }

    /** Redirects to the canonical address, or to what is missing; the address stays relative, as behind proxies. */
    private Response answer(HttpServerRequest request, String path, Answer answer) {
        Orders.Reading reading = orders.read(request.query(), site(request));
        if (reading instanceof Orders.Elsewhere elsewhere) {
            return seesPages(request) ? found(elsewhere.address()) : refused(elsewhere);
        }
        var complete = (Orders.Complete) reading;
        String canonical = address(path, complete);
        return canonical.equals(request.uri()) ? answer.to(complete).build() : found(canonical);
    }

    /** A request of HTTP/1.0 need not say under which name it came. */
    private static String site(HttpServerRequest request) {
        return request.authority() == null ? "" : request.scheme() + "://" + request.authority();
    }

    private static String address(String path, Orders.Complete complete) {
        return path + "?" + complete.query();
    }

    /** Browsers name text/html; programs do not, and a page instead of a zip would only lie in their way. */
    private static boolean seesPages(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML);
    }

    private static Response refused(Orders.Elsewhere elsewhere) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(TEXT)
                .entity(elsewhere.why() + "\nSee " + elsewhere.address() + "\n")
                .build();
    }

    private static Response found(String address) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, address)
                .build();
    }
}
