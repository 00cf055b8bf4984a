package tlsready.cases;

/** How a try to sign in ended. */
sealed interface SignIn {
    /**
     * It worked.
     *
     * @param key goes into the cookie
     */
    record Granted(SessionKey key) implements SignIn {}

    /** Wrong name, wrong password, or a person who is disabled: nobody learns which. */
    record Refused() implements SignIn {}

    /**
     * There were too many tries.
     *
     * @param minutes after which the next try counts
     */
    record Locked(long minutes) implements SignIn {}
}
