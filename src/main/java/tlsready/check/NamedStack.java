package tlsready.check;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;

import tlsready.knowledge.Mark;

/**
 * A TLS stack as a hello gives it away: a guess with its ground, or {@link #UNKNOWN}.
 *
 * @param id kebab-case, permanent
 * @param name as it stands in a sentence: {@code "Windows 7, 8 or 8.1, or Server 2008 R2 to 2012 R2"}
 * @param family who wrote it: schannel, boringssl, apple, nss, openssl, java, go, gnutls, or unknown
 * @param browser whether only browsers have it
 * @param windows ids of the suite lists of Windows that the hello fits; empty unless it is Schannel
 * @param mark how sure we are
 * @param ground what the name rests on
 */
public record NamedStack(
        String id, String name, String family, boolean browser, List<String> windows, Mark mark, String ground) {
    /** The stack of {@link #UNKNOWN}. */
    public static final String UNKNOWN_FAMILY = "unknown";

    /** A hello that fits none we know. */
    public static final NamedStack UNKNOWN = new NamedStack(
            UNKNOWN_FAMILY,
            "a TLS stack that we do not know",
            UNKNOWN_FAMILY,
            false,
            List.of(),
            Mark.CONFIRMED,
            "Its client hello fits none of those we have seen.");

    public NamedStack {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(family);
        Objects.requireNonNull(mark);
        Objects.requireNonNull(ground);
        windows = List.copyOf(windows);
    }

    @JsonIgnore
    public boolean isKnown() {
        return !family.equals(UNKNOWN_FAMILY);
    }

    /** Whether this is the TLS of Windows itself, which follows the registry. */
    @JsonIgnore
    public boolean isSchannel() {
        return family.equals("schannel");
    }
}
