package tlsready.check;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.RefusedByClient;
import tlsready.tls.CipherSuite;
import tlsready.tls.HelloBuilder;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HandshakeEndTest {
    private static final byte[] HELLO = new HelloBuilder().groups(23).build();
    private static final byte[] KEYS = record(22, 37);
    private static final byte[] CHANGE = record(20, 1);
    private static final byte[] FINISHED = record(22, 40);
    private static final byte[] REQUEST = record(23, 90);
    private static final Negotiated AGREED = new Negotiated(
            TlsVersion.TLS_1_2,
            CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow(),
            Optional.empty(),
            Calls.CERTIFICATE);

    private static byte[] record(int type, int length) {
        byte[] record = new byte[5 + length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[4] = (byte) length;
        return record;
    }

    private static HandshakeEnd after(byte[]... records) {
        var end = new HandshakeEnd();
        end.begin();
        receive(end, records);
        return end;
    }

    private static void receive(HandshakeEnd end, byte[]... records) {
        for (byte[] record : records) {
            end.received(ByteBuffer.wrap(record));
        }
    }

    @Test
    void a_handshake_record_behind_the_first_handshake_asks_for_a_second() {
        HandshakeEnd end = after(HELLO, KEYS, CHANGE, FINISHED);
        assertFalse(end.renegotiates(), "nothing has come about yet");
        end.negotiated(AGREED);
        assertFalse(end.renegotiates());
        receive(end, REQUEST, record(21, 26));
        assertFalse(end.renegotiates(), "a request and a farewell");
        receive(end, record(22, 200));
        assertTrue(end.renegotiates());
        assertEquals(AGREED, end.ending());
    }

    @Test
    void a_first_handshake_may_come_in_as_many_records_as_it_likes() {
        HandshakeEnd end = after(HELLO, KEYS, CHANGE, record(22, 25), record(22, 25), record(22, 25));
        end.negotiated(AGREED);
        receive(end, REQUEST);
        assertFalse(end.renegotiates());
    }

    @Test
    void the_second_hello_that_TLS_1_3_can_ask_for_is_no_second_handshake() {
        HandshakeEnd end = after(HELLO, CHANGE, HELLO, REQUEST);
        end.negotiated(AGREED);
        receive(end, REQUEST);
        assertFalse(end.renegotiates());
    }

    @Test
    void an_encrypted_alert_refuses_a_handshake_and_says_nothing_of_one_that_came_about() {
        HandshakeEnd refused = after(HELLO, KEYS, CHANGE, FINISHED, record(21, 26));
        assertEquals(new RefusedByClient(Optional.empty()), refused.ending());
        HandshakeEnd agreed = after(HELLO, KEYS, CHANGE, FINISHED);
        agreed.negotiated(AGREED);
        receive(agreed, record(21, 26));
        assertEquals(AGREED, agreed.ending());
    }
}
