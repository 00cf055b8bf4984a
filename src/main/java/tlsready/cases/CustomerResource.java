package tlsready.cases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import tlsready.check.CheckDoors;
import tlsready.check.HelloComparison;
import tlsready.check.LiveFeed;
import tlsready.check.Room;
import tlsready.check.Visit;
import tlsready.knowledge.Knowledge;

/**
 * The customer's page of a case. The code in its address is all it takes; it shows no notes, no names of staff, and no
 * addresses of others.
 */
@Path("/c")
@Produces("text/html;charset=utf-8")
@Blocking
public class CustomerResource {
    private static final Logger LOG = Logger.getLogger(CustomerResource.class);
    private static final String HTML = "text/html;charset=utf-8";
    private static final int TOO_MANY = 429;

    private final CaseFeed cases;
    private final LiveFeed live;
    private final Journeys journeys;
    private final CheckDoors doors;
    private final Knowledge knowledge;
    private final Clock clock;
    private final CasesConfig config;
    private final CaseReceiptServer receipts;
    private final Guesses guesses;

    CustomerResource(
            CaseFeed cases,
            LiveFeed live,
            Journeys journeys,
            CheckDoors doors,
            Knowledge knowledge,
            Clock clock,
            CasesConfig config,
            CaseReceiptServer receipts) {
        this.receipts = receipts;
        this.cases = cases;
        this.live = live;
        this.journeys = journeys;
        this.doors = doors;
        this.knowledge = knowledge;
        this.clock = clock;
        this.config = config;
        this.guesses = new Guesses(config.wrongCodes(), config.window());
    }

    /** Where a code is typed. */
    @GET
    @Operation(hidden = true)
    public Response door() {
        return page(
                200,
                new CaseViews.code(
                        "Open your case",
                        "Type the code that you were given. Capitals, blanks and hyphens make no difference.",
                        false));
    }

    /** Leads to the page of the code that was typed. */
    @POST
    @Operation(hidden = true)
    public Response enter(@FormParam("code") String typed, @Context HttpServerRequest request) {
        Optional<CaseCode> code = CaseCode.read(typed == null ? "" : typed);
        return code.isPresent() ? found("/c/" + code.get().spelled(), 303) : wrong(request);
    }

    /** The page. */
    @GET
    @Path("{code}")
    @Operation(hidden = true)
    public Response show(String code, @QueryParam("lang") String lang, @Context HttpServerRequest request) {
        return in(code, request, found -> {
            if (!request.path().equals(found.customerPath())) {
                return found(found.customerPath(), 302);
            }
            cases.watched(found, address(request));
            CustomerLanguage language = CustomerLanguage.of(lang).orElse(found.language());
            return page(200, new CaseViews.customer(customerPage(found, language, request)));
        });
    }

    /** The events after the one with this number, for pages that ask again and again. */
    @GET
    @Path("{code}/lines")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response lines(String code, @QueryParam("after") int after, @Context HttpServerRequest request) {
        return in(code, request, found -> {
            cases.watched(found, address(request));
            return LiveFeed.polled(lines(found, cases.events(found, after)), found.open());
        });
    }

    /** The same as they come, as server-sent events. */
    @GET
    @Path("{code}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> events(
            String code,
            @QueryParam("after") int after,
            @HeaderParam("Last-Event-ID") Integer seen,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        Case found = LiveFeed.read(() -> CaseCode.read(code).flatMap(cases::withCode))
                .orElseThrow(() -> new WebApplicationException(tooManyWrong(request) ? TOO_MANY : 404));
        Room room = LiveFeed.read(() -> cases.room(found)).orElseThrow(NotFoundException::new);
        String address = address(request);
        Predicate<Case> may = now -> {
            cases.watched(now, address);
            return true;
        };
        return live.stream(address, room, sse, cases.look(found, seen == null ? after : seen, may, this::lines));
    }

    /** Everything about one call. */
    @GET
    @Path("{code}/visit/{id}")
    @Operation(hidden = true)
    public Response call(String code, long id, @Context HttpServerRequest request) {
        return in(code, request, found -> {
            CaseEvent seen = seen(found, id, cases);
            return page(200, call(seen, found.customerPath(), Optional.empty(), false, knowledge));
        });
    }

    /** Two calls beside each other. */
    @GET
    @Path("{code}/compare")
    @Operation(hidden = true)
    public Response compare(
            String code,
            @QueryParam("before") long before,
            @QueryParam("after") long after,
            @Context HttpServerRequest request) {
        return in(code, request, found -> page(200, compared(found, before, after, found.customerPath(), cases)));
    }

    /** The receipt, as a signed file or to print. */
    @GET
    @Path("{code}/receipt.{form: json|html}")
    @Operation(hidden = true)
    public Response receipt(String code, String form, @Context HttpServerRequest request) {
        return in(code, request, found -> receipts.of(found, form, found.customerPath()));
    }

    // ---- What the page of staff shows too --------------------------------------------------------------------------

    static TemplateInstance call(
            CaseEvent seen, String base, Optional<Foretold.Met> met, boolean staff, Knowledge knowledge) {
        Visit visit = seen.visit().orElseThrow();
        Moment at = new Moment(visit.page().assessment().when());
        return new CaseViews.call(visit, CaseLine.stack(visit, knowledge), at, base, staff, met);
    }

    static TemplateInstance compared(Case about, long one, long other, String base, CaseFeed cases) {
        Visit before = seen(about, Math.min(one, other), cases).visit().orElseThrow();
        Visit after = seen(about, Math.max(one, other), cases).visit().orElseThrow();
        var comparison =
                HelloComparison.of(before.page().assessment(), after.page().assessment());
        return new CaseViews.beforeAfter(before, after, comparison, base);
    }

    /** The event of a call. */
    static CaseEvent seen(Case about, long id, CaseFeed cases) {
        return cases.events(about, 0).stream()
                .filter(event -> event.visit().filter(visit -> visit.id() == id).isPresent())
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no such call in this case."));
    }

    // ---- Pages -----------------------------------------------------------------------------------------------------

    private CustomerPage customerPage(Case found, CustomerLanguage language, HttpServerRequest request) {
        List<CaseEvent> events = cases.events(found, 0).stream()
                .filter(event -> event.kind().isForCustomer())
                .toList();
        List<CaseLine> lines = new ArrayList<>(events.stream()
                .map(event -> CaseLine.forCustomer(found, event, knowledge))
                .toList());
        Collections.reverse(lines);
        Optional<String> label = found.open() ? Optional.of(found.label()) : Optional.empty();
        String authority =
                request.authority() == null ? "" : request.authority().toString();
        return new CustomerPage(
                found,
                language,
                CustomerPage.steps(found, language, journeys.read(found.place()), events),
                lines,
                found.happened(),
                doors.page("", label, authority),
                doors.byName(),
                cases.takesNoCalls(found));
    }

    private List<LiveFeed.Line> lines(Case found, List<CaseEvent> events) {
        return events.stream()
                .filter(event -> event.kind().isForCustomer())
                .map(event -> new LiveFeed.Line(
                        event.number(),
                        new CaseViews.line(CaseLine.forCustomer(found, event, knowledge), true).render()))
                .toList();
    }

    /** Answers for the case of a code; a wrong one is counted. */
    Response in(String code, HttpServerRequest request, Function<Case, Response> answer) {
        try {
            Optional<Case> found = CaseCode.read(code).flatMap(cases::withCode);
            return found.isPresent() ? answer.apply(found.get()) : wrong(request);
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.warnf("A customer's page has to wait for the database: %s", e.getMessage());
            return page(
                    503,
                    new CaseViews.code(
                            "Cases are closed for the moment",
                            "The database of this portal does not answer. Nothing is lost: load this page again in a"
                                    + " minute. The guide works all the same.",
                            true));
        }
    }

    private Response wrong(HttpServerRequest request) {
        if (tooManyWrong(request)) {
            return Response.fromResponse(page(
                            TOO_MANY,
                            new CaseViews.code(
                                    "Too many wrong codes",
                                    "Too many codes from your network were wrong. Wait some minutes, and ask whoever gave"
                                            + " you the code to send the link again.",
                                    true)))
                    .header(HttpHeaders.RETRY_AFTER, config.window().toSeconds())
                    .build();
        }
        return page(
                404,
                new CaseViews.code(
                        "There is no case with this code",
                        "A letter may be wrong, or the case is over: everything of a case is deleted on the day its"
                                + " page says. Codes have no letters i, l, o and no digits 0 and 1.",
                        true));
    }

    /** Counts a wrong code. */
    private boolean tooManyWrong(HttpServerRequest request) {
        return guesses.wrong(Network.of(address(request)), clock.instant());
    }

    /** Pages of a case are never kept. */
    static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(page.render())
                .build();
    }

    private static Response found(String address, int status) {
        return Response.status(status)
                .header(HttpHeaders.LOCATION, address)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
