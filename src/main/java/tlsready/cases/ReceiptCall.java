package tlsready.cases;

import java.util.Optional;

import tlsready.check.Assessment;
import tlsready.check.Visit;

/**
 * A call that a receipt may speak of.
 *
 * @param stack id of the network stack that its label names, if it names one
 * @param certain whether it carried a label; one that only came from the same address proves nothing
 */
public record ReceiptCall(Optional<String> stack, boolean certain, Assessment assessment) {
    /** A visit, of the stack that its label names. */
    public static ReceiptCall of(Visit visit) {
        return new ReceiptCall(visit.stack(), visit.certain(), visit.page().assessment());
    }

    boolean passed() {
        return certain && assessment.verdict().passed();
    }

    /** Whether both can be the same stack: the same label's, or, where a label names none, hellos of one family. */
    boolean mayBe(ReceiptCall other) {
        if (stack.isPresent() || other.stack.isPresent()) {
            return stack.equals(other.stack);
        }
        return assessment.stack().family().equals(other.assessment.stack().family());
    }
}
