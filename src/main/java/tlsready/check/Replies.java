package tlsready.check;

/** Decides everything that is said on a check connection. Never throws, touches nothing outside, takes no time to speak of. */
public interface Replies {
    /**
     * The answer to a request that came after a handshake, or without one where plain HTTP came in place of TLS.
     *
     * @param observation of this connection so far, which ends in {@link Ending.Negotiated}, or whose hello is not TLS
     */
    Answer reply(Observation observation, HttpRequestHead head);
}
