package tlsready.cases;

/**
 * What became of a report: the contract with those who send one. Tokens are permanent.
 */
public enum Taken {
    COUNTED(200, "counted", "The report is counted."),
    DUPLICATE(200, "duplicate", "This very report was counted before; it counts once."),
    KEPT(202, "kept", "The report is kept safely and will be counted. There is no need to send it again."),
    OLDER(409, "older", "The report is older than what is known of this computer, so it is not counted."),
    UNSIGNED(409, "unsigned", "This computer has sent signed reports before, so unsigned ones are not counted."),
    FULL(409, "full", "The campaign holds as many computers as it may. Ask its administrator."),
    FORGED(403, "forged", "The signature does not fit. Use the scripts of the package as they are, or load it again."),
    CLOCK(400, "clock", "The time of the report is more than a day away from ours. Set the clock of the computer."),
    GONE(404, "gone", "There is no campaign with this label that takes reports; it may be over."),
    TOO_MANY(429, "too-many", "Too many reports came from your address. Send it again in a minute."),
    BUSY(503, "busy", "The report cannot be kept at the moment. Send it again in a minute.");

    /** After how many seconds those who were turned away may try again. */
    static final int AGAIN_SECONDS = 60;

    private final int status;
    private final String token;
    private final String sentence;

    Taken(int status, String token, String sentence) {
        this.status = status;
        this.token = token;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    public String token() {
        return token;
    }

    /** The line that is answered. */
    public String line() {
        return token + " " + sentence;
    }

    /** Whether sending the same later can help. */
    public boolean passing() {
        return this == TOO_MANY || this == BUSY;
    }
}
