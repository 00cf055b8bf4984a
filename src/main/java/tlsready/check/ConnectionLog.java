package tlsready.check;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import tlsready.check.Ending.Negotiated;
import tlsready.tls.HelloResult;

/** Notes what is seen of one connection, when it comes, and makes an {@link Observation} of it at any time. */
final class ConnectionLog {
    private final HandshakeEnd end = new HandshakeEnd();
    private Endpoint endpoint;
    private AskedName asked = AskedName.NOTHING;
    private HelloResult hello = new HelloResult.NeedMore();
    private Optional<HttpRequestHead> request = Optional.empty();
    private Instant when;
    private long began;
    private long helloNanos;
    private long handshakeNanos;

    /**
     * A log that begins now.
     *
     * @param when now, by the clock
     * @param endpoint the one that serves whoever comes in, unless the name asked for leads to another
     */
    ConnectionLog(Instant when, Endpoint endpoint) {
        this.when = when;
        this.endpoint = endpoint;
        began = System.nanoTime();
    }

    /** The time of {@link System#nanoTime} when it began. */
    long began() {
        return began;
    }

    /** How the handshake ends. */
    HandshakeEnd end() {
        return end;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** It is known now what the first bytes were. */
    void hello(HelloResult result) {
        hello = result;
        helloNanos = System.nanoTime() - began;
    }

    /** The name asked for led to this endpoint. */
    void led(AskedName name, Endpoint to) {
        asked = name;
        endpoint = to;
    }

    /** The handshake came about. */
    void negotiated(Negotiated outcome) {
        handshakeIsOver();
        end.negotiated(outcome);
    }

    /** The handshake is over, however it ended. */
    void handshakeIsOver() {
        handshakeNanos = System.nanoTime() - began - helloNanos;
    }

    /** A request came. */
    void request(HttpRequestHead head) {
        request = Optional.of(head);
    }

    Duration sinceHello() {
        return Duration.ofNanos(System.nanoTime() - began - helloNanos);
    }

    /** What was seen so far of the client at this address. */
    Observation observation(InetAddress address) {
        var observation = new Observation(
                when,
                endpoint.id(),
                asked.label(),
                text(address),
                hello,
                end.ending(),
                Optional.empty(),
                TimeUnit.NANOSECONDS.toMillis(helloNanos),
                TimeUnit.NANOSECONDS.toMillis(handshakeNanos),
                end.renegotiates());
        return request.map(observation::with).orElse(observation);
    }

    /** Without the network interface that Java adds to some IPv6 addresses. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
