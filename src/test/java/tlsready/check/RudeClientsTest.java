package tlsready.check;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tlsready.TestTools;
import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.check.Ending.What;
import tlsready.tls.Alert;
import tlsready.tls.HelloFormat;
import tlsready.tls.HelloResult.Incomplete;
import tlsready.tls.HelloResult.Malformed;
import tlsready.tls.HelloResult.NotTls;
import tlsready.tls.HelloResult.Progress;
import tlsready.tls.PlainProtocol;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that split, stall, shout, hang up or speak something else: each is seen for what it is, and harms nobody else. */
class RudeClientsTest {
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final String[] MODERN = {"TLSv1.2", "TLSv1.3"};

    private static Listening check;
    /** The same with little patience. */
    private static Listening hasty;

    private static long pinnedBefore;

    @BeforeAll
    static void open() throws Exception {
        pinnedBefore = Listening.pinned();
        check = new Listening();
        hasty = new Listening(new Limits(PATIENCE, 1000, 1000), address -> false);
    }

    @BeforeEach
    void begin_afresh() {
        check.observations.clear();
        hasty.observations.clear();
    }

    @AfterEach
    void nobody_else_was_harmed() throws Exception {
        assertTrue(hasty.observations.isEmpty(), () -> "told twice: " + hasty.observations);
        assertTrue(Peer.JAVA.ask(check.port("any"), TlsVersion.TLS_1_2).contains("GET /hello at any with TLS 1.2"));
        assertInstanceOf(Negotiated.class, check.next().ending());
        assertTrue(check.observations.isEmpty(), () -> "told twice: " + check.observations);
        assertEquals(0, check.server.open().size());
    }

    @AfterAll
    static void close() throws Exception {
        check.close();
        hasty.close();
        Listening.assertBuffersComeBack(pinnedBefore);
    }

    // ---- Split and slow ----------------------------------------------------------------------------------------

    @Test
    void one_byte_at_a_time_makes_no_difference() throws Exception {
        for (TlsVersion version : List.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
            try (var wire = new Wire(check.port("any"), 1)) {
                String answer = Peer.JAVA.ask(wire.port(), version);
                assertTrue(answer.contains("GET /hello at any with " + version), answer);
                assertEquals(
                        version,
                        assertInstanceOf(Negotiated.class, check.next().ending())
                                .version());
            }
        }
    }

    @Test
    void whoever_says_nothing_is_let_go_when_the_time_is_up() throws Exception {
        try (var client = new RawClient(hasty.port("tls12"))) {
            assertEquals(0, client.hear().length);
        }
        Observation seen = hasty.next();
        assertEquals(new Incomplete(Progress.SILENT, 0), seen.hello());
        assertEquals(new Broken(What.TIMED_OUT), seen.ending());
        assertTrue(seen.helloMillis() >= PATIENCE.toMillis(), seen::toString);
    }

    @Test
    void whoever_trickles_does_not_win_time() throws Exception {
        byte[] hello = RawClient.hello(MODERN);
        long began = System.nanoTime();
        try (var client = new RawClient(hasty.port("tls12"))) {
            for (int i = 0; i < hello.length - 1; i++) {
                client.say(new byte[] {hello[i]});
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            assertTrue(System.nanoTime() - began < 4 * PATIENCE.toNanos(), "hung up on in time");
        }
        Observation seen = hasty.next();
        assertEquals(
                Progress.PARTIAL_HELLO,
                assertInstanceOf(Incomplete.class, seen.hello()).progress());
        assertEquals(new Broken(What.TIMED_OUT), seen.ending());
    }

    @Test
    void whoever_stalls_in_the_handshake_is_seen_with_the_hello() throws Exception {
        for (String endpoint : List.of("tls12", "tls13", "arcgis-enterprise")) {
            try (var client = new RawClient(hasty.port(endpoint))) {
                byte[] heard = client.say(RawClient.hello(MODERN)).hear();
                assertEquals(22, heard[0], "a server hello");
            }
            Observation seen = hasty.next();
            assertTrue(seen.clientHello().isPresent());
            assertEquals(new Broken(What.TIMED_OUT), seen.ending());
            assertTrue(seen.handshakeMillis() >= PATIENCE.toMillis() / 2, seen::toString);
        }
    }

    @Test
    void whoever_asks_nothing_after_the_handshake_is_let_go() throws Exception {
        try (var socket = (SSLSocket) Peer.trusting().getSocketFactory().createSocket("127.0.0.1", hasty.port("any"))) {
            socket.startHandshake();
            assertEquals(-1, socket.getInputStream().read());
        } catch (IOException e) {
            // Closed without a farewell: allowed, time is up.
        }
        Observation seen = hasty.next();
        assertInstanceOf(Negotiated.class, seen.ending());
        assertTrue(seen.request().isEmpty());
    }

    // ---- Hanging up --------------------------------------------------------------------------------------------

    @Test
    void whoever_hangs_up_before_the_hello_is_whole_is_incomplete() throws Exception {
        byte[] hello = RawClient.hello(MODERN);
        try (var client = new RawClient(check.port("any"))) {
            client.say(Arrays.copyOf(hello, hello.length / 2));
        }
        Observation seen = check.next();
        assertEquals(new Incomplete(Progress.PARTIAL_HELLO, hello.length / 2), seen.hello());
        assertEquals(new Broken(What.CLOSED_BY_CLIENT), seen.ending());
    }

    @Test
    void whoever_hangs_up_in_the_handshake_closed_it() throws Exception {
        try (var client = new RawClient(check.port("any"))) {
            client.say(RawClient.hello(MODERN));
            client.shutUp();
            client.hear();
        }
        Observation seen = check.next();
        assertTrue(seen.clientHello().isPresent());
        assertEquals(new Broken(What.CLOSED_BY_CLIENT), seen.ending());
    }

    @Test
    void a_reset_is_told_from_a_close() throws Exception {
        var client = new RawClient(check.port("any"));
        client.say(Arrays.copyOf(RawClient.hello(MODERN), 40));
        TimeUnit.MILLISECONDS.sleep(200); // so that the reset comes after the bytes, not in place of them
        client.reset();
        assertEquals(new Broken(What.RESET_BY_CLIENT), check.next().ending());
    }

    @Test
    void whoever_ends_only_the_own_side_is_answered() throws Exception {
        try (var client = new RawClient(check.port("any"))) {
            String answer = client.say(Peer.REQUEST).shutUp().hearText();
            assertTrue(answer.contains("GET /hello at any with no TLS"), answer);
        }
        assertInstanceOf(NotTls.class, check.next().hello());
    }

    @Test
    void whoever_ends_only_the_own_side_of_TLS_is_answered() throws Exception {
        for (String endpoint : List.of("tls12", "tls13", "arcgis-enterprise")) { // both engines
            for (boolean withFarewell : new boolean[] {true, false}) {
                try (var plain = new Socket("127.0.0.1", check.port(endpoint));
                        var socket = (SSLSocket) Peer.trusting()
                                .getSocketFactory()
                                .createSocket(plain, "127.0.0.1", plain.getPort(), true)) {
                    socket.startHandshake();
                    socket.getOutputStream().write(Peer.REQUEST.getBytes(StandardCharsets.US_ASCII));
                    if (withFarewell) {
                        socket.shutdownOutput(); // close_notify, then nothing more
                    } else {
                        plain.shutdownOutput();
                    }
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    assertTrue(
                            answer.contains("GET /hello at " + endpoint + " with TLS 1."),
                            () -> "at " + endpoint + (withFarewell ? ", close_notify: " : ", FIN: ") + answer);
                }
                Observation seen = check.next();
                assertInstanceOf(Negotiated.class, seen.ending());
                assertTrue(seen.request().isPresent());
            }
        }
    }

    @Test
    void whoever_cuts_the_line_in_the_handshake_did_so_with_this_hello() throws Exception {
        for (String endpoint : List.of("tls12", "tls13", "arcgis-enterprise")) {
            var client = new RawClient(check.port(endpoint));
            assertEquals(22, client.say(RawClient.hello(MODERN)).hearOne(), "a server hello");
            client.reset();
            Observation seen = check.next();
            assertTrue(seen.clientHello().isPresent());
            assertEquals(new Broken(What.RESET_BY_CLIENT), seen.ending());
            assertTrue(seen.request().isEmpty());
        }
    }

    // ---- Shouting ----------------------------------------------------------------------------------------------

    @Test
    void hellos_that_break_the_standard_get_the_alert_for_it() throws Exception {
        assertAlert("2:22", "160301ffff01"); // a record of 65,535 bytes
        assertAlert("2:50", "1603010005010fffff0000"); // a hello of a million bytes
        assertAlert("2:10", "170301000141"); // application data first
        assertAlert("2:10", "16030100040200000000"); // a server hello
        assertAlert("2:10", "1603010000"); // an empty record
        assertAlert(
                "2:50",
                "160301002d0100002903030000000000000000000000000000000000000000000000000000000000000000ff000000000000");
    }

    private static void assertAlert(String code, String hex) throws Exception {
        byte[] heard;
        try (var client = new RawClient(check.port("any"))) {
            heard = client.say(HexFormat.of().parseHex(hex)).hear();
        }
        Observation seen = check.next();
        assertInstanceOf(Malformed.class, seen.hello(), hex);
        assertEquals(code, assertInstanceOf(Refused.class, seen.ending()).sent().code(), hex);
        assertEquals(7, heard.length, hex);
        assertEquals("21 " + code, heard[0] + " " + heard[5] + ":" + heard[6], hex);
    }

    @Test
    void whoever_goes_on_shouting_is_not_listened_to_for_ever() throws Exception {
        byte[] megabytes = new byte[4 << 20];
        long began = System.nanoTime();
        try (var client = new RawClient(hasty.port("any"))) {
            client.say("160301ffff01").say(megabytes);
            client.hear();
        } catch (IOException e) {
            // Hung up on.
        }
        assertTrue(System.nanoTime() - began < 2 * PATIENCE.toNanos());
        assertInstanceOf(NotTls.class, hasty.next().hello());
    }

    @Test
    void corrupted_hellos_are_each_told_once() throws Exception {
        byte[] hello = RawClient.hello("TLSv1.2");
        var random = new Random(42);
        int count = 300;
        for (int i = 0; i < count; i++) {
            byte[] broken = hello.clone();
            for (int change = 0; change < 3; change++) {
                broken[5 + random.nextInt(broken.length - 5)] = (byte) random.nextInt(256);
            }
            try (var client = new RawClient(check.port(i % 2 == 0 ? "any" : "arcgis-enterprise"))) {
                client.say(broken).shutUp();
                client.hear();
            }
        }
        for (int i = 0; i < count; i++) {
            check.next();
        }
    }

    // ---- Something else ----------------------------------------------------------------------------------------

    @Test
    void other_protocols_are_named_and_not_answered() throws Exception {
        assertOther(PlainProtocol.SSH, "SSH-2.0-OpenSSH_9.2\r\n");
        assertOther(PlainProtocol.SMTP, "EHLO localhost\r\n");
        assertOther(PlainProtocol.PROXY_PROTOCOL, "PROXY TCP4 192.0.2.1 192.0.2.2 1 443\r\n");
        assertOther(PlainProtocol.GARBAGE, "\1\2\3\4 nonsense");
    }

    private static void assertOther(PlainProtocol protocol, String first) throws Exception {
        try (var client = new RawClient(check.port("tls12"))) {
            assertEquals("", client.say(first).hearText());
        }
        Observation seen = check.next();
        assertEquals(protocol, assertInstanceOf(NotTls.class, seen.hello()).protocol());
        assertEquals(new Broken(What.NO_HELLO), seen.ending());
        assertEquals("127.0.0.1", seen.peer());
    }

    @Test
    void a_hello_in_the_framing_of_SSL_2_0_ends_in_a_handshake() throws Exception {
        for (String version : List.of("TLSv1", "TLSv1.2")) {
            try (var socket =
                    (SSLSocket) Peer.trusting().getSocketFactory().createSocket("127.0.0.1", check.port("any"))) {
                socket.setEnabledProtocols(new String[] {"SSLv2Hello", version});
                socket.getOutputStream().write(Peer.REQUEST.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.contains("GET /hello at any with TLS 1."), answer);
            }
            Observation seen = check.next();
            assertEquals(HelloFormat.SSLV2, seen.clientHello().orElseThrow().format());
            assertEquals(
                    version.equals("TLSv1") ? TlsVersion.TLS_1_0 : TlsVersion.TLS_1_2,
                    assertInstanceOf(Negotiated.class, seen.ending()).version());
        }
    }

    @Test
    void plain_HTTP_on_a_TLS_port_is_answered_in_plain() throws Exception {
        try (var client = new RawClient(check.port("tls12"))) {
            String answer = client.say("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\nGET /again HTTP/1.1\r\n\r\n")
                    .hearText();
            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\nGET /hello at tls12 with no TLS\n"), answer);
        }
        Observation seen = check.next();
        assertEquals(
                PlainProtocol.PLAIN_HTTP,
                assertInstanceOf(NotTls.class, seen.hello()).protocol());
        assertEquals("/hello", seen.request().orElseThrow().target());
    }

    @Test
    void requests_that_are_none_are_told_so() throws Exception {
        assertSaid("HTTP/1.1 414 ", "more than 4096", "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n");
        assertSaid("HTTP/1.1 431 ", "more than 16384", "GET / HTTP/1.1\r\nCookie: " + "a".repeat(20_000) + "\r\n\r\n");
        assertSaid("HTTP/1.1 400 ", "not a request of HTTP", "GET  \r\n\r\n");
    }

    private static void assertSaid(String status, String words, String request) throws Exception {
        try (var client = new RawClient(check.port("any"))) {
            assertSays(status, words, client.say(request).hearText());
        }
        assertTrue(check.next().request().isEmpty());
        for (String endpoint : List.of("any", "arcgis-enterprise")) { // both engines
            try (var socket =
                    (SSLSocket) Peer.trusting().getSocketFactory().createSocket("127.0.0.1", check.port(endpoint))) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertSays(
                        status, words, new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            }
            Observation seen = check.next();
            assertInstanceOf(Negotiated.class, seen.ending());
            assertTrue(seen.request().isEmpty());
        }
    }

    private static void assertSays(String status, String words, String answer) {
        assertTrue(answer.startsWith(status), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertTrue(answer.substring(answer.indexOf("\r\n\r\n")).contains(words), answer);
    }

    @Test
    void a_long_body_does_not_cost_the_client_its_answer() throws Exception {
        String body = "x".repeat(40_000);
        String request = "POST /hello HTTP/1.0\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (var client = new RawClient(check.port("any"))) {
            assertTrue(client.say(request).hearText().endsWith("POST /hello at any with no TLS\n"));
        }
        check.next();
        for (String endpoint : List.of("any", "arcgis-enterprise")) { // both engines
            try (var socket =
                    (SSLSocket) Peer.trusting().getSocketFactory().createSocket("127.0.0.1", check.port(endpoint))) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.contains("POST /hello at " + endpoint), answer);
            }
            check.next();
        }
    }

    @Test
    void alerts_in_place_of_a_handshake_are_the_clients_refusal() throws Exception {
        try (var client = new RawClient(check.port("tls12"))) {
            client.say(RawClient.hello("TLSv1.2"));
            client.say(new byte[] {21, 3, 3, 0, 2, 2, 48});
            client.hear();
        }
        assertEquals(
                "2:48",
                assertInstanceOf(RefusedByClient.class, check.next().ending())
                        .received()
                        .map(Alert::code)
                        .orElseThrow());
    }

    @Test
    void nobody_renegotiates() throws Exception {
        var alerts = Map.of("ECDHE-RSA-AES128-GCM-SHA256", 100, "DHE-RSA-AES128-SHA", 40); // BoringSSL's, the JDK's
        for (String suite : alerts.keySet()) {
            var process = new ProcessBuilder(
                            TestTools.require("openssl", "openssl").toString(),
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + check.port("tls12"),
                            "-tls1_2",
                            "-cipher",
                            suite)
                    .redirectErrorStream(true)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write("R\n".getBytes(StandardCharsets.US_ASCII));
                in.flush();
                String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(printed.contains("RENEGOTIATING"), printed);
                assertFalse(printed.substring(printed.indexOf("RENEGOTIATING")).contains("verify return"), printed);
                assertTrue(printed.contains("SSL alert number " + alerts.get(suite)), printed);
            } finally {
                process.destroyForcibly();
            }
            Observation seen = check.next();
            assertInstanceOf(Negotiated.class, seen.ending()); // the first time, which is all that counts
            assertTrue(seen.request().isEmpty());
            assertTrue(seen.renegotiates());
            assertTrue(seen.handshakeMillis() < Listening.GENEROUS.patience().toMillis(), "not by waiting");
        }
    }
}
