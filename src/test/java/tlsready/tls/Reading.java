package tlsready.tls;

import java.util.Arrays;

import tlsready.tls.HelloResult.Hello;
import tlsready.tls.HelloResult.Incomplete;
import tlsready.tls.HelloResult.Malformed;
import tlsready.tls.HelloResult.NotTls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reads bytes as tests want them read, and holds what is true of every reading. */
final class Reading {
    private Reading() {}

    static HelloResult whole(byte[] bytes) {
        return new HelloReader().feed(bytes);
    }

    static ClientHello hello(byte[] bytes) {
        return assertInstanceOf(Hello.class, whole(bytes)).hello();
    }

    static HelloFlaw flaw(byte[] bytes) {
        return assertInstanceOf(Malformed.class, whole(bytes)).flaw();
    }

    /** Feeds one byte at a time until the answer; the answer, or that of the end. */
    static HelloResult dripped(byte[] bytes) {
        var reader = new HelloReader();
        for (int i = 0; i < bytes.length && !reader.result().isFinal(); i++) {
            reader.feed(bytes, i, 1);
        }
        return reader.end();
    }

    /** The answer to these bytes and then the end, after checking that it is one that may be given. */
    static HelloResult toTheEnd(byte[] bytes) {
        var reader = new HelloReader();
        reader.feed(bytes);
        byte[] kept = new byte[reader.received().remaining()];
        reader.received().get(kept);
        assertArrayEquals(bytes, kept, "every byte is kept");
        HelloResult result = reader.end();
        assertTrue(result.isFinal());
        check(result, bytes);
        return result;
    }

    private static void check(HelloResult result, byte[] bytes) {
        if (result instanceof Hello read) {
            checkLossless(read.hello(), bytes);
        } else if (result instanceof Malformed malformed) {
            assertTrue(malformed.sentence().matches("[A-Z][ -~]*\\."), malformed.sentence());
        } else if (result instanceof NotTls other) {
            assertTrue(other.excerpt().matches("[ -~]{0,60}"), other.excerpt());
        } else {
            assertEquals(
                    bytes.length, assertInstanceOf(Incomplete.class, result).received());
        }
    }

    /** What was read, written again, is what came: nothing is lost and nothing invented. */
    private static void checkLossless(ClientHello hello, byte[] bytes) {
        byte[] raw = hello.raw().toArray();
        assertArrayEquals(Arrays.copyOf(bytes, raw.length), raw);
        if (hello.format() == HelloFormat.SSLV2) {
            return; // its two kinds of ciphers are kept apart, their common order is in the raw bytes only
        }
        byte[] message =
                new byte[4 + (raw.length > 8 ? (raw[6] & 0xFF) << 16 | (raw[7] & 0xFF) << 8 | raw[8] & 0xFF : 0)];
        if (raw.length != 5 + message.length) {
            return; // came in several records
        }
        System.arraycopy(raw, 5, message, 0, message.length);
        var again = HelloBuilder.like(hello);
        byte[] written = again.message();
        byte[] withBlock = again.emptyExtensionBlock().message();
        assertTrue(Arrays.equals(message, written) || Arrays.equals(message, withBlock), hello::toString);
    }
}
