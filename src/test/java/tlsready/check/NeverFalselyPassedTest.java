package tlsready.check;

import java.util.List;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tlsready.Seeds;
import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.tls.Alert;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloBuilder;
import tlsready.tls.HelloResult;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The law of this room: never a false "passed", whatever a client offers and whatever an engine reports. */
class NeverFalselyPassedTest {
    private static final List<Integer> SUITES = List.of(
            0x1301, 0x1302, 0x1303, 0xC02F, 0xC030, 0xC02B, 0xC027, 0xC028, 0xC013, 0x009C, 0x003C, 0x002F, 0x000A,
            0x0005, 0x00FF, 0x0A0A, 0x7777);

    @Property(tries = 3000, seed = Seeds.BUILD)
    void passed_means_a_common_version_of_at_least_1_2_and_a_common_suite(
            @ForAll("hellos") ClientHello hello, @ForAll("endings") Ending ending, @ForAll("endpoints") String id) {
        Endpoint endpoint = Calls.ENDPOINTS.get(id);
        Assessment assessment = Calls.ASSESSOR.assess(Calls.observe(id, new HelloResult.Hello(hello), ending));
        if (assessment.verdict().passed()) {
            var agreed = assertInstanceOf(Negotiated.class, ending);
            assertTrue(agreed.version().isAtLeast(TlsVersion.TLS_1_2));
            assertTrue(hello.offers(agreed.version()) && endpoint.accepts(agreed.version()));
            assertTrue(hello.offers(agreed.suite()) && endpoint.accepts(agreed.suite()));
        }
        assertEquals(
                assessment.verdict().passed(), assessment.verdict().status() / 100 == 2, "2xx if and only if passed");
    }

    @Property(tries = 1000, seed = Seeds.BUILD)
    void a_server_that_keeps_to_its_policy_is_never_unknown(
            @ForAll("hellos") ClientHello hello, @ForAll("endpoints") String id) {
        Assessment assessment = Calls.ASSESSOR.assess(Calls.call(hello, id));
        boolean named = hello.highestVersion().isPresent();
        assertFalse(named && assessment.verdict() == Verdict.UNKNOWN, assessment.line());
    }

    @Provide
    Arbitrary<String> endpoints() {
        return Arbitraries.of(Calls.ENDPOINTS.all().stream().map(Endpoint::id).toList());
    }

    @Provide
    Arbitrary<ClientHello> hellos() {
        var suites = Arbitraries.of(SUITES).list().uniqueElements().ofMinSize(1).ofMaxSize(8);
        var legacy = Arbitraries.of(0x0300, 0x0301, 0x0302, 0x0303, 0x0305);
        var versions = Arbitraries.of(0x0301, 0x0302, 0x0303, 0x0304, 0x0A0A, 0x7F1C)
                .list()
                .uniqueElements()
                .ofMaxSize(4);
        return Combinators.combine(suites, legacy, versions).as((offered, version, named) -> {
            var builder = new HelloBuilder()
                    .legacyVersion(version)
                    .suites(offered.stream().mapToInt(Integer::intValue).toArray());
            if (!named.isEmpty()) {
                builder.supportedVersions(
                        named.stream().mapToInt(Integer::intValue).toArray());
            }
            return Calls.hello(builder.build());
        });
    }

    @Provide
    Arbitrary<Ending> endings() {
        Arbitrary<Ending> negotiated = Combinators.combine(
                        Arbitraries.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3),
                        Arbitraries.of(SUITES))
                .as((version, suite) ->
                        new Negotiated(version, CipherSuite.of(suite), Optional.empty(), Calls.CERTIFICATE));
        Arbitrary<Alert> alerts = Arbitraries.of(40, 42, 46, 47, 48, 70, 71, 80).map(code -> Alert.of(2, code));
        return Arbitraries.oneOf(
                negotiated,
                alerts.map(Refused::new),
                alerts.optional().map(RefusedByClient::new),
                Arbitraries.of(Ending.What.class).map(Broken::new));
    }
}
