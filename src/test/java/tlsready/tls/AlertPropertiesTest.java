package tlsready.tls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import tlsready.Seeds;
import tlsready.tls.AlertSighting.Encrypted;
import tlsready.tls.AlertSighting.Plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tlsready.tls.HelloBuilder.concat;
import static tlsready.tls.HelloBuilder.u8;

class AlertPropertiesTest {
    @Property(seed = Seeds.BUILD)
    void how_the_stream_is_cut_changes_nothing(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 60) Integer> cuts) {
        byte[] stream = concat(
                new HelloBuilder().serverName("x.example").build(),
                u8(21, 3, 1, 0, 2, 1, 112),
                concat(u8(21, 3, 3, 0, 26), new byte[26]),
                u8(21, 3, 1, 0, 2, 2, 70));
        var reader = new AlertReader();
        var seen = new ArrayList<AlertSighting>();
        int at = 0;
        for (int cut : cuts) {
            int length = Math.min(cut, stream.length - at);
            seen.addAll(reader.feed(ByteBuffer.wrap(stream, at, length)));
            at += length;
        }
        seen.addAll(reader.feed(ByteBuffer.wrap(stream, at, stream.length - at)));
        assertEquals(List.of(new Plain(Alert.of(1, 112)), new Encrypted(26), new Plain(Alert.of(2, 70))), seen);
    }

    @Property(tries = 3000, seed = Seeds.BUILD)
    void no_bytes_make_it_throw_or_invent(@ForAll @Size(max = 400) byte[] bytes) {
        for (AlertSighting sighting : new AlertReader().feed(bytes)) {
            assertFalse(sighting instanceof Encrypted encrypted && encrypted.length() <= 2);
        }
    }
}
