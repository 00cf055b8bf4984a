package tlsready.cases;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What those see who are not let in, or not now. */
public class StaffGateResource {
    private static final Logger LOG = Logger.getLogger(StaffGateResource.class);
    private static final String HTML = "text/html;charset=utf-8";

    /** Nobody signed in: browsers are shown where to. */
    @ServerExceptionMapper
    public Response nobody(UnauthorizedException e, RoutingContext request) {
        if (request.get(SessionServer.NO_DATABASE) != null) {
            return closed(request);
        }
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        boolean browsing =
                request.request().method() == HttpMethod.GET && accept != null && accept.contains("text/html");
        if (!browsing) {
            return page(401, "Nobody is signed in", "Your session is over, or there was none. Sign in, and try again.");
        }
        String next = URLEncoder.encode(request.request().uri(), StandardCharsets.UTF_8);
        return Response.seeOther(URI.create(SignInResource.PATH + "?next=" + next))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Somebody who may not, or who has to choose a password first. */
    @ServerExceptionMapper
    public Response notYours(ForbiddenException e, RoutingContext request) {
        if (request.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getAttribute(Person.class.getName()) instanceof Person person
                && person.mustChange()) {
            return Response.seeOther(URI.create(StaffResource.PASSWORD)).build();
        }
        return page(403, "This page is for administrators", "If you need it, ask one to give you their role.");
    }

    /** The database does not answer. The rest of the portal goes on. */
    @ServerExceptionMapper
    public Response broken(PersistenceException e, RoutingContext request) {
        return trouble(e, request);
    }

    /** The same, noticed at the begin or the end of a transaction. */
    @ServerExceptionMapper
    public Response broken(QuarkusTransactionException e, RoutingContext request) {
        return trouble(e, request);
    }

    /** A page with a title and a sentence. */
    static Response page(int status, String title, String words) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new StaffViews.refused(title, words).render())
                .build();
    }

    private static Response trouble(RuntimeException e, RoutingContext request) {
        boolean ours = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .anyMatch(ConstraintViolationException.class::isInstance);
        if (ours) {
            LOG.error("A rule of the database was broken", e); // addresses can hold codes, which no log may have
            return page(500, "Something went wrong here", "The fault is ours, and it is noted. Nothing was changed.");
        }
        LOG.warnf("A page has to wait for the database: %s", e.getMessage());
        return closed(request);
    }

    private static Response closed(RoutingContext request) {
        boolean staff = request.normalizedPath().startsWith(StaffResource.HOME);
        return page(
                503,
                staff ? "Staff pages are closed for the moment" : "This page is closed for the moment",
                "The database of this portal does not answer. The guide, the bundles and the check work all the same;"
                        + " try again in a minute.");
    }
}
