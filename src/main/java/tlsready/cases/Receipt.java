package tlsready.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What was proved by calls to the check, to be kept: only what was seen, and beside it what was not. It names no person,
 * no address and no key; the case or room is only a hash, which whoever knows its reference can compare.
 *
 * @param format name and version of this form
 * @param issuer address of the portal that says so, if its operator configured one
 * @param issuedAt when it was made
 * @param about what it belongs to
 * @param knowledge edition of the knowledge it was made under
 * @param evidence SHA-256 of the code of the evidence, if some was brought
 * @param bundle SHA-256 of the zip with the files, if one is known to have been taken
 * @param proved stacks that passed; at least one
 * @param notProved stacks that did not pass, or never called
 * @param doesNotProve what must not be concluded, in sentences; at least one
 */
public record Receipt(
        String format,
        Optional<String> issuer,
        Instant issuedAt,
        About about,
        String knowledge,
        Optional<String> evidence,
        Optional<String> bundle,
        List<Proved> proved,
        List<NotProved> notProved,
        List<String> doesNotProve) {
    /** Name and version; within it nothing is renamed or taken away. */
    public static final String FORMAT = "tls-ready-receipt/1";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * What a receipt belongs to.
     *
     * @param kind {@code room} or {@code case}
     * @param sha256 of kind, a colon and the reference: {@code room:k7m3px}
     */
    public record About(String kind, String sha256) {}

    /**
     * A stack that passed.
     *
     * @param stack how the call gave itself away, by its hello
     * @param claimed what it said it is: the stack that its label names, or its User-Agent; a claim is no proof
     * @param called the endpoint, and the service that it copies, if it copies one: the service itself was not called
     * @param before an earlier call that did not pass, if one was seen
     * @param after the call that passed
     * @param change what is different between the two, in words
     */
    public record Proved(
            String stack,
            Optional<String> claimed,
            String called,
            Optional<Seen> before,
            Seen after,
            List<String> change) {
        public Proved {
            change = List.copyOf(change);
        }
    }

    /** A stack that did not pass, or that nothing was seen of, and why, in a sentence. */
    public record NotProved(String stack, Optional<String> claimed, Optional<Seen> last, String why) {}

    /**
     * A call.
     *
     * @param at when it came
     * @param verdict token of the verdict: {@code passed}
     * @param hello what it offered, in words
     */
    public record Seen(Instant at, String verdict, String hello) {
        /** When it came, for people. */
        public String time() {
            return TIME.format(at);
        }
    }

    public Receipt {
        Objects.requireNonNull(issuedAt);
        Objects.requireNonNull(about);
        Objects.requireNonNull(knowledge);
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("not a receipt of the form " + FORMAT + ": " + format);
        }
        proved = List.copyOf(proved);
        notProved = List.copyOf(notProved);
        doesNotProve = List.copyOf(doesNotProve);
        if (proved.isEmpty() || doesNotProve.isEmpty()) {
            throw new IllegalArgumentException("a receipt says what was proved, and what was not");
        }
    }

    /** When it was made, for people. */
    public String time() {
        return TIME.format(issuedAt);
    }
}
