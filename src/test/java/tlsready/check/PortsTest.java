package tlsready.check;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Ports that somebody else has. */
class PortsTest {
    private static final Entrance ANY = new Entrance(Listening.ENDPOINTS.get("any"), false);

    @Test
    void a_taken_port_is_tried_again_until_it_is_free_and_then_answers() throws Exception {
        var later = Executors.newSingleThreadScheduledExecutor();
        var occupied = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
        int port = occupied.getLocalPort();
        try (var check = new Listening()) {
            var ports = new Ports(check.server, "localhost", later, Duration.ofMillis(20));
            ports.open(new Ports.Wanted("taken", port, ANY, "change it"));
            ports.open(new Ports.Wanted("free", 0, ANY, "change it"));
            assertEquals(OptionalInt.empty(), ports.of("taken"));
            assertTrue(ports.of("free").isPresent(), "the others do not wait for it");
            String why = ports.closed().get("taken on port " + port);
            assertTrue(why.startsWith("could not be opened: ") && why.contains("tried again"), why);

            occupied.close();
            for (int i = 0; i < 1000 && ports.of("taken").isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertEquals(OptionalInt.of(port), ports.of("taken"));
            assertEquals(Map.of(), ports.closed());
            try (var client = new RawClient(port)) {
                String answer = client.say(Peer.REQUEST).hearText();
                assertTrue(answer.contains("GET /hello at any"), answer);
            }
        } finally {
            later.shutdownNow();
            occupied.close();
        }
    }

    @Test
    void a_port_that_there_cannot_be_is_named_and_not_tried_again() throws Exception {
        var later = Executors.newSingleThreadScheduledExecutor();
        try (var check = new Listening()) {
            var ports = new Ports(check.server, "localhost", later, Duration.ofMillis(1));
            ports.open(new Ports.Wanted("none", 70_000, ANY, "change it"));
            assertTrue(ports.closed().get("none on port 70000").startsWith("could not be opened: "));
            assertEquals(0, later.shutdownNow().size());
        }
    }

    @Test
    void the_pauses_grow_and_end_at_five_minutes() {
        assertEquals(Duration.ofSeconds(20), Ports.longer(Duration.ofSeconds(10)));
        assertEquals(Duration.ofMinutes(5), Ports.longer(Duration.ofMinutes(4)));
        assertEquals(Duration.ofMinutes(5), Ports.longer(Duration.ofMinutes(5)));
    }
}
