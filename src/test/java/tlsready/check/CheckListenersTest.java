package tlsready.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The contracts on real wires: curl and OpenSSL call the endpoints of a running portal. */
@QuarkusTest
class CheckListenersTest {
    private static final int CURL_HTTP_ERROR = 22;

    @Inject
    CheckServer server;

    @Inject
    CheckConfig config;

    private record Run(int exit, String output) {}

    @Test
    void curl_passes_with_TLS_1_2_and_names_itself() throws Exception {
        Run run = curl("-f", address("tls12", "/v1/verdict"));
        assertEquals(0, run.exit());
        assertTrue(
                run.output().startsWith("passed tls12 This client reached \"TLS 1.2 only\". Negotiated: TLS 1.2 with "),
                run.output());
        assertTrue(run.output().endsWith("Offered: up to TLS 1.3. Client: curl with OpenSSL 3.\n"), run.output());
    }

    @Test
    void an_old_client_is_let_in_and_curl_f_fails_with_the_reason_on_the_status_line() throws Exception {
        String[] old = {"--tlsv1.0", "--tls-max", "1.0", "--ciphers", "DEFAULT@SECLEVEL=0"};
        Run run = curl(with(old, "-f", address("any", "/v1/verdict")));
        assertEquals(CURL_HTTP_ERROR, run.exit());
        Run seen = curl(with(old, "-i", address("any", "/")));
        assertTrue(
                seen.output().startsWith("HTTP/1.1 403 TLS 1.2 is required, this client offers TLS 1.0 at most\r\n"),
                seen.output());
        assertTrue(seen.output().contains("\r\n\r\nlegacy-only any "), seen.output());
    }

    @Test
    void the_mirrors_answer_whoever_comes() throws Exception {
        assertTrue(curl(address("any", "/a/check")).output().contains("\"tls_version\" : \"TLS 1.3\""));
        assertTrue(curl(address("tls13", "/cdn-cgi/trace")).output().contains("\ntls=TLSv1.3\nsni=plaintext\n"));
        assertTrue(curl(address("tls12", "/v1/hello")).output().contains("\"raw\" : \"1603"));
    }

    @Test
    void HTTP_1_0_without_a_Host_header_is_answered() throws Exception {
        String openssl = TestTools.require("openssl", "openssl").toString();
        Run run = run(
                "GET /v1/verdict HTTP/1.0\r\n\r\n",
                List.of(openssl, "s_client", "-quiet", "-connect", "localhost:" + port("tls12plus")));
        assertTrue(run.output().contains("\r\n\r\npassed tls12plus "), run.output());
        assertTrue(run.output().contains("Client: OpenSSL 3."), run.output());
    }

    @Test
    void over_plain_HTTP_everybody_is_told_that_this_was_no_TLS_and_where_to_go() throws Exception {
        String line =
                "not-tls any What came is not TLS: plain HTTP, so the address begins with http:// and should begin"
                        + " with https://.";
        String way =
                "Call an address of the check that begins with https://; the page /check of the portal has them all,"
                        + " and opens without TLS.";
        Run verdict = curl("-i", plain("/v1/verdict"));
        assertTrue(verdict.output().startsWith("HTTP/1.1 400 This was not TLS\r\n"), verdict.output());
        assertTrue(verdict.output().contains("\r\n\r\n" + line), verdict.output());
        String words = curl(plain("/")).output();
        assertTrue(words.startsWith(line) && words.contains("- Nothing was tested: ") && words.contains(way), words);
        String page = curl("-H", "Accept: text/html", plain("/")).output();
        assertTrue(page.contains("<h1>This was not TLS</h1>") && page.contains(way), page);
        assertFalse(page.contains("src=") || page.contains("<link"), page);
        for (String endpoint : List.of("any", "tls10", "tls12", "arcgis-enterprise")) {
            assertTrue(page.contains("<a href=\"" + address(endpoint, "/") + "\">"), page);
        }
        assertTrue(
                curl("-H", "Accept: text/html", plain("/r/abcd7/"))
                        .output()
                        .contains("<a href=\"" + address("any", "/r/abcd7/") + "\">"),
                "the label is lost on the way");
        assertFalse(curl("-H", "Accept: text/html", "-H", "Host: \"><b>", plain("/"))
                .output()
                .contains("<b>"));
        assertEquals(CURL_HTTP_ERROR, curl("-f", plain("/v1/verdict")).exit());
    }

    @Test
    void plain_HTTP_1_0_without_a_Host_header_is_answered_and_closed() throws Exception {
        for (String path : List.of("/", "/v1/verdict", "/cdn-cgi/trace")) {
            try (var client = new RawClient(server.plainPort().orElseThrow())) {
                String heard = client.say("GET " + path + " HTTP/1.0\r\n\r\n").hearText();
                assertTrue(heard.startsWith("HTTP/1.1 "), heard);
                assertTrue(heard.contains("\r\nConnection: close\r\n"), heard);
                String body = heard.substring(heard.indexOf("\r\n\r\n") + 4);
                assertTrue(heard.contains("\r\nContent-Length: " + body.length() + "\r\n"), heard);
                assertTrue(body.startsWith("not-tls any ") || body.contains("\nvisit_scheme=http\n"), body);
            }
        }
    }

    private String plain(String path) {
        return "http://localhost:" + server.plainPort().orElseThrow() + path;
    }

    @Test
    void health_names_a_listener_that_takes_connections_and_does_not_answer() throws Exception {
        try (var deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            int port = deaf.getLocalPort();
            var ports = Map.of("tls12", port("tls12"), "deaf", port);
            // Not a class with a name: that would be another server of the portal.
            var known = new CheckServer(null, null, null, null, null, null, null) {
                @Override
                public Map<String, Integer> ports() {
                    return ports;
                }

                @Override
                ListenerServer listeners() {
                    return server.listeners();
                }
            };
            HealthCheckResponse health = new Answering(known, config).call();
            assertEquals(HealthCheckResponse.Status.DOWN, health.getStatus());
            assertEquals(
                    Map.of("deaf on port " + port, "does not answer", "tls12 on port " + port("tls12"), "answers"),
                    health.getData().orElseThrow());
        }
        assertEquals(
                HealthCheckResponse.Status.UP,
                new Answering(server, config).call().getStatus());
    }

    @Test
    void browsers_get_a_page_that_needs_nothing_else() throws Exception {
        String page = curl("-H", "Accept: text/html", address("afd2023", "/")).output();
        assertTrue(page.contains("<h1>Passed</h1>"), page);
        assertTrue(page.contains("It calls itself"), page);
        assertFalse(page.contains("src=") || page.contains("<link") || page.contains("var("), page);
    }

    @Test
    void a_program_that_lies_about_itself_is_told() throws Exception {
        Run run = curl("-i", "-A", "Mozilla/5.0 (Windows NT 6.1; Trident/7.0)", address("tls12", "/v1/verdict"));
        assertTrue(run.output().startsWith("HTTP/1.1 409 "), run.output());
        assertTrue(run.output().contains("\r\n\r\nintercepted tls12 "), run.output());
    }

    private int port(String endpoint) {
        return server.port(endpoint).orElseThrow();
    }

    private String address(String endpoint, String path) {
        return "https://localhost:" + port(endpoint) + path;
    }

    private static String[] with(String[] first, String... more) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Run curl(String... options) throws Exception {
        var command = new ArrayList<>(
                List.of(TestTools.require("curl", "curl").toString(), "-sk", "--noproxy", "*", "--max-time", "20"));
        command.addAll(List.of(options));
        return run("", command);
    }

    private static Run run(String input, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the command ended in time");
        return new Run(process.exitValue(), output);
    }
}
