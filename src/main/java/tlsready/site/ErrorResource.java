package tlsready.site;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import tlsready.cases.LogPath;
import tlsready.check.LiveFeed;
import tlsready.guide.Answers;
import tlsready.guide.Flow;

/**
 * Turns everything that goes wrong into a page for people or JSON for programs. Neither shows a stack trace; ours goes
 * to the log.
 */
public class ErrorResource {
    private static final Logger LOG = Logger.getLogger(ErrorResource.class);
    private static final String HTML = "text/html;charset=utf-8";
    private static final int OUR_FAULT = 500;

    /** A query string that cannot be read. */
    @ServerExceptionMapper
    public Response unreadable(Answers.Unreadable e, HttpServerRequest request) {
        return answer(Problem.of(e.tooLong() ? 414 : 400).with(e.getMessage()), request);
    }

    /** Something in an address that does not exist. */
    @ServerExceptionMapper
    public Response badAddress(BadAddress e, HttpServerRequest request) {
        return answer(Problem.of(400).with(e.getMessage()), request);
    }

    /** An id that the guide does not know. */
    @ServerExceptionMapper
    public Response noSuchNode(Flow.NoSuchNode e, HttpServerRequest request) {
        return answer(Problem.of(404).with(e.getMessage()), request);
    }

    /** A live page that has to ask in place of being told. */
    @ServerExceptionMapper
    public Response noStream(LiveFeed.Refused e, HttpServerRequest request) {
        return Response.fromResponse(answer(Problem.of(503).with(e.getMessage()), request))
                .header(HttpHeaders.RETRY_AFTER, e.again().toSeconds())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** No such page, no such method, and whatever else is said in HTTP. */
    @ServerExceptionMapper
    public Response http(WebApplicationException e, HttpServerRequest request) {
        Response said = e.getResponse();
        if (said.getStatus() >= OUR_FAULT) {
            return unexpected(e, request);
        }
        if (said.getStatus() < 400) {
            return said;
        }
        Problem problem = Problem.of(said.getStatus());
        Response answer = answer(said.getEntity() instanceof String words ? problem.with(words) : problem, request);
        String allowed = said.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    /** Everything nobody thought of. */
    @ServerExceptionMapper
    public Response unexpected(Throwable e, HttpServerRequest request) {
        LOG.errorf(e, "%s %s failed", request.method(), LogPath.of(request.path()));
        return answer(Problem.of(OUR_FAULT), request);
    }

    private static Response answer(Problem problem, HttpServerRequest request) {
        boolean json = wantsJson(request);
        return Response.status(problem.status())
                .type(json ? MediaType.APPLICATION_JSON : HTML)
                .entity(json ? problem : page(problem))
                .build();
    }

    private static String page(Problem problem) {
        return new SiteViews.error(problem).render();
    }

    /** Browsers name text/html; programs ask for JSON, or call the API without saying what they want. */
    private static boolean wantsJson(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(MediaType.TEXT_HTML)) {
            return false;
        }
        boolean asked = accept != null && accept.contains(MediaType.APPLICATION_JSON);
        return asked || request.path() != null && request.path().startsWith("/api/");
    }
}
