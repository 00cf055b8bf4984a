package tlsready.tls;

/** An alert record seen in one direction of a connection. */
public sealed interface AlertSighting {
    /** An alert that anybody on the wire can read: one sent before encryption began. */
    record Plain(Alert alert) implements AlertSighting {}

    /**
     * An alert of TLS 1.2 or before whose words are encrypted.
     *
     * @param length bytes in the record
     */
    record Encrypted(int length) implements AlertSighting {}
}
