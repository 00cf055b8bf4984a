package tlsready.check;

import java.util.Optional;

import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.check.Ending.What;
import tlsready.tls.Alert;
import tlsready.tls.AlertSighting;

/**
 * Collects the signs of how a handshake ends, as they come, and says which of them tells. Alerts were seen on the
 * wire; what an engine says counts only where the wire says nothing.
 */
final class HandshakeEnd {
    private static final String USER_CANCELED = "user_canceled";

    private Negotiated negotiated;
    private boolean answered;
    private Alert sent;
    private Alert received;
    private boolean receivedEncrypted;
    private What silence;

    /** An alert went out. */
    void sent(Alert alert) {
        if (sent == null && alert.isFatal()) {
            sent = alert;
        }
    }

    /** An alert record was seen on its way in. */
    void received(AlertSighting sighting) {
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
