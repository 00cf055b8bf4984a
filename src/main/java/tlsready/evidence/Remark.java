package tlsready.evidence;

/**
 * What a reader has to say about a line that is no fact about the machine: what was assumed, what could not be used and
 * what to do instead.
 *
 * @param line number of the line it is about, or 0 for the whole paste
 */
public record Remark(int line, String says) {}
