package tlsready;

/** Where the property tests begin. */
public final class Seeds {
    /**
     * The same in every build, so that a build says something of its commit and not of its luck. To look for new cases,
     * make it the empty text and raise the tries: then every run begins somewhere else, and a failure prints its seed.
     */
    public static final String BUILD = "20261123";

    private Seeds() {}
}
