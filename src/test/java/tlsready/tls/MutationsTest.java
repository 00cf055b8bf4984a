package tlsready.tls;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;

import tlsready.tls.HelloResult.Malformed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every byte of every recorded hello set to every other value: a hello or a named malformation, nothing else. */
class MutationsTest {
    @Test
    void every_single_byte_corruption_of_real_hellos_is_a_hello_or_named() {
        Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
        assertTimeout(Duration.ofMinutes(5), () -> RecordedClient.all().parallelStream()
                .forEach(client -> corrupt(client.hello(), outcomes)));
        long tried = outcomes.values().stream().mapToLong(LongAdder::sum).sum();
        assertTrue(tried > 10_000_000, "only " + tried + " mutations");
        for (HelloFlaw flaw : HelloFlaw.values()) {
            // One changed byte cannot cut a hello into many records; every other flaw has come up.
            assertEquals(flaw != HelloFlaw.TOO_MANY_RECORDS, outcomes.containsKey(flaw.name()), flaw.name());
        }
    }

    private static HelloResult answer(byte[] bytes) {
        var reader = new HelloReader();
        reader.feed(bytes);
        return reader.end();
    }

    private static void corrupt(byte[] original, Map<String, LongAdder> outcomes) {
        byte[] bytes = original.clone();
        for (int at = 0; at < bytes.length; at++) {
            for (int other = 1; other < 256; other++) {
                bytes[at] = (byte) (original[at] ^ other);
                HelloResult result = other % 16 == 1 ? Reading.toTheEnd(bytes) : answer(bytes);
                String outcome = result instanceof Malformed malformed
                        ? malformed.flaw().name()
                        : result.getClass().getSimpleName();
                outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
            }
            bytes[at] = original[at];
        }
    }
}
