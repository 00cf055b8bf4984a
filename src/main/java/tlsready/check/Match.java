package tlsready.check;

/** How a hello compares with a prediction. */
public enum Match {
    /** What was predicted. */
    SAME,
    /** What was predicted for the time before the plan's steps, and not after them. */
    BEFORE_PLAN,
    /** What was predicted for the time after the plan's steps, and not before them. */
    AFTER_PLAN,
    /** An older version at most, or none of the cipher suites on which the prediction rests. */
    LESS,
    /** A newer version than predicted. */
    MORE,
    /** The hello of another TLS than that of this Windows. */
    OTHER,
    /** Nothing was predicted, or nothing can be compared. */
    UNSAID
}
