package tlsready.cases;

/** The audit trail: the one door through which it is written. */
public interface Audit {
    /**
     * Writes a line. Within a transaction it is part of it: what is not written down has not happened.
     *
     * @param who name of who signed in
     * @param deed what they did
     * @param subject reference of the case, or name of the person, it was done to; empty if neither; at most 64
     *     characters, and nothing that opens a case for reading
     */
    void record(String who, Deed deed, String subject);
}
