package tlsready.guide;

/**
 * A box to paste in what a command printed.
 *
 * @param reader id of the {@link PasteReader}
 * @param label over the box
 */
public record Evidence(String reader, String label) {}
