package tlsready.check;

import java.util.Objects;

import tlsready.tls.Alert;
import tlsready.tls.TlsVersion;

/** What an endpoint does with a hello. */
sealed interface Decision {
    /**
     * Lets the handshake proceed.
     *
     * @param version the highest that both sides have, which the engine will come to
     * @param engine the one to run it
     * @param key of the certificate to show
     */
    record Shake(TlsVersion version, Engine.Kind engine, KeyKind key) implements Decision {
        public Shake {
            Objects.requireNonNull(version);
            Objects.requireNonNull(engine);
            Objects.requireNonNull(key);
        }
    }

    /** Refuses it with this alert, without asking an engine. */
    record Refuse(Alert alert) implements Decision {
        public Refuse {
            Objects.requireNonNull(alert);
        }
    }
}
