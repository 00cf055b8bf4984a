package tlsready.cases;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.check.RoomConfig;

/** What this portal keeps, why, and how long: made from the settings it runs with. */
@Path("/privacy")
@Produces("text/html;charset=utf-8")
public class PrivacyResource {
    private final List<Retention> kept;

    /** The page. */
    @CheckedTemplate(basePath = "cases")
    record privacy(List<Retention> kept) implements TemplateInstance {}

    PrivacyResource(CasesConfig cases, RoomConfig rooms, StaffConfig staff, @All List<Retentions> others) {
        this.kept = Stream.concat(
                        kept(cases, rooms, staff).stream(), others.stream().flatMap(other -> other.all().stream()))
                .toList();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        return new privacy(kept);
    }

    List<Retention> kept() {
        return kept;
    }

    private static List<Retention> kept(CasesConfig cases, RoomConfig rooms, StaffConfig staff) {
        String caseOver =
                "on the day that the case’s page says: " + cases.days() + " days after it was opened unless its"
                        + " opener chose others (at most " + cases.mostDays() + "), or when staff delete it";
        return List.of(
                new Retention(
                        "A case: ticket number, names of the staff who opened it and look after it, the customer’s code",
                        "So that both sides find it again. The code is kept as it is, because staff send the link again.",
                        caseOver,
                        List.of("support_case")),
                new Retention(
                        "What happened in a case: answers and evidence as they stand in the address of the guide’s"
                                + " pages (redacted before they get there), which files were taken (their SHA-256), calls"
                                + " that the check saw, notes of staff",
                        "So that support sees what the machine offered before and after.",
                        caseOver,
                        List.of("case_event")),
                new Retention(
                        "A waiting room of the check: its label, a hash of its key, and, if it was opened for one machine, the"
                                + " redacted evidence and answers about it",
                        "So that calls find their way to the page that waits for them.",
                        words(rooms.kept()) + " after it closes; it closes after " + words(rooms.open())
                                + "; the room of a case goes with the case",
                        List.of("check_room")),
                new Retention(
                        "What the check saw of a call with the label of a room: the TLS client hello in words, the"
                                + " program’s name for itself, and what came of it",
                        "That is what the room is for.",
                        "with its room",
                        List.of("check_visit")),
                new Retention(
                        "The address a call came from, and the bytes of its hello",
                        "To tell calls of one machine from others’, and to look closer at an odd hello.",
                        "when the room closes, or the case",
                        List.of("check_visit")),
                new Retention(
                        "Addresses from which a room or a case is being watched",
                        "A refused call may carry no label; one from the same address is probably of the watcher.",
                        "when the room closes, or the case",
                        List.of("check_watcher")),
                new Retention(
                        "Names of staff, and their passwords as Argon2id hashes; of those who come through single sign-on,"
                                + " a hash of how its provider calls them",
                        "So that they can sign in. Nobody else in this portal has an account.",
                        "never by itself: the audit trail names them",
                        List.of("staff")),
                new Retention(
                        "Sessions of staff: a hash of the key in the cookie, and when it was used",
                        "So that signing out works everywhere at once.",
                        words(staff.session()) + " after signing in, or " + words(staff.idle()) + " without use",
                        List.of("staff_session")),
                new Retention(
                        "Tries to sign in: hashes of the name and of the network",
                        "So that passwords cannot be guessed.",
                        "after " + words(staff.triesWindow()),
                        List.of("sign_in_try")),
                new Retention(
                        "Keys that sign receipts: the open part, and the private part sealed with a secret that is not in"
                                + " the database",
                        "So that receipts can be verified. A receipt itself is not kept here.",
                        "the private part when the key signs no more, the open part never",
                        List.of("signing_key")),
                new Retention(
                        "The audit trail: who of the staff did what to which case, and who looked at it",
                        "So that staff can be asked.",
                        "after " + words(staff.auditKept()),
                        List.of("audit")));
    }

    /** A time as people say it. */
    public static String words(Duration time) {
        if (time.toDays() > 0 && time.toDaysPart() == time.toDays() && time.toHoursPart() == 0) {
            return counted(time.toDays(), "day");
        }
        return time.toHours() > 0 && time.toMinutesPart() == 0
                ? counted(time.toHours(), "hour")
                : counted(time.toMinutes(), "minute");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
