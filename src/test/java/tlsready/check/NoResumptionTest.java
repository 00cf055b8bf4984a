package tlsready.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Every call shakes hands in full, whatever the client kept from the last one: a resumed session would hide a change. */
class NoResumptionTest {
    private static final int RECONNECTS = 5;
    private static final int PRE_SHARED_KEY = 41;

    private static Listening check;

    @BeforeAll
    static void open() throws Exception {
        check = new Listening();
    }

    @AfterAll
    static void close() {
        check.close();
    }

    @ParameterizedTest(name = "{0} {1} by {3}")
    @CsvSource({
        "tls12, -tls1_2, ECDHE-ECDSA-AES128-GCM-SHA256, BORINGSSL",
        "tls12, -tls1_2, ECDHE-RSA-AES128-GCM-SHA256, BORINGSSL",
        "tls12, -tls1_2, DHE-RSA-AES128-SHA, JDK",
        "any, -tls1, ECDHE-RSA-AES128-SHA, BORINGSSL",
        "tls13, -tls1_3, DEFAULT, BORINGSSL",
        "arcgis-enterprise, -tls1_3, DEFAULT, JDK",
    })
    void openssl_is_never_resumed_and_gets_no_ticket(String endpoint, String version, String suite, Engine.Kind engine)
            throws Exception {
        assertFull(1 + RECONNECTS, engine, s_client(endpoint, version, suite, "-reconnect"));

        Path kept = Path.of("target", "check-peers", "session-" + endpoint + suite + ".pem")
                .toAbsolutePath();
        Files.deleteIfExists(kept);
        assertFull(1, engine, s_client(endpoint, version, suite, "-ign_eof", "-sess_out", kept.toString()));
        // Only the JDK's engine gives a session a name; from the other there is nothing to come back with.
        assertEquals(engine == Engine.Kind.JDK && !version.equals("-tls1_3"), Files.exists(kept));
        if (Files.exists(kept)) {
            assertFull(1, engine, s_client(endpoint, version, suite, "-ign_eof", "-sess_in", kept.toString()));
        }
    }

    private static String s_client(String endpoint, String version, String suite, String... options) throws Exception {
        var command = new ArrayList<>(List.of(
                TestTools.require("openssl", "openssl").toString(),
                "s_client",
                "-connect",
                "127.0.0.1:" + check.port(endpoint),
                version,
                "-cipher",
                suite + ":@SECLEVEL=0"));
        command.addAll(List.of(options));
        return Peer.run(command);
    }

    private static void assertFull(int times, Engine.Kind engine, String printed) throws Exception {
        assertEquals(times, printed.split("\nNew, ", -1).length - 1, printed);
        assertFalse(printed.contains("\nReused, "), printed);
        assertFalse(printed.contains("session ticket:") || printed.contains("Session Ticket arrived"), printed);
        for (int i = 0; i < times; i++) {
            Observation seen = check.next(() -> printed);
            assertInstanceOf(Ending.Negotiated.class, seen.ending(), printed);
            Decision decision = check.server
                    .policy()
                    .decide(
                            Listening.ENDPOINTS.get(seen.endpoint()),
                            seen.clientHello().orElseThrow(),
                            check.engines.keys());
            assertEquals(
                    engine, assertInstanceOf(Decision.Shake.class, decision).engine());
        }
    }

    @Test
    void curl_keeps_nothing_between_two_calls_of_one_run() throws Exception {
        for (String endpoint : List.of("tls12", "tls13", "arcgis-enterprise")) {
            String url = "https://127.0.0.1:" + check.port(endpoint) + "/hello";
            String printed = Peer.run(
                    List.of(TestTools.require("curl", "curl").toString(), "-skv", "--noproxy", "*", url, url, url));
            assertEquals(3, printed.split("GET /hello at " + endpoint, -1).length - 1, printed);
            assertFalse(printed.contains("reusing session"), printed);
            for (int i = 0; i < 3; i++) {
                assertFalse(
                        check.next().clientHello().orElseThrow().extensions().has(PRE_SHARED_KEY));
            }
        }
    }
}
