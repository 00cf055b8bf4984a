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
    /** The versions fit; which suites the target accepts is not published, and this Windows lacks the usual ones. */
    SUITES_NOT_KNOWN,
    /** It brings its own TLS, which nothing here describes. */
    OWN_TLS,
    /** It depends on something that nobody has looked at. */
    NOT_LOOKED
}
