package tlsready.check;

import java.util.Objects;

import tlsready.tls.Alert;

/** What an endpoint does with a hello. */
sealed interface Decision {
    /** Lets the handshake proceed with this engine, and a certificate with this kind of key. */
    record Shake(Engine.Kind engine, KeyKind key) implements Decision {
        public Shake {
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
