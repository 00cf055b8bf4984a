package tlsready.check;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.TestTools;
import tlsready.check.Ending.RefusedByClient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that do not trust the certificate: told as exactly that, whether their alert is encrypted or not. */
class RefusedCertificateTest {
    /** Served by BoringSSL, and where it is TLS 1.3 with listed suites by the JDK. */
    private static final List<String> ENDPOINTS = List.of("tls12", "tls13", "any", "arcgis-enterprise");

    private static final Set<Integer> ABOUT_CERTIFICATES = Set.of(42, 43, 44, 45, 46, 48, 49);

    private static Listening check;

    @BeforeAll
    static void open() throws Exception {
        check = new Listening();
    }

    @AfterAll
    static void close() {
        check.close();
    }

    static Stream<Arguments> calls() {
        return ENDPOINTS.stream()
                .flatMap(endpoint -> Stream.of("openssl", "gnutls-cli", "tstclnt", "curl", "python3", "java")
                        .map(peer -> Arguments.of(endpoint, peer)));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("calls")
    void a_refused_certificate_is_told_as_exactly_that(String endpoint, String peer) throws Exception {
        String printed = distrust(peer, check.port(endpoint));
        Observation seen = check.next(() -> printed);
        String what = printed + " was " + seen;
        var refusal = assertInstanceOf(RefusedByClient.class, seen.ending(), what);
        assertTrue(refusal.received().isPresent(), what);
        assertTrue(
                ABOUT_CERTIFICATES.contains(
                        refusal.received().get().description().code()),
                what);
        assertEquals(Verdict.CERTIFICATE_REFUSED, Calls.ASSESSOR.assess(seen).verdict(), what);
    }

    private static String distrust(String peer, int port) throws Exception {
        String number = Integer.toString(port);
        return switch (peer) {
            case "openssl" -> Peer.run(List.of(
                    TestTools.require("openssl", "openssl").toString(),
                    "s_client",
                    "-verify_return_error",
                    "-connect",
                    "127.0.0.1:" + number));
            case "gnutls-cli" -> Peer.run(
                    List.of(TestTools.require("gnutls-bin", "gnutls-cli").toString(), "-p", number, "127.0.0.1"));
            case "tstclnt" -> Peer.run(List.of(
                    TestTools.require("libnss3-tools", "tstclnt").toString(),
                    "-4",
                    "-h",
                    "localhost",
                    "-p",
                    number,
                    "-d",
                    "sql:" + Peer.nssDatabase(),
                    "-A",
                    Peer.request().toString()));
            case "curl" -> Peer.run(List.of(
                    TestTools.require("curl", "curl").toString(),
                    "-sv",
                    "--noproxy",
                    "*",
                    "https://127.0.0.1:" + number));
            case "python3" -> Peer.run(List.of(
                    TestTools.require("python3", "python3").toString(),
                    "-c",
                    "import socket, ssl\n"
                            + "plain = socket.create_connection(('127.0.0.1', " + number + "))\n"
                            + "ssl.create_default_context().wrap_socket(plain, server_hostname='localhost')\n"));
            default -> java(port);
        };
    }

    private static String java(int port) throws IOException {
        try (var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return "trusted";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
