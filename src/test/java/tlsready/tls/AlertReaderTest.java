package tlsready.tls;

import java.util.List;

import org.junit.jupiter.api.Test;

import tlsready.tls.AlertSighting.Encrypted;
import tlsready.tls.AlertSighting.Plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.tls.HelloBuilder.concat;
import static tlsready.tls.HelloBuilder.u8;

class AlertReaderTest {
    private static final byte[] PROTOCOL_VERSION = u8(21, 3, 1, 0, 2, 2, 70);
    private static final byte[] ENCRYPTED = concat(u8(21, 3, 3, 0, 26), new byte[26]);

    @Test
    void an_alert_speaks_the_words_of_its_RFC() {
        var alert = Alert.of(2, 70);
        assertEquals("fatal alert protocol_version (70)", alert.toString());
        assertEquals("2:70", alert.code());
        assertTrue(alert.isFatal());
        assertEquals("warning alert close_notify (0)", Alert.of(1, 0).toString());
        assertEquals("level 7 alert unknown (200)", Alert.of(7, 200).toString());
        assertEquals(48, AlertDescription.named("unknown_ca").orElseThrow().code());
        assertEquals(36, AlertDescription.all().size());
        assertThrows(IllegalArgumentException.class, () -> Alert.of(256, 0));
        assertThrows(IllegalArgumentException.class, () -> Alert.of(2, -1));
    }

    @Test
    void a_plain_alert_is_read_alone_and_behind_other_records() {
        var expected = List.of(new Plain(Alert.of(2, 70)));
        assertEquals(expected, new AlertReader().feed(PROTOCOL_VERSION));
        byte[] hello = new HelloBuilder().groups(23).build();
        assertEquals(expected, new AlertReader().feed(concat(hello, PROTOCOL_VERSION)));
        assertEquals(expected, new AlertReader().feed(concat(new HelloBuilder().ssl2(10), PROTOCOL_VERSION)));
    }

    @Test
    void an_encrypted_alert_is_seen_as_one() {
        byte[] stream = concat(u8(20, 3, 3, 0, 1, 1), ENCRYPTED, u8(23, 3, 3, 0, 2, 21, 3), ENCRYPTED);
        assertEquals(List.of(new Encrypted(26), new Encrypted(26)), new AlertReader().feed(stream));
    }

    @Test
    void alerts_of_TLS_1_3_look_like_application_data_and_are_not_guessed() {
        assertEquals(List.of(), new AlertReader().feed(concat(u8(23, 3, 3, 0, 19), new byte[19])));
    }

    @Test
    void records_of_a_handshake_are_counted_encrypted_or_not() {
        byte[] handshake = concat(u8(22, 3, 3, 0, 40), new byte[40]);
        byte[] request = concat(u8(23, 3, 3, 0, 19), new byte[19]);
        byte[] stream = concat(
                new HelloBuilder().groups(23).build(), handshake, u8(20, 3, 3, 0, 1, 1), handshake, request, handshake);
        var whole = new AlertReader();
        whole.feed(stream);
        assertEquals(4, whole.handshakes());
        var inPieces = new AlertReader();
        for (byte one : stream) {
            inPieces.feed(new byte[] {one});
        }
        assertEquals(4, inPieces.handshakes());
        assertEquals(0, new AlertReader().handshakes());
    }

    @Test
    void a_stream_that_is_not_TLS_is_left_alone_for_good() {
        var reader = new AlertReader();
        assertEquals(List.of(), reader.feed("HTTP/1.1 200 OK\r\n".getBytes()));
        assertEquals(List.of(), reader.feed(PROTOCOL_VERSION));
        assertEquals(List.of(), new AlertReader().feed(concat(u8(21, 3, 1, 0xFF, 0xFF), PROTOCOL_VERSION)));
    }

    @Test
    void a_record_too_short_for_an_alert_is_passed_over() {
        byte[] stream = concat(u8(21, 3, 3, 0, 1, 2), u8(21, 3, 3, 0, 0), PROTOCOL_VERSION);
        assertEquals(List.of(new Plain(Alert.of(2, 70))), new AlertReader().feed(stream));
    }
}
