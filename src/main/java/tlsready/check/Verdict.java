package tlsready.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a call to an endpoint comes to. No two of these are ever taken together, and only {@link #PASSED} has a status
 * of 2xx. Tokens are permanent.
 */
public enum Verdict {
    /** TLS 1.2 or later was negotiated with a version and a suite that client and endpoint share. */
    PASSED("passed", 200),
    /** The client can do nothing newer than TLS 1.1. */
    LEGACY_ONLY("legacy-only", 403),
    /** The client offers TLS 1.2 or later, but let itself be taken to an older version. */
    OLD_VERSION("old-version", 403),
    /** A client of TLS 1.2 or later with a common version, but no common cipher suite (or group, or way to sign). */
    NO_COMMON_SUITE("no-common-suite", 403),
    /** The client offers only TLS 1.3, the endpoint takes only older versions. */
    TLS13_ONLY("tls13-only", 403),
    /** The client can do TLS 1.2 or later, but no version that this endpoint takes. */
    NO_COMMON_VERSION("no-common-version", 403),
    /** The client does not trust the certificate of the endpoint; its TLS may be as it should. */
    CERTIFICATE_REFUSED("certificate-refused", 403),
    /** Something stands between client and endpoint, or the program gives itself out for another. */
    INTERCEPTED("intercepted", 409),
    /** Something else than TLS came. */
    NOT_TLS("not-tls", 400),
    /** TLS came, with a hello that breaks its standard. */
    MALFORMED("malformed-hello", 400),
    /** The connection ended before a whole hello had come. */
    INCOMPLETE("incomplete", 400),
    /** None of these can be said. */
    UNKNOWN("unknown", 500);

    private final String token;
    private final int status;

    Verdict(String token, int status) {
        this.token = token;
        this.status = status;
    }

    /** The first word of every answer for scripts. */
    @JsonValue
    public String token() {
        return token;
    }

    /** Of the HTTP answer, where there is one. */
    public int status() {
        return status;
    }

    public boolean passed() {
        return this == PASSED;
    }

    @JsonCreator
    static Verdict called(String token) {
        for (Verdict verdict : values()) {
            if (verdict.token.equals(token)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("no such verdict: " + token);
    }
}
