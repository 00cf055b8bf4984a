package tlsready.bundle;

/** Turns the answers in an address into an order. The room that knows the guide's answers brings it. */
public interface Orders {
    /**
     * Reads a query string.
     *
     * @param query as it stands in the address, still encoded; null for none
     * @param site the address under which the portal was asked, scheme and host without a slash at the end; empty if
     *     nobody said, and not to be trusted
     */
    Reading read(String query, String site);

    /** What came of reading. */
    sealed interface Reading {}

    /**
     * The answers make a plan.
     *
     * @param query the answers in canonical order and spelling
     * @param plan path and query of the plan's page
     */
    record Complete(Order order, String query, String plan) implements Reading {}

    /**
     * The answers lead elsewhere: to a question that is open, or to a page that is no plan.
     *
     * @param address path and query
     * @param why what is missing or wrong, a sentence for those who follow no links
     */
    record Elsewhere(String address, String why) implements Reading {}
}
