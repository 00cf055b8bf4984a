package tlsready.cases;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import tlsready.bundle.Orders;
import tlsready.remediation.Forecast;

/** Gives receipts for cases, to the customer and to those who help: the same for both. */
@ApplicationScoped
public class CaseReceiptServer {
    private static final String CODE = "/evidence/result?e=";

    private final CaseFeed cases;
    private final Journeys journeys;
    private final Orders orders;
    private final Receipts receipts;
    private final SigningServer keys;
    private final Clock clock;

    CaseReceiptServer(
            CaseFeed cases, Journeys journeys, Orders orders, Receipts receipts, SigningServer keys, Clock clock) {
        this.cases = cases;
        this.journeys = journeys;
        this.orders = orders;
        this.receipts = receipts;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The receipt as it stands now, or a page that says why there is none.
     *
     * @param form json or html
     * @param back the page that asks
     */
    Response of(Case about, String form, String back) {
        List<CaseEvent> events = cases.events(about, 0);
        List<ReceiptCall> calls = events.stream()
                .flatMap(event -> event.visit().stream())
                .map(ReceiptCall::of)
                .toList();
        return receipts.of(subject(about, events), calls, clock.instant())
                .map(receipt -> ReceiptResource.file(keys.sign(receipt), form, "case-" + about.id()))
                .orElseGet(() -> ReceiptResource.none(
                        409,
                        "There is nothing to give a receipt for yet",
                        "A receipt needs a call with the label of the case that passed, and that no later call of the same"
                                + " kind took back. Run Test.js or Test.ps1 from the files, and come back.",
                        back));
    }

    private ReceiptSubject subject(Case about, List<CaseEvent> events) {
        return new ReceiptSubject(
                "case",
                Long.toString(about.id()),
                last(events.stream()
                        .filter(event -> event.kind() == CaseEvent.Kind.EVIDENCE)
                        .flatMap(event -> event.place().stream())
                        .filter(place -> place.startsWith(CODE))
                        .map(place -> place.substring(CODE.length()))
                        .toList()),
                last(events.stream().flatMap(event -> event.sha256().stream()).toList()),
                expected(about));
    }

    /** The stacks that the plan has to make work. */
    private List<String> expected(Case about) {
        return journeys
                .read(about.place())
                .plan()
                .map(query -> orders.read(query, ""))
                .filter(Orders.Complete.class::isInstance)
                .map(Orders.Complete.class::cast)
                .map(complete -> complete.order().plan().forecasts())
                .orElse(List.of())
                .stream()
                .filter(Forecast::required)
                .map(forecast -> forecast.stack().id())
                .toList();
    }

    private static Optional<String> last(List<String> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
