package tlsready.cases;

import java.time.Instant;
import java.util.Optional;

import tlsready.check.Visit;

/**
 * Something that happened in a case.
 *
 * @param number from 1, in the order of happening
 * @param by name of who did it: one of staff, or {@link #CUSTOMER}, or {@link #CHECK}
 * @param words a note, or what else there is to say; may be empty
 * @param place page of the guide that it is about: path and query, without the case
 * @param sha256 of the zip that was taken
 * @param visit the call that was seen
 */
public record CaseEvent(
        int number,
        Instant at,
        Kind kind,
        String by,
        String words,
        Optional<String> place,
        Optional<String> sha256,
        Optional<Visit> visit) {
    static final String CUSTOMER = "customer";
    static final String CHECK = "check";

    /** What can happen. */
    public enum Kind {
        OPENED("The case was opened", true),
        ANSWERED("The customer has a plan", true),
        EVIDENCE("The customer brought evidence", true),
        BUNDLE("The customer took the files", true),
        VISIT("A program called the check", true),
        NOTE("A note", false),
        HANDED_OVER("Handed over", false),
        CLOSED("The case was closed", true);

        private final String words;
        private final boolean forCustomer;

        Kind(String words, boolean forCustomer) {
            this.words = words;
            this.forCustomer = forCustomer;
        }

        public String words() {
            return words;
        }

        /** Whether the customer's page shows it too. */
        public boolean isForCustomer() {
            return forCustomer;
        }
    }
}
