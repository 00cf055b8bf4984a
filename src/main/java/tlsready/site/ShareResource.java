package tlsready.site;

import java.time.Clock;
import java.util.Optional;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import tlsready.cases.Network;
import tlsready.cases.Ticket;
import tlsready.guide.SharedLink;
import tlsready.knowledge.Editions;

/** Shares pages: short links, QR codes, texts for tickets. Only what the address of a page says is kept. */
@Path("/")
@Blocking
public class ShareResource {
    private static final Logger LOG = Logger.getLogger(ShareResource.class);
    private static final String HTML = "text/html;charset=utf-8";
    private static final String NO_STORE = "no-store";
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int AWAY = 503;

    private final SharePages pages;
    private final ShareFeed feed;
    private final ShareConfig config;
    private final Editions editions;
    private final Clock clock;
    private final Optional<String> portal;
    private final ShareRate made;
    private final ShareRate missed;

    ShareResource(
            SharePages pages,
            ShareFeed feed,
            ShareConfig config,
            Editions editions,
            Clock clock,
            @ConfigProperty(name = "portal.address") Optional<String> portal) {
        this.pages = pages;
        this.feed = feed;
        this.config = config;
        this.editions = editions;
        this.clock = clock;
        this.portal = portal;
        this.made = new ShareRate(config.most(), config.window());
        this.missed = new ShareRate(config.most(), config.window());
    }

    /** Makes the short link of a page and goes to the page that shows it; without the database, the long one must do. */
    @POST
    @Path("share")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response make(@FormParam("page") String page, @Context HttpServerRequest request) {
        SharePages.Page wanted = pages.read(page == null ? "" : page, site(request));
        if (!made.allows(Network.of(address(request)), clock.instant())) {
            return share(
                    TOO_MANY,
                    SharePage.of(
                            wanted,
                            Optional.empty(),
                            "Too many short links were made from your address just now. The long link works all the"
                                    + " same; try again in some minutes for a short one.",
                            config.kept()));
        }
        try {
            String code = feed.code(wanted.address(), editions.today());
            return Response.status(Response.Status.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, "/share/" + code)
                    .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                    .build();
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.warnf("A short link cannot be made: %s", e.getMessage());
            return share(
                    AWAY,
                    SharePage.of(
                            wanted,
                            Optional.empty(),
                            "Short links cannot be made for the moment: the database of this portal does not answer. The"
                                    + " long link needs none and works all the same.",
                            config.kept()));
        }
    }

    /** All the ways to share a page. */
    @GET
    @Path("share/{code}")
    @Operation(hidden = true)
    public Response show(String code, @Context HttpServerRequest request) {
        return opened(code, request, (found, spelled) -> {
            SharePages.Page page = pages.read(found.target(), site(request));
            return share(200, SharePage.of(page, Optional.of(site(request) + "/s/" + spelled), "", config.kept()));
        });
    }

    /** A short link: on to its page, with the edition it was made under if that is not today's. */
    @GET
    @Path("s/{code}")
    @Operation(hidden = true)
    public Response open(String code, @Context HttpServerRequest request) {
        return opened(code, request, (found, spelled) -> Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, new SharedLink(found.target(), editions.since(found.edition())).address())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build());
    }

    private interface Opened {
        Response answer(ShareFeed.Kept found, String spelled);
    }

    private Response opened(String typed, HttpServerRequest request, Opened opened) {
        try {
            Optional<String> code = ShareCode.read(typed);
            Optional<ShareFeed.Kept> found = code.flatMap(feed::open);
            if (found.isPresent()) {
                return opened.answer(found.get(), code.get());
            }
            boolean few = missed.allows(Network.of(address(request)), clock.instant());
            return few
                    ? problem(
                            NOT_FOUND,
                            "There is no such link",
                            "A letter may be missing, or nobody opened the link for "
                                    + config.kept().toDays() + " days and it was forgotten. Ask for a new one.")
                    : problem(
                            TOO_MANY,
                            "Too many wrong links",
                            "Many codes that do not exist were tried from your address"
                                    + " just now. Try again in some minutes.");
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.warnf("A short link cannot be opened: %s", e.getMessage());
            return problem(
                    AWAY,
                    "Short links cannot be opened for the moment",
                    "The database of this portal does not answer. The link is not lost; try again in some minutes. Long"
                            + " links work all the same.");
        }
    }

    // ---- Texts for tickets ---------------------------------------------------------------------------------------

    /** The text of a page for a ticket. */
    @GET
    @Path("{page: plan|guide|evidence/result|lint}.{form: txt|md}")
    @Operation(hidden = true)
    public Response text(String page, String form, @Context HttpServerRequest request) {
        String query = request.query() == null ? "" : "?" + request.query();
        Ticket ticket = pages.read("/" + page + query, site(request)).ticket();
        boolean plain = form.equals("txt");
        return Response.ok(
                        plain ? ticket.plain() : ticket.markdown(),
                        plain ? "text/plain;charset=utf-8" : "text/markdown;charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    // ---- Answers ---------------------------------------------------------------------------------------------------

    private static Response share(int status, SharePage page) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .entity(new ShareViews.share(page).render())
                .build();
    }

    private static Response problem(int status, String title, String detail) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .entity(new SiteViews.error(new Problem(status, title, detail)).render())
                .build();
    }

    /** This portal's address as its operator configured it; otherwise the one it was asked under, if it is one. */
    private String site(HttpServerRequest request) {
        String asked = request.authority() == null ? "" : request.scheme() + "://" + request.authority();
        return portal.orElse(GuideOrders.SITE.matcher(asked).matches() ? asked : "http://localhost:8080");
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
