package tlsready.check;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OpeningsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Openings openings = new Openings(2);

    @Test
    void an_address_waits_until_its_window_is_over() {
        open("192.0.2.1", NOON);
        open("192.0.2.1", NOON.plusSeconds(60));
        assertEquals(
                Optional.of(Openings.WINDOW.minusSeconds(61)), openings.refused("192.0.2.1", NOON.plusSeconds(61)));
        open("192.0.2.1", NOON.plus(Openings.WINDOW));
    }

    @Test
    void others_do_not_wait_with_it() {
        open("192.0.2.1", NOON);
        open("192.0.2.1", NOON);
        open("192.0.2.2", NOON);
        open("", NOON);
    }

    @Test
    void a_network_of_IPv6_counts_as_one_address() {
        open("2001:db8:0:1::1", NOON);
        open("2001:db8:0:1:ffff::2", NOON);
        assertTrue(openings.refused("2001:db8:0:1::3", NOON).isPresent());
        open("2001:db8:0:2::1", NOON);
    }

    private void open(String address, Instant now) {
        assertEquals(Optional.empty(), openings.refused(address, now), address);
    }
}
