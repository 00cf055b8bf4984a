package tlsready.check;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.TestTools;
import tlsready.tls.HelloResult.NotTls;
import tlsready.tls.PlainProtocol;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real clients behind load balancers that say by the PROXY protocol who calls, and impostors that say the same. */
class ProxyProtocolTest {
    private static final String BALANCER = "127.0.0.2";
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private static Listening check;

    @BeforeAll
    static void open() throws Exception {
        check = new Listening(Listening.GENEROUS, AddressRange.parse(BALANCER)::contains);
    }

    @AfterAll
    static void close() {
        check.close();
    }

    static Stream<Arguments> headers() throws Exception {
        return Stream.of(
                Arguments.of("198.51.100.7", ascii("PROXY TCP4 198.51.100.7 127.0.0.1 50000 443\r\n")),
                Arguments.of("2001:db8:0:0:0:0:0:7", ascii("PROXY TCP6 2001:db8::7 ::1 50000 443\r\n")),
                Arguments.of("198.51.100.8", version2("198.51.100.8", "127.0.0.1")),
                Arguments.of("2001:db8:0:0:0:0:0:8", version2("2001:db8::8", "::1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void a_client_behind_a_load_balancer_is_seen_with_its_own_address(String address, byte[] header) throws Exception {
        for (Peer peer : List.of(Peer.CURL, Peer.OPENSSL)) {
            for (int atATime : List.of(1, 4096)) {
                try (var wire = new Wire(check.port("tls12"), atATime, BALANCER, header)) {
                    String printed = peer.ask(wire.port(), TlsVersion.TLS_1_2);
                    assertTrue(printed.contains("GET /hello at tls12 with TLS 1.2"), printed);
                }
                assertEquals(address, check.next().peer());
            }
        }
        try (var wire = new Wire(check.port("tls13"), 4096, BALANCER, header)) {
            Peer.OPENSSL.ask(wire.port(), TlsVersion.TLS_1_2);
        }
        Observation refused = check.next();
        assertEquals(address, refused.peer());
        assertInstanceOf(Ending.Refused.class, refused.ending());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void whoever_else_says_it_is_not_believed(String address, byte[] header) throws Exception {
        try (var wire = new Wire(check.port("tls12"), 4096, "127.0.0.1", header)) {
            String printed = Peer.CURL.ask(wire.port(), TlsVersion.TLS_1_2);
            assertFalse(printed.contains("GET /hello"), printed);
        }
        assertUnbelieved();
    }

    @Test
    void curl_that_says_it_by_itself_is_not_believed_either() throws Exception {
        String printed = curl("--haproxy-protocol");
        assertFalse(printed.contains("GET /hello"), printed);
        assertUnbelieved();
    }

    private static void assertUnbelieved() throws InterruptedException {
        Observation seen = check.next();
        assertEquals(
                PlainProtocol.PROXY_PROTOCOL,
                assertInstanceOf(NotTls.class, seen.hello()).protocol());
        assertEquals("127.0.0.1", seen.peer());
    }

    @Test
    void a_load_balancer_has_to_say_it() throws Exception {
        String printed = curl("--interface", BALANCER);
        assertFalse(printed.contains("GET /hello"), printed);
        String said = curl("--interface", BALANCER, "--haproxy-protocol");
        assertTrue(said.contains("GET /hello at tls12 with TLS 1.2"), said);
        assertEquals(BALANCER, check.next().peer(), "the first one was nobody whom we could name");
    }

    @Test
    void a_load_balancer_that_only_looks_whether_we_are_there_is_no_visit() throws Exception {
        byte[] local = java.util.Arrays.copyOf(SIGNATURE, 16);
        local[12] = 0x20;
        try (var wire = new Wire(check.port("tls12"), 4096, BALANCER, local);
                var client = new RawClient(wire.port())) {
            assertTrue(client.say(Peer.REQUEST).hearText().contains("GET /hello at tls12 with no TLS"));
        }
        while (check.server.open().size() > 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(check.observations.isEmpty(), () -> "told: " + check.observations);
    }

    private static String curl(String... options) throws Exception {
        return Peer.run(Stream.of(
                        Stream.of(TestTools.require("curl", "curl").toString(), "-skv", "--noproxy", "*"),
                        Stream.of(options),
                        Stream.of("--tls-max", "1.2", "https://127.0.0.1:" + check.port("tls12") + "/hello"))
                .flatMap(part -> part)
                .toList());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The binary header of version 2, as the protocol's own text describes it. */
    private static byte[] version2(String source, String destination) throws Exception {
        byte[] from = InetAddress.getByName(source).getAddress();
        byte[] to = InetAddress.getByName(destination).getAddress();
        var header = new ByteArrayOutputStream();
        header.write(SIGNATURE);
        header.write(0x21); // version 2, on behalf of somebody
        header.write(from.length == 4 ? 0x11 : 0x21); // TCP over IPv4 or IPv6
        header.write(0);
        header.write(2 * from.length + 4);
        header.write(from);
        header.write(to);
        header.write(new byte[] {(byte) 0xC3, 0x50, 1, (byte) 0xBB}); // ports 50000 and 443
        return header.toByteArray();
    }
}
