package tlsready.cases;

import java.util.Optional;

import tlsready.check.Visit;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;

/**
 * An event as a page shows it, with nothing left to decide.
 *
 * @param title what happened
 * @param by who did it, for those who sign in; empty on the customer's page
 * @param note what somebody wrote, as it was written; may be empty
 * @param sha256 of the files taken
 * @param link to the page it is about
 * @param call the call that was seen
 */
public record CaseLine(
        int number,
        Moment at,
        String title,
        String by,
        String note,
        Optional<String> sha256,
        Optional<String> link,
        Optional<Call> call) {
    /**
     * A call to the check.
     *
     * @param stack the network stack that called, in words
     * @param address where it came from; only for those who sign in, and only while the room is open
     * @param met what was predicted of it; only for those who sign in
     */
    public record Call(
            long id,
            String href,
            String stack,
            String endpoint,
            String tone,
            String title,
            String headline,
            boolean certain,
            Optional<String> address,
            Optional<Foretold.Met> met) {}

    /** The line of an event on the customer's page. */
    static CaseLine forCustomer(Case which, CaseEvent event, Knowledge knowledge) {
        return of(event, which.customerPath(), which.customerPath(), false, Optional.empty(), knowledge);
    }

    /** The line of an event on the page of those who sign in; pages of the guide are linked to without the case. */
    static CaseLine forStaff(Case which, CaseEvent event, Foretold foretold, Knowledge knowledge) {
        return of(event, which.staffPath(), "", true, foretold.of(event), knowledge);
    }

    private static CaseLine of(
            CaseEvent event,
            String base,
            String guide,
            boolean staff,
            Optional<Foretold.Met> met,
            Knowledge knowledge) {
        boolean note = event.kind() == CaseEvent.Kind.NOTE;
        return new CaseLine(
                event.number(),
                new Moment(event.at()),
                title(event, staff),
                staff && !event.by().equals(CaseEvent.CHECK) ? event.by() : "",
                note ? event.words() : "",
                event.sha256(),
                event.place().map(place -> guide + place.replaceFirst("^/bundle\\.zip\\?", "/bundle?")),
                event.visit().map(visit -> call(visit, base, staff, met, knowledge)));
    }

    private static String title(CaseEvent event, boolean staff) {
        if (!staff) {
            return event.kind().toCustomer();
        }
        return event.kind() == CaseEvent.Kind.HANDED_OVER
                ? "Handed over to " + event.words()
                : event.kind().words();
    }

    private static Call call(Visit visit, String base, boolean staff, Optional<Foretold.Met> met, Knowledge knowledge) {
        return new Call(
                visit.id(),
                base + "/visit/" + visit.id(),
                stack(visit, knowledge),
                visit.page().assessment().endpoint().name(),
                visit.page().tone(),
                visit.page().title(),
                visit.page().assessment().headline(),
                visit.certain(),
                staff ? visit.address() : Optional.empty(),
                met);
    }

    /** The stack of a visit in words: as its label says, else by its hello. */
    static String stack(Visit visit, Knowledge knowledge) {
        return visit.stack()
                .map(knowledge::stack)
                .map(NetworkStack::name)
                .orElseGet(() -> visit.page().assessment().stack().name());
    }
}
