package tlsready.check;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.netty.buffer.PooledByteBufAllocator;

import tlsready.tls.Bytes;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** All endpoints of the check on free ports of this machine, and what they tell. */
final class Listening implements Witness, AutoCloseable {
    static final Endpoints ENDPOINTS = Calls.ENDPOINTS;
    static final String DOMAIN = "check.example.org";
    static final Limits GENEROUS = new Limits(Duration.ofSeconds(20), 20_000, 20_000);

    private static final Path FOLDER = Path.of("target", "check-test");

    final BlockingQueue<Observation> observations = new LinkedBlockingQueue<>();
    final AtomicInteger turnedAway = new AtomicInteger();
    final AtomicInteger madeRoom = new AtomicInteger();
    final Identities identities;
    final EngineServer engines = new EngineServer();
    final ListenerServer server;
    private final Map<String, Integer> ports = new HashMap<>();
    final int byName;

    Listening() throws IOException {
        this(GENEROUS, address -> false);
    }

    Listening(Limits limits, Predicate<InetAddress> isProxy) throws IOException {
        this(limits, isProxy, localIdentities());
    }

    Listening(Limits limits, Predicate<InetAddress> isProxy, Identities identities) throws IOException {
        this.identities = identities;
        engines.use(identities.current());
        server = new ListenerServer(new ListenerServer.House(
                ENDPOINTS, Listening::reply, engines, limits, Optional.of(DOMAIN), isProxy, this, Clock.systemUTC()));
        for (Endpoint endpoint : ENDPOINTS.all()) {
            ports.put(endpoint.id(), server.listen("localhost", 0, new Entrance(endpoint, false)));
        }
        byName = server.listen("localhost", 0, new Entrance(ENDPOINTS.get("any"), true));
    }

    static synchronized Identities localIdentities() throws IOException {
        return new Identities(List.of(), FOLDER, List.of("localhost", "127.0.0.1", "::1"), Clock.systemUTC());
    }

    /** The certificate of the authority that signs for these endpoints. */
    static Path authority() {
        return FOLDER.resolve("authority.pem");
    }

    int port(String endpoint) {
        return ports.get(endpoint);
    }

    /** What was seen of the connection that ends next. */
    Observation next() throws InterruptedException {
        return next(() -> "");
    }

    /** The same; what was done, to be told if no connection ends in time. */
    Observation next(Supplier<String> done) throws InterruptedException {
        Observation observation = observations.poll(20, TimeUnit.SECONDS);
        assertNotNull(observation, () -> "no connection ended in time. " + done.get());
        return observation;
    }

    /** Says in a line what the server has seen, which tells that the answer comes from this very connection. */
    static Answer reply(Observation observation, HttpRequestHead head) {
        String negotiated = observation.ending() instanceof Ending.Negotiated outcome
                ? outcome.version() + " " + outcome.suite()
                : "no TLS";
        Bytes body = Bytes.of(
                (head.method() + " " + head.path() + " at " + observation.endpoint() + " with " + negotiated + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put("Content-Length", Integer.toString(body.size()));
        headers.put("Cache-Control", "no-store");
        headers.put("Connection", "close");
        return new Answer(200, "OK", headers, head.method().equals("HEAD") ? Bytes.EMPTY : body);
    }

    /** Bytes of Netty's buffers that somebody holds. */
    static long pinned() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() + PooledByteBufAllocator.DEFAULT.pinnedHeapMemory();
    }

    /** Waits until no more bytes are held than before; the threads of the loops end, and give back what they kept at hand. */
    static void assertBuffersComeBack(long before) throws InterruptedException {
        for (int i = 0; i < 100 && pinned() > before; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertTrue(pinned() <= before, () -> pinned() - before + " bytes of buffers were never given back");
    }

    @Override
    public void observed(Observation observation) {
        observations.add(observation);
    }

    @Override
    public void answered(String endpoint, Duration sinceHello) {}

    @Override
    public void turnedAway() {
        turnedAway.incrementAndGet();
    }

    @Override
    public void madeRoom() {
        madeRoom.incrementAndGet();
    }

    @Override
    public void close() {
        server.close();
    }
}
