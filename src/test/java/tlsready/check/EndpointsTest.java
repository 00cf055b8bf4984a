package tlsready.check;

import java.util.List;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EndpointsTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final Endpoints ENDPOINTS = Endpoints.read(KNOWLEDGE);

    @Test
    void ports_follow_the_convention_of_badssl_plus_ten_thousand() {
        assertEquals(
                List.of(11010, 11011, 11012, 11013),
                List.of("tls10", "tls11", "tls12", "tls13").stream()
                        .map(id -> ENDPOINTS.get(id).port(10_000))
                        .toList());
    }

    @Test
    void a_twin_takes_versions_and_suites_from_the_knowledge() {
        Endpoint twin = ENDPOINTS.get("afd2023");
        assertEquals(KNOWLEDGE.target("azure-front-door-2023").suites(), twin.suites());
        assertEquals(KNOWLEDGE.target("azure-front-door-2023").versions(), twin.versions());
        assertFalse(twin.accepts(
                CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA256").orElseThrow()));
    }

    @Test
    void only_the_lenient_endpoint_takes_more_than_one_old_version() {
        var lenient = ENDPOINTS.all().stream().filter(Endpoint::lenient).toList();
        assertEquals(List.of(ENDPOINTS.get("any")), lenient);
        assertTrue(lenient.get(0).accepts(TlsVersion.TLS_1_0));
        assertFalse(lenient.get(0).accepts(TlsVersion.SSL_3_0));
    }
}
