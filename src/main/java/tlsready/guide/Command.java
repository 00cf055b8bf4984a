package tlsready.guide;

/**
 * A line to copy and run.
 *
 * @param where in what to run it, in words
 */
public record Command(String where, String line) {}
