package tlsready.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloReader;
import tlsready.tls.HelloResult;
import tlsready.tls.RecordedClient;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The recorded clients of testssl.sh, named by their hellos: right or unknown, never wrong. */
class StacksTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final Stacks STACKS = Stacks.read(KNOWLEDGE);

    /** What a client may be called, by how its recording is called; the first that begins so counts. */
    private static final Map<String, List<String>> RIGHT = new LinkedHashMap<>();

    static {
        RIGHT.put("IE 6 XP", List.of("schannel-xp"));
        RIGHT.put("IE 8 XP", List.of("schannel-xp"));
        RIGHT.put("IE 7 Vista", List.of("schannel-vista"));
        RIGHT.put("IE 8 Win 7", List.of("schannel-vista"));
        RIGHT.put("IE 9 Win 7", List.of("schannel-vista"));
        RIGHT.put("IE 10 Win Phone 8.0", List.of("schannel-vista"));
        RIGHT.put("BingBot", List.of("schannel-vista"));
        RIGHT.put("IE 8-10 Win 7", List.of("schannel-7"));
        RIGHT.put("IE 11 Win 7", List.of("schannel-7"));
        RIGHT.put("IE 11 Win 8.1", List.of("schannel-7"));
        RIGHT.put("IE 11 Win Phone 8.1 Update", List.of("schannel-7"));
        RIGHT.put("IE 11 Win Phone 8.1", List.of("schannel-7-first"));
        RIGHT.put("IE 11 Win 10 Preview", List.of("schannel-10-1507"));
        RIGHT.put("Edge 12", List.of("schannel-10-1507"));
        RIGHT.put("IE 11 Win 10", List.of("schannel-10"));
        RIGHT.put("Edge 101", List.of("chromium"));
        RIGHT.put("Edge", List.of("schannel-10"));
        RIGHT.put("Chrome", List.of("chromium", "boringssl-grease", "unknown"));
        RIGHT.put("Opera", List.of("chromium", "boringssl-grease", "unknown"));
        RIGHT.put("Android", List.of("boringssl", "boringssl-grease", "openssl-1-0", "unknown"));
        RIGHT.put("Firefox", List.of("firefox", "nss", "unknown"));
        RIGHT.put("Thunderbird", List.of("firefox", "nss", "unknown"));
        RIGHT.put("Tor", List.of("unknown"));
        RIGHT.put("Safari", List.of("safari", "unknown"));
        RIGHT.put("Apple", List.of("unknown"));
        RIGHT.put("Java 1", List.of("java-11"));
        RIGHT.put("Java 6", List.of("unknown"));
        RIGHT.put("Java", List.of("java-8"));
        RIGHT.put("go", List.of("go"));
        RIGHT.put("LibreSSL", List.of("unknown"));
        RIGHT.put("OpenSSL 3", List.of("openssl-3"));
        RIGHT.put("OpenSSL 1.1", List.of("openssl-1-1"));
        RIGHT.put("OpenSSL 1.0", List.of("openssl-1-0"));
        RIGHT.put("OpenSSL 0", List.of("unknown"));
        RIGHT.put("", List.of("openssl-1-0", "unknown")); // crawlers, whose stacks nobody has told us
    }

    @Test
    void every_recorded_client_is_named_rightly_or_not_at_all() {
        var wrong = new ArrayList<String>();
        var count = new LinkedHashMap<String, Integer>();
        for (RecordedClient client : RecordedClient.all()) {
            String named = STACKS.of(hello(client)).id();
            count.merge(named, 1, Integer::sum);
            List<String> right = RIGHT.entrySet().stream()
                    .filter(entry -> client.name().startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
            if (!right.contains(named)) {
                wrong.add(client.name() + " was called " + named + ", not " + right);
            }
        }
        System.out.println("Recorded clients by stack: " + count);
        assertEquals(List.of(), wrong);
    }

    static ClientHello hello(RecordedClient client) {
        return ((HelloResult.Hello) new HelloReader().feed(client.hello())).hello();
    }
}
