package tlsready.tls;

/** How a client hello was framed. */
public enum HelloFormat {
    /** In handshake records of SSL 3.0 and TLS. */
    TLS_RECORD,
    /** In the record of SSL 2.0, as Internet Explorer 6 and Java 6 do even to offer TLS 1.0 (RFC 5246 appendix E.2). */
    SSLV2
}
