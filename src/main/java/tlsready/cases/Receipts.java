package tlsready.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tlsready.check.Assessment;
import tlsready.check.HelloComparison;
import tlsready.check.Offer;
import tlsready.check.Remark;
import tlsready.knowledge.Knowledge;

/**
 * Writes receipts. A stack is proved by a call with a label whose verdict is {@code passed}, if no later call of the same
 * stack failed. A refused client does not say which program it is, so an earlier refusal is told as that of the same TLS,
 * not of the same program.
 */
public final class Receipts {
    /** A program may call itself whatever it likes. */
    private static final int LONGEST = 120;

    private static final String NOTHING_ELSE =
            "Nothing is said of other programs on this computer, or of other ways in which the same program connects.";

    private static final String PROBABLY =
            " (it came from the same address without a label, so it is probably the same computer)";

    private final Knowledge knowledge;
    private final Optional<String> issuer;

    /**
     * @param issuer address of this portal as its operator configured it; what a visitor's Host header says is nothing to
     *     sign
     */
    public Receipts(Knowledge knowledge, Optional<String> issuer) {
        this.knowledge = knowledge;
        this.issuer = issuer;
    }

    /**
     * The receipt for these calls; nothing if none of them proves anything.
     *
     * @param calls in the order in which they came
     */
    public Optional<Receipt> of(ReceiptSubject subject, List<ReceiptCall> calls, Instant now) {
        var proved = new ArrayList<Receipt.Proved>();
        var notProved = new ArrayList<Receipt.NotProved>();
        Set<String> doesNotProve = new LinkedHashSet<>();
        doesNotProve.add(NOTHING_ELSE);
        for (int i = 0; i < calls.size(); i++) {
            ReceiptCall call = calls.get(i);
            List<ReceiptCall> later = calls.subList(i + 1, calls.size());
            if (call.passed() && later.stream().noneMatch(next -> supersedes(next, call))) {
                proved.add(proved(call, calls.subList(0, i)));
                call.assessment().notProven().stream().map(Remark::text).forEach(doesNotProve::add);
            } else if (!call.assessment().verdict().passed() && later.stream().noneMatch(call::mayBe)) {
                notProved.add(failed(call));
            }
        }
        for (String id : subject.expected()) {
            if (calls.stream().noneMatch(call -> call.stack().equals(Optional.of(id)))) {
                notProved.add(new Receipt.NotProved(
                        knowledge.stack(id).name(), Optional.empty(), Optional.empty(), "It never called."));
            }
        }
        if (proved.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Receipt(
                Receipt.FORMAT,
                issuer,
                now.truncatedTo(ChronoUnit.SECONDS),
                subject.about(),
                knowledge.version(),
                subject.evidenceHash(),
                subject.bundle(),
                proved,
                notProved,
                List.copyOf(doesNotProve)));
    }

    /** A later failure of what may be the same stack takes a proof back; a later pass of the same program is the proof. */
    private boolean supersedes(ReceiptCall next, ReceiptCall call) {
        if (!next.mayBe(call)) {
            return false;
        }
        return next.passed()
                ? claimed(next).equals(claimed(call))
                : next.certain() && !next.assessment().verdict().passed();
    }

    private Receipt.Proved proved(ReceiptCall call, List<ReceiptCall> earlier) {
        Optional<ReceiptCall> before = earlier.stream()
                .filter(other ->
                        other.mayBe(call) && !other.assessment().verdict().passed())
                .reduce((first, second) -> second);
        return new Receipt.Proved(
                call.assessment().stack().name(),
                claimed(call),
                called(call.assessment().endpoint()),
                before.map(Receipts::seen),
                seen(call),
                before.map(other -> HelloComparison.of(other.assessment(), call.assessment())
                                .words())
                        .orElse(List.of()));
    }

    private String called(Assessment.Place endpoint) {
        return endpoint.target()
                .map(id ->
                        endpoint.name() + " (a copy of " + knowledge.target(id).name() + ", not the service itself)")
                .orElse(endpoint.name());
    }

    private Receipt.NotProved failed(ReceiptCall call) {
        return new Receipt.NotProved(
                call.assessment().stack().name(),
                claimed(call),
                Optional.of(seen(call)),
                call.assessment().headline());
    }

    private Optional<String> claimed(ReceiptCall call) {
        return call.stack()
                .map(id -> knowledge.stack(id).name())
                .or(() -> call.assessment().program())
                .map(name -> name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…");
    }

    private static Receipt.Seen seen(ReceiptCall call) {
        Assessment assessment = call.assessment();
        return new Receipt.Seen(
                assessment.when().truncatedTo(ChronoUnit.SECONDS),
                assessment.verdict().token(),
                hello(assessment) + (call.certain() ? "" : PROBABLY));
    }

    private static String hello(Assessment assessment) {
        String offered = assessment.offered().map(Receipts::offered).orElse("no hello that could be read");
        String agreed = assessment
                .negotiated()
                .map(both -> "; agreed on " + both.version() + " with " + both.suite())
                .orElse("");
        return offered + agreed;
    }

    private static String offered(Offer offer) {
        String versions = offer.versions().isEmpty()
                ? offer.highest().map(highest -> highest + " at most").orElse("no version we know")
                : String.join(", ", offer.versions());
        return "offered " + versions + " and " + offer.suites().size() + " cipher suites";
    }
}
