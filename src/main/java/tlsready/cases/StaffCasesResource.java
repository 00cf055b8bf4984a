package tlsready.cases;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.bundle.Orders;
import tlsready.check.Expectations;
import tlsready.check.Json;
import tlsready.check.LiveFeed;
import tlsready.check.Meetings;
import tlsready.check.Room;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.Forecast;
import tlsready.remediation.PlanPage;
import tlsready.remediation.StepWords;

/** Where staff open cases and work in them. */
@Path(StaffCasesResource.PATH)
@Produces("text/html;charset=utf-8")
@Blocking
@RolesAllowed(Roles.STAFF)
@FormGuardResource.Guarded
public class StaffCasesResource {
    static final String PATH = "/staff/cases";

    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String MINE = "mine";
    /** Letters and digits of any script, and what stands in ticket numbers. */
    private static final Pattern TICKET = Pattern.compile("[\\p{L}\\p{N} #./_:-]{0,60}");
    /** What can be known of a customer before they begin; questions of the guide. */
    private static final List<String> PREFILLED = List.of("program", "desktop", "windows");

    private final CaseFeed cases;
    private final LiveFeed live;
    private final Journeys journeys;
    private final Orders orders;
    private final Knowledge knowledge;
    private final StepWords words;
    private final CasesConfig config;
    private final StaffServer staff;
    private final CaseReceiptServer receipts;
    private final Expectations expectations;
    private final Meetings meetings;
    private final Audit audit;
    private final SignedInResource signedIn;
    private final SignInServer signIn;
    private final Optional<String> portal;

    StaffCasesResource(
            CaseFeed cases,
            LiveFeed live,
            Journeys journeys,
            Orders orders,
            Knowledge knowledge,
            StepWords words,
            CasesConfig config,
            StaffServer staff,
            CaseReceiptServer receipts,
            Expectations expectations,
            Meetings meetings,
            Audit audit,
            SignedInResource signedIn,
            SignInServer signIn,
            @ConfigProperty(name = "portal.address") Optional<String> portal) {
        this.cases = cases;
        this.live = live;
        this.journeys = journeys;
        this.orders = orders;
        this.knowledge = knowledge;
        this.words = words;
        this.config = config;
        this.staff = staff;
        this.receipts = receipts;
        this.expectations = expectations;
        this.meetings = meetings;
        this.audit = audit;
        this.signedIn = signedIn;
        this.signIn = signIn;
        this.portal = portal;
    }

    // ---- All cases -------------------------------------------------------------------------------------------------

    /** The newest cases, and the form for another. */
    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("whose") @DefaultValue(MINE) String whose,
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("ticket") @DefaultValue("") String ticket) {
        return list(whose, state, ticket.strip(), 200, draft("", "", "", "", "en", ""), Optional.empty());
    }

    private Response list(
            String whose,
            String state,
            String ticket,
            int status,
            StaffCaseViews.Draft draft,
            Optional<String> trouble) {
        String owner = whose.equals(MINE) ? signedIn.getName() : "";
        Optional<Boolean> open = state.equals("all") ? Optional.empty() : Optional.of(!state.equals("closed"));
        List<StaffCaseViews.Row> rows = cases.list(owner, open, ticket).stream()
                .map(StaffCaseViews.Row::of)
                .toList();
        var choices = new LinkedHashMap<String, List<Journeys.Choice>>();
        PREFILLED.forEach(question -> choices.put(question, journeys.choices(question)));
        return StaffResource.page(
                status,
                new StaffCaseViews.cases(
                        rows,
                        whose,
                        state,
                        ticket,
                        choices,
                        List.of(CustomerLanguage.values()),
                        draft,
                        config.mostDays(),
                        trouble));
    }

    /** Opens a case: one form, and everything in it can be left as it is. */
    @POST
    @Operation(hidden = true)
    public Response open(
            @FormParam("ticket") @DefaultValue("") String ticket,
            @FormParam("program") @DefaultValue("") String program,
            @FormParam("desktop") @DefaultValue("") String desktop,
            @FormParam("windows") @DefaultValue("") String windows,
            @FormParam("language") @DefaultValue("en") String language,
            @FormParam("days") @DefaultValue("") String days) {
        StaffCaseViews.Draft draft = draft(ticket, program, desktop, windows, language, days);
        if (!TICKET.matcher(ticket.strip()).matches()) {
            return refused(
                    draft,
                    "The ticket number has more than 60 characters, or one that we do not take. Letters, digits,"
                            + " blanks and # . / _ : - are taken.");
        }
        Optional<Integer> kept = days(days.strip());
        if (kept.isEmpty()) {
            return refused(draft, "“" + brief(days) + "” is no number of days from 1 to " + config.mostDays() + ".");
        }
        Optional<CustomerLanguage> spoken = CustomerLanguage.of(language);
        if (spoken.isEmpty()) {
            return refused(
                    draft, "“" + brief(language) + "” is no language of the customer’s page. Choose from the list.");
        }
        var answers = new LinkedHashMap<String, String>();
        answers.put("program", desktop.isBlank() ? program : "arcgis-desktop");
        answers.put("desktop", desktop);
        answers.put("windows", windows);
        answers.values().removeIf(String::isBlank);
        String me = signedIn.getName();
        Case opened = QuarkusTransaction.requiringNew().call(() -> {
            Case fresh = cases.open(me, ticket.strip(), spoken.get(), journeys.begin(answers), kept.get());
            audit.record(me, Deed.CASE_OPENED, fresh.reference());
            return fresh;
        });
        return to(opened);
    }

    private Response refused(StaffCaseViews.Draft draft, String trouble) {
        return list(MINE, "open", "", 400, draft, Optional.of(trouble));
    }

    /** The form as it was filled in; without a number of days it offers the usual one. */
    private StaffCaseViews.Draft draft(
            String ticket, String program, String desktop, String windows, String language, String days) {
        return new StaffCaseViews.Draft(
                ticket,
                Map.of("program", program, "desktop", desktop, "windows", windows),
                language,
                days.isBlank() ? Integer.toString(config.days()) : days);
    }

    private static String brief(String given) {
        return given.length() > 20 ? given.substring(0, 20) + "…" : given;
    }

    private Optional<Integer> days(String given) {
        if (given.isEmpty()) {
            return Optional.of(config.days());
        }
        return given.matches("[0-9]{1,4}")
                ? Optional.of(Integer.parseInt(given)).filter(days -> days >= 1 && days <= config.mostDays())
                : Optional.empty();
    }

    // ---- One case --------------------------------------------------------------------------------------------------

    /** Everything about a case. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response show(long id, @Context HttpServerRequest request) {
        Case about = found(id);
        audit.record(signedIn.getName(), Deed.CASE_SEEN, about.reference());
        return page(about, 200, "", Optional.empty(), request);
    }

    private Response page(Case about, int status, String draft, Optional<String> trouble, HttpServerRequest request) {
        List<CaseEvent> events = cases.events(about, 0);
        TicketText.Matter matter = matter(about, events, request);
        var foretold = new Foretold(events, expectations, meetings);
        var lines = new ArrayList<>(events.stream()
                .map(event -> CaseLine.forStaff(about, event, foretold, knowledge))
                .toList());
        Collections.reverse(lines);
        List<String> people = staff.everybody().stream()
                .filter(StaffEntity::isActive)
                .map(person -> person.name)
                .filter(name -> !name.equals(about.owner()))
                .toList();
        return StaffResource.page(
                status,
                new StaffCaseViews.oneCase(
                        matter,
                        lines,
                        new StaffCaseViews.Times(about),
                        site(request) + about.customerPath(),
                        invitation(about, site(request) + about.customerPath()),
                        TicketText.of(matter),
                        people,
                        config.note(),
                        cases.takesNoCalls(about),
                        draft,
                        trouble));
    }

    /** An e-mail to nobody yet. */
    private static String invitation(Case about, String link) {
        CustomerLanguage in = about.language();
        return "mailto:?subject=" + encode(in.say("invitation.subject")) + "&body="
                + encode(in.say("invitation.words") + "\r\n\r\n" + link + "\r\n\r\n"
                        + in.say("invitation.until", in.time(about.expiresAt())) + "\r\n");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** How a case stands, for a page that is already open. */
    @GET
    @Path("{id}/standing")
    @Operation(hidden = true)
    public Response standing(long id, @Context HttpServerRequest request) {
        Case about = found(id);
        TicketText.Matter matter = matter(about, cases.events(about, 0), request);
        return StaffResource.page(200, new StaffCaseViews.standing(matter, TicketText.of(matter)));
    }

    /** The events after the one with this number. */
    @GET
    @Path("{id}/lines")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response lines(long id, @QueryParam("after") int after) {
        Case about = found(id);
        return LiveFeed.polled(lines(about, cases.events(about, after)), about.open());
    }

    /** The same as they come, as server-sent events. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> events(
            long id,
            @QueryParam("after") int after,
            @HeaderParam("Last-Event-ID") Integer seen,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        Case about = LiveFeed.read(() -> found(id));
        Room room = LiveFeed.read(() -> cases.room(about)).orElseThrow(NotFoundException::new);
        SessionKey key = signedIn.key().orElseThrow();
        // Whoever has signed out, or may no longer, sees nothing more on a page that is still open.
        Predicate<Case> may = now -> signIn.holds(key);
        LiveFeed.Look look = cases.look(about, seen == null ? after : seen, may, this::lines);
        return live.stream(CustomerResource.address(request), room, sse, look);
    }

    /** Everything about one call. */
    @GET
    @Path("{id}/visit/{visit}")
    @Operation(hidden = true)
    public Response call(long id, long visit) {
        Case about = found(id);
        CaseEvent seen = CustomerResource.seen(about, visit, cases);
        Optional<Foretold.Met> met = foretold(about).each(seen);
        return StaffResource.page(200, CustomerResource.call(seen, about.staffPath(), met, true, knowledge));
    }

    /** Two calls beside each other. */
    @GET
    @Path("{id}/compare")
    @Operation(hidden = true)
    public Response compare(long id, @QueryParam("before") long before, @QueryParam("after") long after) {
        Case about = found(id);
        return StaffResource.page(200, CustomerResource.compared(about, before, after, about.staffPath(), cases));
    }

    /** The text for a ticket, as it is. */
    @GET
    @Path("{id}/ticket.txt")
    @Produces(TEXT)
    @Operation(hidden = true)
    public Response ticket(long id, @Context HttpServerRequest request) {
        return text(id, request, Ticket::plain);
    }

    /** The same in Markdown. */
    @GET
    @Path("{id}/ticket.md")
    @Produces(TEXT)
    @Operation(hidden = true)
    public Response ticketMarkdown(long id, @Context HttpServerRequest request) {
        return text(id, request, Ticket::markdown);
    }

    private Response text(long id, HttpServerRequest request, Function<Ticket, String> write) {
        Case about = found(id);
        audit.record(signedIn.getName(), Deed.CASE_SEEN, about.reference());
        String text = write.apply(TicketText.of(matter(about, cases.events(about, 0), request)));
        return Response.ok(text, TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Everything that is stored about a case. */
    @GET
    @Path("{id}/export.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response export(long id) {
        Case about = found(id);
        audit.record(signedIn.getName(), Deed.CASE_EXPORTED, about.reference());
        return Response.ok(Json.write(CaseExport.of(about, cases.events(about, 0))), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tls-ready-case-" + id + ".json\"")
                .build();
    }

    /** The receipt, as a signed file or to print. */
    @GET
    @Path("{id}/receipt.{form: json|html}")
    @Operation(hidden = true)
    public Response receipt(long id, String form) {
        Case about = found(id);
        audit.record(signedIn.getName(), Deed.CASE_SEEN, about.reference());
        return receipts.of(about, form, about.staffPath());
    }

    // ---- Working in a case -----------------------------------------------------------------------------------------

    /** Adds a note. */
    @POST
    @Path("{id}/note")
    @Operation(hidden = true)
    public Response note(
            long id, @FormParam("note") @DefaultValue("") String note, @Context HttpServerRequest request) {
        Case about = found(id);
        String text = note.strip();
        Optional<String> trouble = Optional.empty();
        if (text.isEmpty()) {
            trouble = Optional.of("The note is empty. Write something, or leave it.");
        } else if (text.length() > config.note()) {
            trouble = Optional.of("The note has %,d characters; at most %,d are kept. Shorten it."
                    .formatted(text.length(), config.note()));
        } else if (!about.open()) {
            trouble = Optional.of("The case is closed: nothing is added any more.");
        } else if (cases.full(about)) {
            trouble = Optional.of("The case is full: it has " + config.events() + " events. Open a new one.");
        }
        if (trouble.isPresent()) {
            return page(about, 400, text, trouble, request);
        }
        done(about, Deed.CASE_NOTED, me -> cases.note(about, me, text));
        return to(about);
    }

    /** Gives a case to somebody else who is active. */
    @POST
    @Path("{id}/hand-over")
    @Operation(hidden = true)
    public Response handOver(
            long id, @FormParam("to") @DefaultValue("") String to, @Context HttpServerRequest request) {
        Case about = found(id);
        boolean known = staff.everybody().stream().anyMatch(person -> person.isActive() && person.name.equals(to));
        if (!known || !about.open()) {
            return page(
                    about,
                    400,
                    "",
                    Optional.of(
                            known
                                    ? "The case is closed, so it cannot be handed over."
                                    : "Nobody of this name works here. Choose from the list."),
                    request);
        }
        done(about, Deed.CASE_HANDED_OVER, me -> cases.handOver(about, me, to));
        return to(about);
    }

    /** Closes a case. */
    @POST
    @Path("{id}/close")
    @Operation(hidden = true)
    public Response close(long id) {
        Case about = found(id);
        done(about, Deed.CASE_CLOSED, me -> cases.close(about, me));
        return to(about);
    }

    /** Deletes a case now, with everything in it. */
    @POST
    @Path("{id}/delete")
    @Operation(hidden = true)
    public Response delete(long id) {
        Case about = found(id);
        done(about, Deed.CASE_DELETED, me -> cases.delete(about));
        return StaffGateResource.page(
                200, "The case is deleted", "Nothing of it is left but a line in the audit trail, with its number.");
    }

    /** Does something and writes down who did it, both or neither. */
    private void done(Case about, Deed deed, Consumer<String> work) {
        String me = signedIn.getName();
        QuarkusTransaction.requiringNew().run(() -> {
            work.accept(me);
            audit.record(me, deed, about.reference());
        });
    }

    // ---- What a page is made from ----------------------------------------------------------------------------------

    private TicketText.Matter matter(Case about, List<CaseEvent> events, HttpServerRequest request) {
        Journeys.Told told = journeys.read(about.place());
        Optional<Orders.Complete> complete = told.plan()
                .map(query -> orders.read(query, site(request)))
                .filter(Orders.Complete.class::isInstance)
                .map(Orders.Complete.class::cast);
        List<Forecast> forecasts =
                complete.map(found -> found.order().plan().forecasts()).orElse(List.of());
        return new TicketText.Matter(
                about,
                Standing.of(events, forecasts, knowledge),
                told,
                complete.map(found -> PlanPage.of(found.order().plan(), knowledge, words)),
                complete.map(found -> found.order().permalink()).orElse(""),
                events.stream().flatMap(event -> event.sha256().stream()).reduce((earlier, later) -> later),
                knowledge.version());
    }

    private List<LiveFeed.Line> lines(Case about, List<CaseEvent> events) {
        Foretold foretold = foretold(about);
        return events.stream()
                .map(event -> CaseLine.forStaff(about, event, foretold, knowledge))
                .map(line -> new LiveFeed.Line(line.number(), new CaseViews.line(line, true).render()))
                .toList();
    }

    private Foretold foretold(Case about) {
        return new Foretold(cases.told(about), expectations, meetings);
    }

    private Case found(long id) {
        return cases.withId(id)
                .orElseThrow(() -> new NotFoundException(
                        "There is no case with this number. It may be over, and everything of it deleted."));
    }

    private String site(HttpServerRequest request) {
        return portal.orElse(request.authority() == null ? "" : request.scheme() + "://" + request.authority());
    }

    private static Response to(Case about) {
        return Response.seeOther(URI.create(about.staffPath())).build();
    }
}
