package tlsready.tls;

/** What a {@link HelloReader} makes of the bytes so far. All but {@link NeedMore} are final. */
public sealed interface HelloResult {
    /** Whether more bytes cannot change this. */
    default boolean isFinal() {
        return true;
    }

    /** So far it may become a hello, or anything else that needs more bytes to be told. */
    record NeedMore() implements HelloResult {
        @Override
        public boolean isFinal() {
            return false;
        }
    }

    /** A whole client hello. */
    record Hello(ClientHello hello) implements HelloResult {}

    /**
     * Something else than TLS.
     *
     * @param excerpt the first printable characters received, at most {@link HelloReader#EXCERPT}; a dot stands
     *     for everything that is not printable ASCII
     */
    record NotTls(PlainProtocol protocol, String excerpt) implements HelloResult {}

    /**
     * TLS that begins like a hello and is none.
     *
     * @param sentence what is wrong, in English, for people who debug a client
     */
    record Malformed(HelloFlaw flaw, String sentence) implements HelloResult {}

    /**
     * The stream ended, or its time was up, before it could be told what it is.
     *
     * @param received number of bytes that came
     */
    record Incomplete(Progress progress, int received) implements HelloResult {}

    /** How far a stream came that ended too early. */
    enum Progress {
        /** Not one byte came. */
        SILENT,
        /** Bytes came, too few to tell what they are. */
        UNRECOGNISED,
        /** A TLS hello began and did not end. */
        PARTIAL_HELLO
    }
}
