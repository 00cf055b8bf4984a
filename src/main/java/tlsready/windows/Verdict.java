package tlsready.windows;

/** Whether a stack will reach a target. Never guessed: what is not known is UNKNOWN. */
public enum Verdict {
    WORKS,
    FAILS,
    UNKNOWN
}
