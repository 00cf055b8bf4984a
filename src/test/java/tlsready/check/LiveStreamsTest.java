package tlsready.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LiveStreamsTest {
    private static final int MOST = 5;
    private static final int PER_NETWORK = 2;

    private final LiveStreams streams = new LiveStreams(MOST, PER_NETWORK);

    @Test
    void an_address_has_its_share_and_others_have_theirs() {
        LiveStreams.Place first = streams.enter("192.0.2.1").orElseThrow();
        streams.enter("192.0.2.1").orElseThrow();
        assertTrue(streams.enter("192.0.2.1").isEmpty());
        streams.enter("192.0.2.2").orElseThrow();
        first.leave();
        streams.enter("192.0.2.1").orElseThrow();
        assertTrue(streams.enter("192.0.2.1").isEmpty());
    }

    @Test
    void a_network_of_IPv6_has_one_share() {
        streams.enter("2001:db8:0:1::1").orElseThrow();
        streams.enter("2001:db8:0:1:ffff::2").orElseThrow();
        assertTrue(streams.enter("2001:db8:0:1::3").isEmpty());
        streams.enter("2001:db8:0:2::1").orElseThrow();
    }

    @Test
    void a_place_is_given_back_once_however_often_it_is_left() {
        LiveStreams.Place place = streams.enter("192.0.2.1").orElseThrow();
        streams.enter("192.0.2.1").orElseThrow();
        place.leave();
        place.leave();
        assertEquals(1, streams.open());
        streams.enter("192.0.2.1").orElseThrow();
        assertTrue(streams.enter("192.0.2.1").isEmpty());
    }

    @Test
    void fewer_than_none_are_a_mistake() {
        assertThrows(IllegalArgumentException.class, () -> new LiveStreams(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LiveStreams(1, -1));
        assertTrue(new LiveStreams(0, 1).enter("192.0.2.1").isEmpty(), "none at all is a choice");
    }

    /** Somebody comes (up to 3) or the oldest of all goes (4): exactly as many get a place as there are. */
    @Property(tries = 200, seed = Seeds.BUILD)
    void whoever_comes_and_goes_both_ceilings_hold(@ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> steps) {
        var counted = new LiveStreams(MOST, PER_NETWORK);
        var open = new ArrayList<Map.Entry<Integer, LiveStreams.Place>>();
        var mine = new HashMap<Integer, Integer>();
        for (int step : steps) {
            if (step < 4) {
                var place = counted.enter("192.0.2." + step);
                boolean fits = open.size() < MOST && mine.getOrDefault(step, 0) < PER_NETWORK;
                assertEquals(fits, place.isPresent());
                place.ifPresent(taken -> {
                    open.add(Map.entry(step, taken));
                    mine.merge(step, 1, Integer::sum);
                });
            } else if (!open.isEmpty()) {
                var leaver = open.remove(0);
                leaver.getValue().leave();
                mine.merge(leaver.getKey(), -1, Integer::sum);
            }
            assertEquals(open.size(), counted.open());
        }
    }
}
