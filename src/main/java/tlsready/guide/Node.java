package tlsready.guide;

/** A place in the {@link Flow}. */
public sealed interface Node permits Question, Outcome {
    /** Kebab-case, permanent: it stands in URLs. */
    String id();

    /** The heading of its page. */
    String title();
}
