package tlsready.check;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.event.Event;

/** Lets recorded clients call endpoints as the server would tell of them, for tests of other rooms. */
public final class Callers {
    private Callers() {}

    /** A recorded client calls an endpoint, with a label, from an address. */
    public static void call(
            Event<Observation> server,
            Instant when,
            String client,
            String endpoint,
            Optional<String> label,
            String peer) {
        Observation call = Calls.call(Calls.recorded(client), endpoint);
        server.fire(new Observation(
                when,
                call.endpoint(),
                label,
                peer,
                call.hello(),
                call.ending(),
                call.request(),
                call.helloMillis(),
                call.handshakeMillis(),
                false));
    }
}
