package tlsready.check;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.PersistenceException;
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

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import tlsready.check.Expectations.Expected;
import tlsready.tls.Bytes;

/**
 * The check's pages in the portal: commands to copy, a test of the browser, and waiting rooms. The key of a room stands in
 * the address of its page; nothing else reads it.
 */
@Path("/check")
@Produces("text/html;charset=utf-8")
@Blocking
public class CheckResource {
    private static final Logger LOG = Logger.getLogger(CheckResource.class);
    private static final String HTML = "text/html;charset=utf-8";
    private static final int NEWEST = 60;
    private static final String POLICY = "Content-Security-Policy";
    private static final String CONNECT = "connect-src 'self'";

    private final CheckServer server;
    private final CheckFeed feed;
    private final LiveFeed live;
    private final CheckDoors doors;
    private final Openings openings;
    private final Clock clock;
    private final Expectations expectations;
    private final Meetings meetings;

    CheckResource(
            CheckServer server,
            CheckFeed feed,
            LiveFeed live,
            CheckDoors doors,
            RoomConfig rooms,
            Clock clock,
            Expectations expectations,
            Meetings meetings) {
        this.server = server;
        this.feed = feed;
        this.live = live;
        this.doors = doors;
        this.openings = new Openings(rooms.openings());
        this.clock = clock;
        this.expectations = expectations;
        this.meetings = meetings;
    }

    /** The door: commands, the browser test, a room to open. */
    @GET
    @Operation(hidden = true)
    public Response index(@QueryParam("endpoint") String endpoint, @Context HttpServerRequest request) {
        CheckPage page = page(endpoint, Optional.empty(), request);
        return page(new CheckViews.index(page), page.doors(), request);
    }

    /** The certificate of the local authority, to be trusted for the test. */
    @GET
    @Path("authority.cer")
    @Produces("application/x-x509-ca-cert")
    @Operation(hidden = true)
    public Response authority() {
        Bytes certificate = server.authority()
                .orElseThrow(() -> new NotFoundException("This portal uses certificates of another authority."));
        return Response.ok(certificate.toArray())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tls-ready-check.cer\"")
                .build();
    }

    /** Opens a waiting room; evidence and answers in the address go with it. */
    @POST
    @Path("room")
    @Operation(hidden = true)
    public Response open(@Context HttpServerRequest request) {
        Optional<Duration> wait = openings.refused(address(request), clock.instant());
        if (wait.isPresent()) {
            return tooMany(wait.get());
        }
        String carried = expectations.carried(request.query());
        return withDatabase(() -> Response.status(Response.Status.SEE_OTHER)
                .header(
                        HttpHeaders.LOCATION,
                        "/check/room/" + feed.open(carried).key())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    private static Response tooMany(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        var page = page(
                429,
                new CheckViews.noRoom(
                        "Too many waiting rooms from your address",
                        "Go on with a room that you have, or try again in " + (seconds / 60 + 1)
                                + " minutes. The commands on the page of the check work without a room."));
        return Response.fromResponse(page)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    /** A waiting room and its visits. */
    @GET
    @Path("room/{key}")
    @Operation(hidden = true)
    public Response room(String key, @QueryParam("endpoint") String endpoint, @Context HttpServerRequest request) {
        return inRoom(key, room -> {
            feed.watched(room, address(request));
            List<Visit> visits = feed.visits(room, 0);
            long last = visits.isEmpty() ? 0 : visits.get(visits.size() - 1).id();
            List<Visit> newest = visits.subList(Math.max(0, visits.size() - NEWEST), visits.size());
            CheckPage page = page(endpoint, room.open() ? Optional.of(room.label()) : Optional.empty(), request);
            Optional<Expected> expected = expected(room);
            var view = new CheckViews.room(page, room, sightings(reversed(newest), expected), last, expected);
            return page(view, page.doors(), request);
        });
    }

    /** The visits after the one with this id, for pages that ask again and again. */
    @GET
    @Path("room/{key}/visits")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response visits(String key, @QueryParam("after") long after, @Context HttpServerRequest request) {
        return inRoom(key, room -> {
            feed.watched(room, address(request));
            return LiveFeed.polled(lines(feed.visits(room, after), room), room.open());
        });
    }

    /** The same as they come, as server-sent events. */
    @GET
    @Path("room/{key}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> events(
            String key,
            @QueryParam("after") long after,
            @HeaderParam("Last-Event-ID") Long seen,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        Room room = LiveFeed.read(() -> feed.find(key)).orElseThrow(NotFoundException::new);
        String watcher = address(request);
        var last = new AtomicLong(seen == null ? after : seen);
        return live.stream(watcher, room, sse, () -> look(key, watcher, last));
    }

    /** Everything about one visit. */
    @GET
    @Path("room/{key}/visit/{id}")
    @Operation(hidden = true)
    public Response seen(String key, long id) {
        return inRoom(key, room -> {
            Optional<Expected> expected = expected(room);
            String page = expected.map(Expected::page).orElse("");
            return page(200, new CheckViews.seen(sighting(visit(room, id), expected), room, page));
        });
    }

    /** Two visits beside each other. */
    @GET
    @Path("room/{key}/compare")
    @Operation(hidden = true)
    public Response compare(String key, @QueryParam("before") long before, @QueryParam("after") long after) {
        return inRoom(key, room -> {
            if (before == 0 || after == 0) {
                return page(400, new CheckViews.choose(room));
            }
            Visit first = visit(room, Math.min(before, after));
            Visit second = visit(room, Math.max(before, after));
            if (before == after) {
                return page(400, new CheckViews.choose(room));
            }
            var comparison =
                    HelloComparison.of(first.page().assessment(), second.page().assessment());
            return page(200, new CheckViews.compare(first, second, comparison, room));
        });
    }

    /** Forgets a room at once. */
    @POST
    @Path("room/{key}/close")
    @Operation(hidden = true)
    public Response close(String key) {
        return inRoom(key, room -> {
            feed.close(room);
            return page(
                    200,
                    new CheckViews.noRoom(
                            "The room is gone", "Its visits are deleted. Nobody can read them any more."));
        });
    }

    // ---- Pages -----------------------------------------------------------------------------------------------------

    private CheckPage page(String wanted, Optional<String> label, HttpServerRequest request) {
        return doors.page(
                wanted,
                label,
                request.authority() == null ? "" : request.authority().toString());
    }

    private Visit visit(Room room, long id) {
        return feed.visits(room, id - 1).stream()
                .filter(visit -> visit.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no such visit in this room."));
    }

    private LiveFeed.Seen look(String key, String watcher, AtomicLong last) {
        Optional<Room> room = feed.find(key);
        if (room.isEmpty()) {
            return LiveFeed.Seen.NOTHING_EVER;
        }
        feed.watched(room.get(), watcher);
        List<Visit> visits = feed.visits(room.get(), last.get());
        visits.forEach(visit -> last.set(visit.id()));
        return new LiveFeed.Seen(lines(visits, room.get()), !room.get().open());
    }

    private List<LiveFeed.Line> lines(List<Visit> visits, Room room) {
        if (visits.isEmpty()) {
            return List.of(); // predictions are made only where somebody asks for them
        }
        return sightings(visits, expected(room)).stream()
                .map(sighting ->
                        new LiveFeed.Line(sighting.visit().id(), new CheckViews.visit(sighting, room).render()))
                .toList();
    }

    private Optional<Expected> expected(Room room) {
        return room.carries().isEmpty() ? Optional.empty() : expectations.of(room.carries());
    }

    private List<Sighting> sightings(List<Visit> visits, Optional<Expected> expected) {
        return visits.stream().map(visit -> sighting(visit, expected)).toList();
    }

    private Sighting sighting(Visit visit, Optional<Expected> expected) {
        return new Sighting(
                visit, expected.flatMap(what -> meetings.meet(what, visit.page().assessment())));
    }

    private static <T> List<T> reversed(List<T> list) {
        var reversed = new ArrayList<T>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private Response inRoom(String key, Function<Room, Response> answer) {
        return withDatabase(() -> feed.find(key)
                .map(answer)
                .orElseGet(() -> page(
                        404,
                        new CheckViews.noRoom(
                                "There is no such room",
                                "A room is deleted some time after it closes. Open a new one; it takes a second."))));
    }

    private interface Reading {
        Response answer();
    }

    /** The check itself goes on without the database; its rooms cannot. */
    private static Response withDatabase(Reading reading) {
        try {
            return reading.answer();
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.warnf("A waiting room cannot be shown: %s", e.getMessage());
            return page(
                    503,
                    new CheckViews.noRoom(
                            "Waiting rooms are closed for the moment",
                            "The database of this portal does not answer. The commands on the page of the check work"
                                    + " all the same: they print the verdict themselves."));
        }
    }

    /** Pages with the key of a room in their address, or with a command, are never kept. */
    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(page.render())
                .build();
    }

    /** A page whose script may also call the endpoints. It replaces the header that every answer has, so not in the answer. */
    private static Response page(TemplateInstance page, List<CheckPage.Door> doors, HttpServerRequest request) {
        String callable = doors.stream().map(door -> " " + door.origin()).collect(Collectors.joining());
        String policy = request.response().headers().get(POLICY);
        if (policy != null) {
            request.response().headers().set(POLICY, policy.replace(CONNECT, CONNECT + callable));
        }
        return page(200, page);
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
