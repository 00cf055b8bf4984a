package tlsready.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers requests that name no host (RFC 9112 section 3.2) in words: they fail before any resource sees them, and
 * would get an id and a place for a stack trace.
 */
@ApplicationScoped
public class RouteErrorServer {
    private static final int BAD_REQUEST = 400;
    private static final String NO_HOST = "The Host header of this request is missing, or is no host. Send one that is,"
            + " or use HTTP/1.0, which needs none.\n";

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(RouteErrorServer::answer);
    }

    private static void answer(RoutingContext failed) {
        if (failed.statusCode() != BAD_REQUEST || failed.request().authority() != null) {
            failed.next();
            return;
        }
        failed.response()
                .setStatusCode(BAD_REQUEST)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(NO_HOST);
    }
}
