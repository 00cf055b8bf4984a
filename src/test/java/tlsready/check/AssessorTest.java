package tlsready.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.RefusedByClient;
import tlsready.tls.Alert;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloBuilder;
import tlsready.tls.HelloFlaw;
import tlsready.tls.HelloReader;
import tlsready.tls.HelloResult;
import tlsready.tls.PlainProtocol;
import tlsready.tls.RecordedClient;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AssessorTest {
    private static final List<String> CLIENTS = List.of(
            "IE 6 XP",
            "IE 8 XP",
            "IE 7 Vista",
            "IE 8 Win 7",
            "IE 11 Win 7",
            "IE 11 Win 8.1",
            "IE 11 Win 10",
            "Edge 101 Win 10 21H2",
            "Firefox 100 (Win 10)",
            "Java 6u45",
            "Java 7u25",
            "Java 8u161",
            "Java 17.0.3 (OpenJDK)",
            "OpenSSL 0.9.8y",
            "OpenSSL 3.0.3 (git)");

    @Test
    void recorded_clients_at_every_endpoint() {
        var table = new ArrayList<String>();
        for (String client : CLIENTS) {
            ClientHello hello = Calls.recorded(client);
            table.add(client + ": "
                    + Calls.ENDPOINTS.all().stream()
                            .map(endpoint ->
                                    verdict(Calls.call(hello, endpoint.id())).token())
                            .collect(Collectors.joining(" ")));
        }
        assertEquals(
                """
                IE 6 XP: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                IE 8 XP: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                IE 7 Vista: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                IE 8 Win 7: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                IE 11 Win 7: passed old-version old-version passed no-common-version passed passed no-common-suite passed
                IE 11 Win 8.1: passed old-version old-version passed no-common-version passed passed no-common-suite passed
                IE 11 Win 10: passed old-version old-version passed no-common-version passed passed passed passed
                Edge 101 Win 10 21H2: passed no-common-version no-common-version passed passed passed passed passed passed
                Firefox 100 (Win 10): passed no-common-version no-common-version passed passed passed passed passed passed
                Java 6u45: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                Java 7u25: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                Java 8u161: passed old-version old-version passed no-common-version passed passed passed passed
                Java 17.0.3 (OpenJDK): passed no-common-version no-common-version passed passed passed passed passed passed
                OpenSSL 0.9.8y: legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only legacy-only
                OpenSSL 3.0.3 (git): passed old-version old-version passed passed passed passed passed passed
                """
                        .strip(),
                String.join("\n", table));
    }

    @Test
    void a_refused_suite_is_explained_by_the_Windows_it_comes_from() {
        Assessment assessment = Calls.ASSESSOR.assess(Calls.call(Calls.recorded("IE 11 Win 7"), "afd2023"));
        assertEquals("schannel-7", assessment.stack().id());
        var facts = assessment.meaning().stream()
                .flatMap(remark -> remark.fact().stream())
                .toList();
        assertEquals(List.of("needs-common-suite", "ecdhe-gcm-gap", "no-update-adds-ecdhe-gcm"), facts);
        assertTrue(
                assessment.meaning().stream()
                        .anyMatch(remark -> remark.text().startsWith("Windows 10 1507 is the first Windows")),
                assessment.meaning().toString());
        assertEquals(
                Outlook.Chance.COULD,
                outlook(assessment, "azure-front-door-2022").chance());
        assertEquals(
                Outlook.Chance.NO_SUITE,
                outlook(assessment, "azure-front-door-2023").chance());
        assertEquals(
                Outlook.Chance.UNKNOWN, outlook(assessment, "arcgis-online").chance());
    }

    @Test
    void the_headline_says_what_was_offered_and_what_was_negotiated() {
        assertEquals(
                "passed tls12 This client reached \"TLS 1.2 only\". Negotiated: TLS 1.2 with"
                        + " TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384. Offered: up to TLS 1.3. Client: OpenSSL 3.",
                Calls.ASSESSOR
                        .assess(Calls.call(Calls.recorded("OpenSSL 3.0.3 (git)"), "tls12"))
                        .line());
        assertEquals(
                "legacy-only tls12 This client offers TLS 1.0 at most; services that ask for TLS 1.2 refuse it."
                        + " The endpoint refused with alert protocol_version (2:70). Offered: up to TLS 1.0. Client:"
                        + " Windows Vista, Windows 7 without its updates, or Server 2008.",
                Calls.ASSESSOR
                        .assess(Calls.call(Calls.recorded("IE 8 Win 7"), "tls12"))
                        .line());
    }

    @Test
    void only_what_can_be_a_program_on_Windows_is_sent_to_the_guide() {
        for (RecordedClient client : RecordedClient.all()) {
            Judgement judged = Calls.ASSESSOR.judge(Calls.call(Calls.hello(client.hello()), "any"));
            boolean own = judged.stack().isKnown() && !judged.stack().isSchannel();
            boolean old = judged.verdict() == Verdict.LEGACY_ONLY;
            assertEquals(old && !own, judged.remarks().contains("legacy-guide"), client.name());
            assertEquals(old && own, judged.remarks().contains("legacy-own"), client.name());
        }
    }

    @Test
    void a_client_of_only_tls_1_3_is_told_apart_from_an_old_one() {
        byte[] wire = new HelloBuilder()
                .suites(0x1301)
                .supportedVersions(0x0304)
                .groups(29)
                .build();
        Observation call = Calls.call(Calls.hello(wire), "tls12");
        assertEquals(Verdict.TLS13_ONLY, verdict(call));
        assertEquals(Verdict.PASSED, verdict(Calls.call(Calls.hello(wire), "tls13")));
    }

    @Test
    void a_refused_certificate_is_no_refused_TLS() {
        var hello = new HelloResult.Hello(Calls.recorded("Java 17.0.3 (OpenJDK)"));
        for (int alert : new int[] {42, 46, 48}) {
            var ending = new RefusedByClient(Optional.of(Alert.of(2, alert)));
            assertEquals(Verdict.CERTIFICATE_REFUSED, verdict(Calls.observe("tls12", hello, ending)));
        }
        var other = new RefusedByClient(Optional.of(Alert.of(2, 80)));
        assertEquals(Verdict.UNKNOWN, verdict(Calls.observe("tls12", hello, other)));
        assertEquals(Verdict.UNKNOWN, verdict(Calls.observe("tls12", hello, new RefusedByClient(Optional.empty()))));
        var old = new HelloResult.Hello(Calls.recorded("Java 7u25"));
        var refused = new RefusedByClient(Optional.of(Alert.of(2, 46)));
        assertEquals(Verdict.LEGACY_ONLY, verdict(Calls.observe("any", old, refused)));
    }

    @Test
    void another_certificate_than_ours_means_somebody_stands_in_between() {
        Observation call = Calls.call(Calls.recorded("IE 11 Win 10"), "tls12");
        assertEquals(Verdict.INTERCEPTED, verdict(call.with(Calls.get("/v1/verdict?seen=" + "cd".repeat(32)))));
        assertEquals(
                Verdict.PASSED,
                verdict(call.with(Calls.get("/v1/verdict?seen=" + "AB:".repeat(31) + "AB"))),
                "the certificate that was sent, as people paste it");
        assertEquals(Verdict.PASSED, verdict(call.with(Calls.get("/v1/verdict?seen=1234"))), "no SHA-256 at all");
    }

    @Test
    void a_fingerprint_that_cannot_be_compared_is_not_passed_over_in_silence() {
        Observation call = Calls.call(Calls.recorded("IE 11 Win 10"), "tls12");
        Assessment thumbprint = Calls.ASSESSOR.assess(call.with(Calls.get("/v1/verdict?seen=" + "cd".repeat(20))));
        assertTrue(thumbprint.meaning().toString().contains("is no SHA-256"), thumbprint::toString);
        Assessment whole = Calls.ASSESSOR.assess(call.with(Calls.get("/v1/verdict?seen=" + Calls.CERTIFICATE)));
        assertFalse(whole.meaning().toString().contains("is no SHA-256"), whole::toString);
    }

    @Test
    void what_was_no_TLS_does_not_claim_that_a_program_was_tested() {
        Assessment plain = Calls.ASSESSOR.assess(Calls.observe(
                "tls12", new HelloResult.NotTls(PlainProtocol.PLAIN_HTTP, "GET /"), new Broken(Ending.What.NO_HELLO)));
        assertEquals(1, plain.notProven().size());
        assertTrue(plain.notProven().get(0).text().startsWith("Nothing about TLS"), plain::toString);
    }

    @Test
    void a_hello_of_another_than_the_named_program_means_the_same() {
        Observation call = Calls.call(Calls.recorded("OpenSSL 3.0.3 (git)"), "tls12");
        String explorer = "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko";
        assertEquals(Verdict.INTERCEPTED, verdict(call.with(Calls.get("/", "user-agent", explorer))));
        assertEquals(Verdict.PASSED, verdict(call.with(Calls.get("/", "user-agent", "curl/8.0"))));
        assertEquals(Verdict.PASSED, verdict(call.with(Calls.get("/", "user-agent", "Python-urllib/3.11"))));
        assertEquals(
                Verdict.PASSED,
                verdict(Calls.call(Calls.recorded("IE 11 Win 7"), "tls12")
                        .with(Calls.get("/", "user-agent", explorer))));
    }

    @Test
    void no_recorded_browser_is_suspected_when_it_tells_the_truth() {
        var agents = List.of(
                List.of("Chrome 101", "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/101.0 Safari/537.36"),
                List.of("Edge 101", "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/101.0 Edg/101.0"),
                List.of("Edge 17", "Mozilla/5.0 (Windows NT 10.0) Chrome/64.0 Safari/537.36 Edge/17.17134"),
                List.of("Firefox", "Mozilla/5.0 (Windows NT 10.0; rv:100.0) Gecko/20100101 Firefox/100.0"),
                List.of("Safari 15.4", "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/15.4 Safari/605.1.15"),
                List.of("IE 8", "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)"),
                List.of("Java", "Java/17.0.3"),
                List.of("go 1.17", "Go-http-client/1.1"));
        for (var pair : agents) {
            RecordedClient.all().stream()
                    .filter(client -> client.name().startsWith(pair.get(0)))
                    .map(client -> Calls.call(Calls.hello(client.hello()), "any"))
                    .map(call -> verdict(call.with(Calls.get("/", "user-agent", pair.get(1)))))
                    .forEach(verdict -> assertFalse(verdict == Verdict.INTERCEPTED, pair.get(0)));
        }
    }

    @Test
    void what_is_no_hello_is_not_judged_as_one() {
        var broken = new Broken(Ending.What.NO_HELLO);
        assertEquals(
                Verdict.NOT_TLS,
                verdict(Calls.observe("tls12", new HelloResult.NotTls(PlainProtocol.PLAIN_HTTP, "GET /"), broken)));
        assertEquals(
                Verdict.MALFORMED,
                verdict(Calls.observe(
                        "tls12", new HelloResult.Malformed(HelloFlaw.ENDS_EARLY, "It ends early."), broken)));
        assertEquals(Verdict.INCOMPLETE, verdict(Calls.observe("tls12", new HelloReader().end(), broken)));
    }

    @Test
    void a_connection_that_breaks_proves_nothing() {
        var hello = new HelloResult.Hello(Calls.recorded("IE 11 Win 7"));
        for (Ending.What what : Ending.What.values()) {
            assertEquals(Verdict.UNKNOWN, verdict(Calls.observe("tls12", hello, new Broken(what))));
        }
    }

    @Test
    void a_negotiation_that_the_hello_does_not_offer_is_never_passed() {
        var hello = new HelloResult.Hello(Calls.recorded("IE 11 Win 7"));
        var gcm = CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow();
        var ending = new Negotiated(TlsVersion.TLS_1_2, gcm, Optional.empty(), Calls.CERTIFICATE);
        assertEquals(Verdict.UNKNOWN, verdict(Calls.observe("tls12", hello, ending)));
    }

    @Test
    void whoever_asks_to_renegotiate_is_told_that_nobody_does() {
        Observation call = Calls.call(Calls.recorded("OpenSSL 1.0.2e"), "tls12");
        Assessment plain = Calls.ASSESSOR.assess(call);
        Assessment anew = Calls.ASSESSOR.assess(Calls.renegotiating(call));
        assertEquals(Verdict.PASSED, anew.verdict());
        assertEquals(plain.headline(), anew.headline());
        assertTrue(anew.meaning().get(0).text().contains("asked to renegotiate"), anew::toString);
        assertFalse(plain.meaning().toString().contains("renegotiate"));
    }

    @Test
    void a_browser_is_told_that_it_is_no_ArcMap() {
        Assessment assessment = Calls.ASSESSOR.assess(Calls.call(Calls.recorded("Chrome 101 (Win 10)"), "tls12"));
        assertTrue(assessment.notProven().stream()
                .anyMatch(remark -> remark.text().contains("proves nothing about ArcMap")));
    }

    @Test
    void words_have_no_open_blanks_and_are_plain_ASCII() {
        for (RecordedClient client : RecordedClient.all()) {
            for (Endpoint endpoint : Calls.ENDPOINTS.all()) {
                Judgement judged = Calls.ASSESSOR.judge(Calls.call(Calls.hello(client.hello()), endpoint.id()));
                Assessment assessment = Calls.ASSESSOR.assess(judged);
                assertEquals(assessment.line(), Calls.ASSESSOR.line(judged));
                String line = assessment.line() + " " + Calls.ASSESSOR.reason(judged);
                assertTrue(line.matches("[\\x20-\\x7E]+") && !line.contains("{"), line);
                assessment.meaning().forEach(remark -> assertFalse(remark.text().contains("{"), remark.text()));
                assertFalse(assessment.notProven().isEmpty());
            }
        }
    }

    @Test
    void an_assessment_survives_its_JSON() {
        Assessment assessment = Calls.ASSESSOR.assess(Calls.call(Calls.recorded("IE 11 Win 7"), "afd2023"));
        assertEquals(assessment, Json.read(Json.write(assessment), Assessment.class));
    }

    private static Outlook outlook(Assessment assessment, String target) {
        return assessment.targets().stream()
                .filter(outlook -> outlook.id().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict verdict(Observation observation) {
        Verdict verdict = Calls.ASSESSOR.assess(observation).verdict();
        assertEquals(verdict, Calls.ASSESSOR.judge(observation).verdict());
        return verdict;
    }
}
