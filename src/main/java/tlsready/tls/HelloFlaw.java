package tlsready.tls;

/** What is wrong with bytes that begin like a TLS hello and are none. */
public enum HelloFlaw {
    /** A TLS record without content, which no handshake may contain (RFC 8446, 5.1). */
    EMPTY_RECORD,
    /** A TLS record longer than 2^14 bytes (RFC 8446, 5.1). */
    OVERSIZED_RECORD,
    /** A record of another kind (alert, application data …) where a part of the hello should be. */
    WRONG_RECORD,
    /** A record whose version is not 3.x, after one whose version was. */
    WRONG_RECORD_VERSION,
    /** A handshake message other than a client hello. */
    WRONG_MESSAGE,
    /** A hello longer than {@link HelloReader#MAX_HELLO}. */
    HELLO_TOO_LARGE,
    /** A hello cut into so many records that it needs more than {@link HelloReader#MAX_WIRE} bytes. */
    TOO_MANY_RECORDS,
    /** A field that reaches beyond the end of what contains it. */
    ENDS_EARLY,
    /** Bytes after the last field. */
    LEFT_OVER,
    /** A list whose length is not a multiple of the length of its entries. */
    UNEVEN_LIST,
    /** A field longer than the standard allows it to be. */
    FIELD_TOO_LONG,
    /** An extension that stands twice, which servers refuse (RFC 8446, 4.2). */
    DUPLICATE_EXTENSION
}
