package tlsready.check;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one call to an endpoint comes to: a single value with many coats (text, JSON, pages). Nothing is left to decide
 * in it. As JSON it is the contract {@value #CONTRACT}, whose names and types do not change.
 *
 * @param verdict what it comes to
 * @param headline one sentence with everything in it, plain ASCII
 * @param meaning what it means for the person
 * @param notProven what it does not prove, at least one sentence
 * @param when the connection was accepted
 * @param endpoint what was called
 * @param stack whose TLS this is, by its hello
 * @param program what the program says it is (User-Agent), if it said
 * @param offered what the client offers; nothing if no hello could be read
 * @param negotiated what was agreed on, if anything
 * @param alert by which the handshake was refused, if it was
 * @param targets what this hello lets expect of services that were not called
 */
@JsonPropertyOrder({"contract", "verdict", "headline", "meaning", "notProven", "when", "endpoint", "stack"})
public record Assessment(
        Verdict verdict,
        String headline,
        List<Remark> meaning,
        List<Remark> notProven,
        Instant when,
        Place endpoint,
        NamedStack stack,
        Optional<String> program,
        Optional<Offer> offered,
        Optional<Agreed> negotiated,
        Optional<Refusal> alert,
        List<Outlook> targets) {
    /** Name and version of the JSON. */
    public static final String CONTRACT = "tls-ready/verdict/1";

    /**
     * The endpoint.
     *
     * @param target id of the service that it copies
     */
    public record Place(String id, String name, Optional<String> target) {}

    /**
     * What both sides agreed on.
     *
     * @param version {@code "TLS 1.2"}
     * @param suite IANA name
     * @param alpn application protocol
     */
    public record Agreed(String version, String suite, Optional<String> alpn) {}

    /**
     * An alert that ended the handshake.
     *
     * @param by {@code "endpoint"} or {@code "client"}
     * @param name {@code "protocol_version"}; {@code "encrypted"} if nobody could read it
     * @param code level and number, {@code "2:70"}
     */
    public record Refusal(String by, String name, Optional<String> code) {}

    public Assessment {
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(headline);
        Objects.requireNonNull(stack);
        meaning = List.copyOf(meaning);
        notProven = List.copyOf(notProven);
        targets = List.copyOf(targets);
        if (notProven.isEmpty()) {
            throw new IllegalArgumentException("an assessment says what it does not prove");
        }
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String contract() {
        return CONTRACT;
    }

    /** The one line for scripts, without its end: token, endpoint, headline. */
    public String line() {
        return line(verdict, endpoint.id(), headline);
    }

    static String line(Verdict verdict, String endpoint, String headline) {
        return verdict.token() + " " + endpoint + " " + headline;
    }
}
