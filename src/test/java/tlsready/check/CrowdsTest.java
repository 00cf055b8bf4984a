package tlsready.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;

import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** More clients than there is room for, and the end of the day: whoever comes next is answered all the same. */
class CrowdsTest {
    private static final int CROWD = 1000;
    /** Nobody's time is up in these tests. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void a_silent_crowd_and_then_a_stalled_one_give_way_to_whoever_comes() throws Exception {
        long pinnedBefore = Listening.pinned();
        var clients = new ArrayList<RawClient>();
        try (var full = new Listening(new Limits(LONG, CROWD, 10 * CROWD), address -> false)) {
            for (int i = 0; i < CROWD; i++) {
                clients.add(new RawClient(full.port("any")));
            }
            until(() -> full.server.open().size() == CROWD);
            TimeUnit.MILLISECONDS.sleep(1200); // nobody is thrown out in the first second
            answered(full);
            until(() -> full.madeRoom.get() == 1);

            byte[] hello = RawClient.hello("TLSv1.2", "TLSv1.3");
            var stalled = new ArrayList<RawClient>();
            for (int i = 0; i < CROWD; i++) {
                var client = new RawClient(full.port("any"));
                clients.add(client);
                stalled.add(client);
                client.say(hello);
                assertEquals(22, client.hearOne(), "a server hello");
            }
            assertTrue(full.madeRoom.get() >= CROWD, () -> "only " + full.madeRoom.get() + " of the silent gave way");
            assertTrue(full.server.open().size() <= CROWD);
            int before = full.madeRoom.get();
            answered(full);
            answered(full);
            until(() -> full.madeRoom.get() >= before + 1);
            assertTrue(full.server.open().size() <= CROWD);
            assertTrue(stalled.get(0).hear().length >= 0, "the first of them was let go, or this would wait");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
        Listening.assertBuffersComeBack(pinnedBefore);
    }

    private static void answered(Listening full) throws Exception {
        String answer = Peer.JAVA.ask(full.port("any"), TlsVersion.TLS_1_3);
        assertTrue(answer.contains("GET /hello at any with TLS 1.3"), answer);
    }

    @Test
    void too_many_from_one_address_are_turned_away_unread() throws Exception {
        try (var strict = new Listening(new Limits(Duration.ofSeconds(20), 100, 2), address -> false)) {
            var first = new RawClient(strict.port("any"));
            var second = new RawClient(strict.port("any"));
            while (strict.server.open().size() < 2) {
                TimeUnit.MILLISECONDS.sleep(10); // they are accepted on different threads
            }
            try (var third = new RawClient(strict.port("any"))) {
                assertEquals("", third.hearText());
            }
            assertEquals(1, strict.turnedAway.get());
            first.close();
            strict.next();
            try (var fourth = new RawClient(strict.port("any"))) {
                assertTrue(fourth.say(Peer.REQUEST).hearText().contains("200 OK"));
            }
            second.close();
        }
    }

    @Test
    void the_longest_silent_makes_room() throws Exception {
        try (var small = new Listening(new Limits(Duration.ofSeconds(20), 3, 100), address -> false)) {
            var first = new RawClient(small.port("any"));
            var second = new RawClient(small.port("any"));
            var third = new RawClient(small.port("any"));
            TimeUnit.MILLISECONDS.sleep(1200); // nobody is thrown out in the first second
            try (var fourth = new RawClient(small.port("any"))) {
                assertTrue(fourth.say(Peer.REQUEST).hearText().contains("200 OK"));
            }
            assertEquals("", first.hearText());
            assertEquals(1, small.madeRoom.get());
            second.close();
            third.close();
        }
    }

    @Test
    void behind_a_load_balancer_the_limit_is_the_clients_and_not_the_balancers() throws Exception {
        try (var strict = new Listening(new Limits(LONG, 100, 1), AddressRange.parse("127.0.0.1")::contains)) {
            var first = new RawClient(strict.port("any")).say("PROXY TCP4 192.0.2.1 192.0.2.9 4000 443\r\n");
            var other = new RawClient(strict.port("any")).say("PROXY TCP4 192.0.2.2 192.0.2.9 4001 443\r\n");
            assertTrue(other.say(Peer.REQUEST).hearText().contains("200 OK"));
            first.say("\26"); // so that it has surely arrived
            until(() -> strict.server.open().size() == 1);
            try (var second = new RawClient(strict.port("any")).say("PROXY TCP4 192.0.2.1 192.0.2.9 4002 443\r\n")) {
                assertEquals("", second.hearText());
            }
            assertEquals(1, strict.turnedAway.get());
            first.close();
            other.close();
        }
    }

    @Test
    void whoever_is_being_served_when_the_portal_stops_gets_the_answer() throws Exception {
        for (String endpoint : List.of("tls12plus", "arcgis-enterprise")) { // both engines
            try (var ending = new Listening()) {
                int port = ending.port(endpoint);
                var socket = (SSLSocket) Peer.trusting().getSocketFactory().createSocket("127.0.0.1", port);
                socket.startHandshake();
                var closed = CompletableFuture.runAsync(() -> ending.server.close(LONG));
                until(() -> isShut(port));
                assertThrows(IOException.class, () -> new RawClient(port));
                socket.getOutputStream().write(Peer.REQUEST.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.contains("GET /hello at " + endpoint + " with TLS 1.3"), answer);
                socket.close();
                closed.get(1, TimeUnit.MINUTES);
                assertTrue(
                        ending.observations.stream().anyMatch(seen -> seen.ending() instanceof Ending.Negotiated),
                        () -> "told: " + ending.observations);
            }
        }
    }

    private static boolean isShut(int port) {
        try (var client = new RawClient(port)) {
            client.reset();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it came about in time");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
