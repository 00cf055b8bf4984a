package tlsready.check;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.tls.Alert;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloReader;
import tlsready.tls.HelloResult;
import tlsready.tls.RecordedClient;
import tlsready.tls.TlsVersion;

/** Calls to endpoints as they would be if every server kept to its policy, for tests without sockets. */
final class Calls {
    static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    static final Endpoints ENDPOINTS = Endpoints.read(KNOWLEDGE);
    static final Assessor ASSESSOR = new Assessor(KNOWLEDGE, ENDPOINTS);
    static final Instant WHEN = Instant.parse("2026-11-22T12:00:00.250Z");
    static final String CERTIFICATE = "ab".repeat(32);

    private Calls() {}

    static ClientHello hello(byte[] wire) {
        return ((HelloResult.Hello) new HelloReader().feed(wire)).hello();
    }

    static ClientHello recorded(String name) {
        return hello(RecordedClient.named(name).hello());
    }

    /** This hello at this endpoint, which does what its policy says. */
    static Observation call(ClientHello hello, String endpoint) {
        return observe(endpoint, new HelloResult.Hello(hello), ideal(hello, ENDPOINTS.get(endpoint)));
    }

    static Observation observe(String endpoint, HelloResult hello, Ending ending) {
        return new Observation(
                WHEN, endpoint, Optional.empty(), "192.0.2.7", hello, ending, Optional.empty(), 3, 5, false);
    }

    /** The same by a client that asked for a second handshake. */
    static Observation renegotiating(Observation call) {
        return new Observation(
                call.when(),
                call.endpoint(),
                call.label(),
                call.peer(),
                call.hello(),
                call.ending(),
                call.request(),
                call.helloMillis(),
                call.handshakeMillis(),
                true);
    }

    static HttpRequestHead get(String target, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new HttpRequestHead("GET", target, "HTTP/1.1", all);
    }

    static Ending ideal(ClientHello hello, Endpoint endpoint) {
        Optional<TlsVersion> version = endpoint.versions().stream()
                .filter(hello::offers)
                .filter(common -> suite(hello, endpoint, common).isPresent())
                .max(Comparator.naturalOrder());
        if (version.isPresent()) {
            CipherSuite suite = suite(hello, endpoint, version.get()).orElseThrow();
            return new Ending.Negotiated(version.get(), suite, Optional.empty(), CERTIFICATE);
        }
        boolean common = endpoint.versions().stream().anyMatch(hello::offers);
        return new Ending.Refused(Alert.of(Alert.FATAL, common ? 40 : 70));
    }

    private static Optional<CipherSuite> suite(ClientHello hello, Endpoint endpoint, TlsVersion version) {
        return hello.suites().stream()
                .filter(suite -> suite.name().contains("_WITH_") == (version != TlsVersion.TLS_1_3))
                .filter(suite -> suite.name().startsWith("TLS_"))
                .filter(suite -> !suite.name().endsWith("_SCSV"))
                .filter(endpoint::accepts)
                .findFirst();
    }
}
