package tlsready.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.TestTools;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.tls.Alert;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every endpoint against the TLS clients of other people, each at every version of TLS. */
class PeersTest {
    private static final List<TlsVersion> VERSIONS =
            List.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);

    private static Listening check;
    /** Apart: a scanner makes so many connections that some are told of after it has ended. */
    private static Listening scanned;

    @BeforeAll
    static void open() throws Exception {
        check = new Listening();
        scanned = new Listening();
    }

    @AfterAll
    static void close() {
        check.close();
        scanned.close();
    }

    static Stream<Arguments> pairs() {
        return Listening.ENDPOINTS.all().stream()
                .flatMap(endpoint -> Arrays.stream(Peer.values()).map(peer -> Arguments.of(endpoint.id(), peer)));
    }

    static Stream<String> endpoints() {
        return Listening.ENDPOINTS.all().stream().map(Endpoint::id);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("pairs")
    void an_endpoint_takes_what_its_policy_says_and_records_what_was_on_the_wire(String id, Peer peer)
            throws Exception {
        Endpoint endpoint = Listening.ENDPOINTS.get(id);
        for (TlsVersion version : VERSIONS) {
            try (var wire = new Wire(check.port(id))) {
                String printed = peer.ask(wire.port(), version);
                Observation seen = check.next(() -> peer + " with " + version + " at " + id + " printed " + printed);
                String what = peer + " with " + version + " at " + id + " printed " + printed + " and was " + seen;
                assertEquals(id, seen.endpoint(), what);
                assertEquals(
                        Optional.of(version), seen.clientHello().orElseThrow().highestVersion(), what);
                if (endpoint.accepts(version)) {
                    assertAccepted(endpoint, version, printed, seen, what);
                } else {
                    assertRefused(version, wire, printed, seen, what);
                }
            }
        }
    }

    private static void assertAccepted(
            Endpoint endpoint, TlsVersion version, String printed, Observation seen, String what) {
        Negotiated outcome = assertInstanceOf(Negotiated.class, seen.ending(), what);
        assertEquals(version, outcome.version(), what);
        assertTrue(endpoint.accepts(outcome.suite()), what);
        assertTrue(
                printed.contains("GET /hello at " + endpoint.id() + " with " + version + " " + outcome.suite()), what);
        Verdict right = version.isAtLeast(TlsVersion.TLS_1_2) ? Verdict.PASSED : Verdict.LEGACY_ONLY;
        assertEquals(right, Calls.ASSESSOR.assess(seen).verdict(), what);
    }

    private static void assertRefused(TlsVersion version, Wire wire, String printed, Observation seen, String what)
            throws InterruptedException {
        assertTrue(!printed.contains("GET /hello at"), what);
        if (seen.ending() instanceof RefusedByClient refusal) {
            assertEquals(wire.alertFromClient(), refusal.received().map(Alert::code), what);
        } else {
            Alert sent = assertInstanceOf(Refused.class, seen.ending(), what).sent();
            assertEquals(Optional.of(sent.code()), wire.alertFromServer(), what);
            assertEquals("2:70", sent.code(), what);
        }
        Verdict verdict = Calls.ASSESSOR.assess(seen).verdict();
        assertTrue(!verdict.passed(), what);
        if (!version.isAtLeast(TlsVersion.TLS_1_2)) {
            assertEquals(Verdict.LEGACY_ONLY, verdict, what);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_scanner_sees_exactly_the_versions_that_the_policy_names(String id) throws Exception {
        Endpoint endpoint = Listening.ENDPOINTS.get(id);
        String report = Peer.run(List.of(
                TestTools.require("sslscan", "sslscan").toString(), "--no-colour", "127.0.0.1:" + scanned.port(id)));
        var enabled = new ArrayList<String>();
        Pattern.compile("^(SSLv[23]|TLSv1\\.[0-3])\\s+enabled", Pattern.MULTILINE)
                .matcher(report)
                .results()
                .forEach(line -> enabled.add(line.group(1)));
        var named = endpoint.versions().stream()
                .map(version -> version.label().replace(" ", "v"))
                .toList();
        assertEquals(named, enabled, report);
        if (!endpoint.suites().isEmpty()) {
            assertSuites(endpoint, report);
        }
    }

    /** The scanner lists suites by OpenSSL's names, which hold the parts of ours. */
    private static void assertSuites(Endpoint endpoint, String report) throws Exception {
        var accepted = new ArrayList<String>();
        Pattern.compile("^(?:Accepted|Preferred)\\s+TLSv1\\.\\d\\s+\\d+ bits\\s+(\\S+)", Pattern.MULTILINE)
                .matcher(report)
                .results()
                .forEach(line -> accepted.add(line.group(1)));
        String table = Peer.run(
                List.of(TestTools.require("openssl", "openssl").toString(), "ciphers", "-stdname", "ALL:@SECLEVEL=0"));
        var byName = Pattern.compile("^(TLS_\\S+)\\s+- (\\S+)", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .toList();
        var expected = byName.stream()
                .filter(row -> endpoint.suites().stream()
                        .anyMatch(suite -> suite.name().equals(row.group(1))))
                .map(row -> row.group(2))
                .sorted()
                .toList();
        assertEquals(expected, accepted.stream().sorted().toList(), report);
    }
}
