package tlsready.check;

import java.util.Objects;
import java.util.Optional;

import tlsready.tls.Alert;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/** How the handshake of a check connection ended. */
public sealed interface Ending {
    /**
     * It came about.
     *
     * @param alpn the application protocol agreed on, if any
     * @param certificate SHA-256 of the DER of the leaf certificate that was sent, 64 lower-case hex digits
     */
    record Negotiated(TlsVersion version, CipherSuite suite, Optional<String> alpn, String certificate)
            implements Ending {
        public Negotiated {
            Objects.requireNonNull(version);
            Objects.requireNonNull(suite);
            Objects.requireNonNull(alpn);
            Objects.requireNonNull(certificate);
        }
    }

    /** The endpoint refused it with this alert, which went out on the wire. */
    record Refused(Alert sent) implements Ending {
        public Refused {
            Objects.requireNonNull(sent);
        }
    }

    /**
     * The client refused it with an alert.
     *
     * @param received its alert; nothing if it was encrypted and the engine could not tell it
     */
    record RefusedByClient(Optional<Alert> received) implements Ending {
        public RefusedByClient {
            Objects.requireNonNull(received);
        }
    }

    /** Neither side said why. */
    record Broken(What what) implements Ending {
        public Broken {
            Objects.requireNonNull(what);
        }
    }

    /** Ways to end without a word. */
    enum What {
        /** The client closed the connection in order. */
        CLOSED_BY_CLIENT,
        /** The connection was reset. */
        RESET_BY_CLIENT,
        /** The time for a whole connection was up. */
        TIMED_OUT,
        /** There was no handshake to begin, because no readable client hello came. */
        NO_HELLO,
        /** The endpoint closed without an alert: its engine failed, or it is going down. */
        CLOSED_BY_US
    }
}
