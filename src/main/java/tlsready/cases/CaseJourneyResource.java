package tlsready.cases;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Serves the guide, the plan, the bundle and the evidence inside a case. The pages themselves know nothing of cases: the
 * request goes to them without the case, and their links and redirects are put under it again.
 */
public class CaseJourneyResource {
    private static final Logger LOG = Logger.getLogger(CaseJourneyResource.class);
    /** Before everything that looks at the path. */
    private static final int FIRST = 1000;

    private static final String INSIDE = CaseJourneyResource.class.getName();
    private static final String CASE = INSIDE + ".case";
    private static final String LABEL = "label=";
    private static final String MAIN = "<main ";

    private final CaseFeed cases;
    private final CustomerResource customers;

    CaseJourneyResource(CaseFeed cases, CustomerResource customers) {
        this.cases = cases;
        this.customers = customers;
    }

    void register(@Observes Filters filters) {
        filters.register(CaseJourneyResource::reroute, FIRST);
    }

    private static void reroute(RoutingContext request) {
        Optional<CasePaths.Inside> inside = CasePaths.read(request.request().uri());
        if (inside.isEmpty()) {
            request.next();
        } else {
            request.put(INSIDE, inside.get());
            request.reroute(inside.get().place());
        }
    }

    /** Finds the case, or says that there is none; files are only given out with the label of the case. */
    @ServerRequestFilter
    public Optional<Response> enter(ContainerRequestContext asked, RoutingContext request) {
        CasePaths.Inside inside = request.get(INSIDE);
        if (inside == null) {
            return Optional.empty();
        }
        Response answer = customers.in(inside.code(), request.request(), found -> {
            if (!found.open()) {
                return moved(inside.place());
            }
            request.put(CASE, found);
            return labelled(found, inside.place())
                    .map(CaseJourneyResource::moved)
                    .orElse(null);
        });
        return Optional.ofNullable(answer);
    }

    /** The address of files with the label of the case; nothing if it has it. */
    private static Optional<String> labelled(Case found, String place) {
        if (!place.startsWith("/bundle?") && !place.startsWith("/bundle.zip?")) {
            return Optional.empty();
        }
        String label = LABEL + found.label();
        if (place.endsWith("&" + label)) {
            return Optional.empty();
        }
        return Optional.of(place.replaceAll("&" + LABEL + "[^&]*", "") + "&" + label);
    }

    private static Response moved(String place) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, place)
                .build();
    }

    /** Puts links and redirects under the case, and writes down where the customer is. */
    @ServerResponseFilter
    public void leave(ContainerRequestContext asked, ContainerResponseContext answer, RoutingContext request) {
        CasePaths.Inside inside = request.get(INSIDE);
        if (inside == null) {
            return;
        }
        request.response().headers().set(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.getHeaders().remove(HttpHeaders.CACHE_CONTROL);
        Case found = request.get(CASE);
        if (found == null) {
            return; // closed, or there is no such case
        }
        String location = answer.getHeaderString(HttpHeaders.LOCATION);
        if (location != null) {
            answer.getHeaders().putSingle(HttpHeaders.LOCATION, CasePaths.redirected(found.customerPath(), location));
        }
        if (answer.getEntity() instanceof String html && html.contains(MAIN)) {
            answer.setEntity(inside(found, inside.place(), html));
        }
        if (answer.getStatus() == Response.Status.OK.getStatusCode()) {
            remember(found, inside.place(), answer, asked.getMethod());
        }
    }

    private static String inside(Case found, String place, String html) {
        boolean shared = place.startsWith("/plan?");
        String banner = new CaseViews.inside(found.customerPath(), shared ? place : "").render();
        String page = CasePaths.under(found.customerPath(), html);
        int main = page.indexOf('>', page.indexOf(MAIN)) + 1;
        return page.substring(0, main) + "\n" + banner + page.substring(main);
    }

    /** The journey goes on even if it cannot be written down. */
    private void remember(Case found, String place, ContainerResponseContext answer, String method) {
        try {
            if (place.startsWith("/bundle.zip")) {
                String sha256 = answer.getEntityTag() == null
                        ? null
                        : answer.getEntityTag().getValue();
                cases.took(found, place, sha256);
            } else if (method.equals("GET") && !place.startsWith("/guide/graph")) {
                cases.looked(found, place);
            }
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.warnf("Where a customer is cannot be written down: %s", e.getMessage());
        }
    }
}
