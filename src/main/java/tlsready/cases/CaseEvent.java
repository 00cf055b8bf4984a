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
        OPENED("The case was opened", "Your case was opened"),
        ANSWERED("The customer has a plan", "You have a plan"),
        EVIDENCE("The customer brought evidence", "You let the PC speak for itself"),
        BUNDLE("The customer took the files", "You took the files"),
        VISIT("A program called the check", "A program called the check"),
        NOTE("A note", ""),
        HANDED_OVER("Handed over", ""),
        CLOSED("The case was closed", "Your case was closed");

        private final String words;
        private final String toCustomer;

        Kind(String words, String toCustomer) {
            this.words = words;
            this.toCustomer = toCustomer;
        }

        public String words() {
            return words;
        }

        /** Whether the customer's page shows it too. */
        public boolean isForCustomer() {
            return !toCustomer.isEmpty();
        }

        /** Whether it says what machine the customer has. */
        public boolean tellsOfTheMachine() {
            return this == ANSWERED || this == EVIDENCE;
        }

        /** The same to the customer. */
        public String toCustomer() {
            return toCustomer;
        }
    }
}
