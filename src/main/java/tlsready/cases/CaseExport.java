package tlsready.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tlsready.check.Assessment;
import tlsready.check.Visit;

/** Everything that is stored about a case, for those who ask what is. As JSON it is {@value #CONTRACT}. */
record CaseExport(
        String contract,
        long id,
        String code,
        String label,
        String ticket,
        String language,
        String owner,
        String openedBy,
        Instant openedAt,
        Instant expiresAt,
        Optional<Instant> closedAt,
        String place,
        Optional<Instant> customerAt,
        List<Event> events) {
    static final String CONTRACT = "tls-ready/case/1";

    /** An event. */
    record Event(
            int number,
            Instant at,
            String kind,
            String by,
            String words,
            Optional<String> place,
            Optional<String> sha256,
            Optional<Call> call) {}

    /**
     * A call to the check.
     *
     * @param stack as the label said
     * @param address where it came from, while the case is open
     * @param raw the hello in hexadecimal, while the case is open
     */
    record Call(
            boolean labelled,
            Optional<String> stack,
            Optional<String> address,
            Optional<String> raw,
            Assessment assessment) {}

    static CaseExport of(Case one, List<CaseEvent> events) {
        return new CaseExport(
                CONTRACT,
                one.id(),
                one.code().spelled(),
                one.label(),
                one.ticket(),
                one.language().id(),
                one.owner(),
                one.openedBy(),
                one.openedAt(),
                one.expiresAt(),
                one.closedAt(),
                one.place(),
                one.customerAt(),
                events.stream().map(CaseExport::event).toList());
    }

    private static Event event(CaseEvent event) {
        return new Event(
                event.number(),
                event.at(),
                event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                event.by(),
                event.words(),
                event.place(),
                event.sha256(),
                event.visit().map(CaseExport::call));
    }

    private static Call call(Visit visit) {
        return new Call(
                visit.certain(),
                visit.stack(),
                visit.address(),
                visit.raw(),
                visit.page().assessment());
    }
}
