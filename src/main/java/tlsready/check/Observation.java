package tlsready.check;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import tlsready.tls.ClientHello;
import tlsready.tls.HelloResult;

/**
 * What was seen of one connection to an endpoint. The server tells of each exactly once, when the connection is closed;
 * for the answer it is asked for before that.
 *
 * @param when the connection was accepted
 * @param endpoint id of the {@link Endpoint}
 * @param label of a waiting room, in the name asked for or in the path; it only adds, it never reads
 * @param peer address of the client as text, without port; empty once forgotten
 * @param hello what its first bytes were, a final result
 * @param ending how the handshake ended
 * @param request the HTTP request that followed, if one came
 * @param helloMillis from accepting to the end of the hello
 * @param handshakeMillis from the end of the hello to the end of the handshake
 * @param renegotiates whether the client asked for a second handshake, which it never gets
 */
public record Observation(
        Instant when,
        String endpoint,
        Optional<String> label,
        String peer,
        HelloResult hello,
        Ending ending,
        Optional<HttpRequestHead> request,
        long helloMillis,
        long handshakeMillis,
        boolean renegotiates) {
    public Observation {
        Objects.requireNonNull(when);
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(label);
        Objects.requireNonNull(peer);
        Objects.requireNonNull(ending);
        Objects.requireNonNull(request);
        if (!hello.isFinal()) {
            throw new IllegalArgumentException("an observation is made when it is known what came: " + hello);
        }
        if (helloMillis < 0 || handshakeMillis < 0) {
            throw new IllegalArgumentException("time runs forward: " + helloMillis + " ms, " + handshakeMillis + " ms");
        }
    }

    /** The hello, if one was read. */
    public Optional<ClientHello> clientHello() {
        return hello instanceof HelloResult.Hello read ? Optional.of(read.hello()) : Optional.empty();
    }

    /** The same with the request that followed; a label in its path ({@code /r/LABEL/…}) goes before one in the name. */
    public Observation with(HttpRequestHead head) {
        return new Observation(
                when,
                endpoint,
                head.label().or(() -> label),
                peer,
                hello,
                ending,
                Optional.of(head),
                helloMillis,
                handshakeMillis,
                renegotiates);
    }
}
