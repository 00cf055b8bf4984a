package tlsready.evidence;

/**
 * Reads one kind of thing that people paste. A reader takes the lines it understands and leaves the others to the next;
 * it never throws, whatever the lines hold, and looks at each of them a fixed number of times.
 */
interface PieceReader {
    /** What the piece is called, for example {@code reg query}; shown beside each finding. */
    String name();

    /** Whether there is anything for this reader; cheap. */
    boolean recognises(Paste paste);

    /** Notes what the lines say that no reader before has understood. */
    void read(Paste paste, Notebook notes);
}
