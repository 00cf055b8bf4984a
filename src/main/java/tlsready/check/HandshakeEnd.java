package tlsready.check;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.check.Ending.What;
import tlsready.tls.Alert;
import tlsready.tls.AlertReader;
import tlsready.tls.AlertSighting;

/**
 * Collects the signs of how a handshake ends, as they come, and says which of them tells. Alerts were seen on the
 * wire; what an engine says counts only where the wire says nothing.
 */
final class HandshakeEnd {
    private static final String USER_CANCELED = "user_canceled";

    private AlertReader inbound;
    private AlertReader outbound;
    private Negotiated negotiated;
    private int handshakes;
    private boolean answered;
    private Alert sent;
    private Alert received;
    private boolean receivedEncrypted;
    private What silence;

    /** An engine takes over: from now on its alerts, and the client's, are looked for in what goes over the wire. */
    void begin() {
        inbound = new AlertReader();
        outbound = new AlertReader();
    }

    /** These bytes came; once the handshake came about, alerts among them are nobody's business but the engine's. */
    void received(ByteBuffer bytes) {
        if (inbound != null) {
            List<AlertSighting> alerts = inbound.feed(bytes);
            if (negotiated == null) {
                alerts.forEach(this::received);
            }
        }
    }

    /** These bytes go out. */
    void sent(ByteBuffer bytes) {
        for (AlertSighting sighting : outbound.feed(bytes)) {
            if (sighting instanceof AlertSighting.Plain plain) {
                sent(plain.alert());
            }
        }
    }

    /**
     * Whether the client asked for a second handshake, as TLS up to 1.2 allows (RFC 5246, 7.4.1): into however many records
     * it cut the first one, that was whole when it came about.
     */
    boolean renegotiates() {
        return negotiated != null && inbound.handshakes() > handshakes;
    }

    /** An alert went out. */
    void sent(Alert alert) {
        if (sent == null && alert.isFatal()) {
            sent = alert;
        }
    }

    private void received(AlertSighting sighting) {
        if (sighting instanceof AlertSighting.Plain plain) {
            received(plain.alert());
        } else {
            receivedEncrypted |= sent == null;
        }
    }

    /** An engine failed; it may know an alert that nobody else can read. */
    void failed(Throwable failure) {
        EngineWords.alertIn(failure).ifPresent(this::received);
    }

    private void received(Alert alert) {
        boolean refuses = alert.isFatal() || alert.description().name().equals(USER_CANCELED);
        if (received == null && sent == null && refuses) {
            received = alert;
        }
    }

    /** The handshake came about. */
    void negotiated(Negotiated outcome) {
        negotiated = outcome;
        handshakes = inbound.handshakes();
    }

    /** A request was answered: what the client says after that is no refusal. */
    void answered() {
        answered = true;
    }

    /** It ended like this, unless something said more; the first to say so is right. */
    void silent(What what) {
        if (silence == null) {
            silence = what;
        }
    }

    /** The end as far as it is known. */
    Ending ending() {
        boolean refusedByClient = received != null || receivedEncrypted && negotiated == null;
        if (refusedByClient && !answered) {
            return new RefusedByClient(Optional.ofNullable(received));
        }
        if (negotiated != null) {
            return negotiated;
        }
        return sent != null ? new Refused(sent) : new Broken(silence == null ? What.CLOSED_BY_CLIENT : silence);
    }
}
