package tlsready.cases;

/** What one test of one stack on one machine came to. Tokens are permanent. */
public enum FleetVerdict {
    PASSED("passed"),
    /** TLS failed: no version, no cipher suite, no certificate to agree on. */
    FAILED("failed"),
    /** Nothing follows: no connection, a proxy in between, no test possible. */
    UNKNOWN("unknown");

    private final String token;

    FleetVerdict(String token) {
        this.token = token;
    }

    public String token() {
        return token;
    }

    /** The verdict with this token; null if there is none. */
    static FleetVerdict called(String token) {
        for (FleetVerdict verdict : values()) {
            if (verdict.token.equals(token)) {
                return verdict;
            }
        }
        return null;
    }
}
