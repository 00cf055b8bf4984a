package tlsready.check;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a listener leads to.
 *
 * @param endpoint the one that serves whoever comes in
 * @param byName whether the host name that a client asks for can lead to another endpoint
 */
record Entrance(Endpoint endpoint, boolean byName) {
    Entrance {
        Objects.requireNonNull(endpoint);
    }

    /** Whether somebody who asked for this is at no endpoint of ours. */
    boolean isAstray(AskedName asked) {
        return byName && asked.astray();
    }

    /** The endpoint for somebody who asked for this. */
    Endpoint endpoint(AskedName asked, Endpoints endpoints) {
        Optional<Endpoint> named = byName ? asked.endpoint().flatMap(endpoints::find) : Optional.empty();
        return named.orElse(endpoint);
    }
}
