package tlsready.cases;

/** Where a machine stands with one stack, as an administrator counts it. Tokens are permanent. */
public enum FleetState {
    PASSED("passed", "Passed"),
    FAILED("failed", "Failed"),
    /** Passed before, and fails now. */
    SLID_BACK("slid-back", "Slid back"),
    UNKNOWN("unknown", "Unknown"),
    /** Expected, and nothing was heard. */
    NEVER("never", "Never called");

    private final String token;
    private final String words;

    FleetState(String token, String words) {
        this.token = token;
        this.words = words;
    }

    public String token() {
        return token;
    }

    public String words() {
        return words;
    }

    /** The state with this token; null if there is none. */
    static FleetState called(String token) {
        for (FleetState state : values()) {
            if (state.token.equals(token)) {
                return state;
            }
        }
        return null;
    }
}
