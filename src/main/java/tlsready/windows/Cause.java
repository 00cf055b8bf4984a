package tlsready.windows;

/** Why a stack does not reach a target, or is not known to. */
public enum Cause {
    /** It does; there is nothing to explain. */
    NONE,
    /** The runtime it needs is not on the machine. */
    NOT_INSTALLED,
    /** It offers no version that the target accepts. */
    NO_COMMON_VERSION,
    /** It offers a version that the target accepts, but no cipher suite. */
    NO_COMMON_SUITE,
    /**
     * The versions fit, and whether a suite is left is not known: which ones the target accepts is not published and the
     * usual ones are missing here, or the machine's own list does not name the common ones, of which no source says that
     * they are then not used.
     */
    SUITES_NOT_KNOWN,
    /** It brings its own TLS, which nothing here describes. */
    OWN_TLS,
    /** It depends on something that nobody has looked at. */
    NOT_LOOKED
}
