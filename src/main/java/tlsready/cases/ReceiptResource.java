package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import tlsready.check.CheckFeed;
import tlsready.check.Room;

/** Receipts of waiting rooms, for those who have the key. Both forms are files to keep: no page of the portal. */
@Path("/check/room/{key}/receipt.{form: json|html}")
@Blocking
public class ReceiptResource {
    private static final Logger LOG = Logger.getLogger(ReceiptResource.class);
    private static final String HTML = "text/html;charset=utf-8";

    private final CheckFeed feed;
    private final Receipts receipts;
    private final SigningServer keys;
    private final Clock clock;

    ReceiptResource(CheckFeed feed, Receipts receipts, SigningServer keys, Clock clock) {
        this.feed = feed;
        this.receipts = receipts;
        this.keys = keys;
        this.clock = clock;
    }

    /** The receipt as it stands now. */
    @GET
    @Operation(hidden = true)
    public Response ofRoom(String key, String form) {
        try {
            Optional<Room> room = feed.find(key);
            if (room.isEmpty()) {
                return none(
                        404,
                        "There is no such room",
                        "A room is deleted some time after it closes. A receipt that you kept can still be verified.",
                        "/check");
            }
            List<ReceiptCall> calls =
                    feed.visits(room.get(), 0).stream().map(ReceiptCall::of).toList();
            return receipts.of(ReceiptSubject.room(room.get().label()), calls, clock.instant())
                    .map(receipt -> file(keys.sign(receipt), form, room.get().label()))
                    .orElseGet(() -> none(
                            409,
                            "There is nothing to give a receipt for yet",
                            "A receipt needs a call with the label of the room that passed, and that no later call of the"
                                    + " same kind took back. Run a command of the room, and come back.",
                            "/check/room/" + key));
        } catch (PersistenceException | QuarkusTransactionException e) {
            LOG.warnf("A receipt cannot be made: %s", e.getMessage());
            return none(
                    503,
                    "Receipts cannot be made for the moment",
                    "The database of this portal does not answer. Nothing is lost: the room keeps what it saw. Try again"
                            + " in some minutes.",
                    "/check");
        }
    }

    /** A receipt as a file to keep. */
    static Response file(SignedReceipt signed, String form, String name) {
        boolean json = form.equals("json");
        String content = json ? signed.file() : new ReceiptViews.receipt(signed).render();
        return Response.ok(content.getBytes(StandardCharsets.UTF_8), json ? MediaType.APPLICATION_JSON : HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"tls-ready-receipt-" + name + "." + form + "\"")
                .build();
    }

    /** Why there is no receipt. */
    static Response none(int status, String title, String words, String back) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ReceiptViews.noReceipt(title, words, back).render())
                .build();
    }
}
