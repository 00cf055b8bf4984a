package tlsready.guide;

/**
 * An answer that a question accepts.
 *
 * @param id as it stands in the URL, kebab-case
 * @param label as people read it
 * @param next id of the node it leads to
 */
public record Answer(String id, String label, String next) {
    /** "I do not know" is an answer of every question, under this id. */
    public static final String UNKNOWN = "unknown";
}
