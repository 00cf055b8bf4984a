package tlsready.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.tls.ClientHello;
import tlsready.tls.HelloBuilder;
import tlsready.tls.HelloResult;
import tlsready.tls.PlainProtocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ContractsTest {
    private static final Path PROTOCOL = Path.of("docs/check-protocol.md");
    private static final Contracts CONTRACTS =
            new Contracts(Calls.ASSESSOR, (assessment, head) -> "<p>" + assessment.headline() + "</p>");

    /** A program on Windows 7 with all its updates: no suite of ECDHE_RSA with AES-GCM. */
    private static final ClientHello WINDOWS_7 = Calls.hello(new HelloBuilder()
            .recordVersion(0x0303)
            .suites(0xC028, 0xC027, 0xC014, 0xC013, 0x009F, 0x009D, 0x003D, 0x0035)
            .serverName("tls.example.org")
            .groups(23, 24)
            .pointFormats(0)
            .signatureSchemes(0x0601, 0x0401, 0x0201)
            .extension(23, new byte[0])
            .extension(0xFF01, new byte[1])
            .build());

    private static final ClientHello OLD = Calls.hello(
            new HelloBuilder().legacyVersion(0x0301).suites(0x0035, 0x002F).build());

    @Test
    void the_documented_outputs_are_the_outputs() throws IOException {
        var outputs = new LinkedHashMap<String, String>();
        outputs.put("verdict-passed", text(ask(WINDOWS_7, "tls12", "/v1/verdict")));
        outputs.put(
                "verdict-refused-suite",
                Calls.ASSESSOR.assess(Calls.call(WINDOWS_7, "afd2023")).line() + "\n");
        outputs.put("verdict-old", wire(ask(OLD, "any", "/v1/verdict")));
        outputs.put("words-old", text(ask(OLD, "any", "/")));
        outputs.put("verdict-json", text(ask(WINDOWS_7, "tls12", "/v1/verdict", "Accept", "application/json")));
        outputs.put("hello", text(ask(OLD, "any", "/v1/hello")));
        outputs.put("a-check", text(ask(WINDOWS_7, "tls12", "/a/check")));
        outputs.put("trace", text(ask(WINDOWS_7, "tls12", "/cdn-cgi/trace", "Host", "tls.example.org:11012")));
        String documented = Files.readString(PROTOCOL);
        String expected = documented;
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            Matcher block = Pattern.compile(
                            "(<!-- output: " + output.getKey() + " -->\n```[a-z]*\n).*?(```)", Pattern.DOTALL)
                    .matcher(expected);
            assertTrue(block.find(), PROTOCOL + " has no block " + output.getKey());
            expected = block.replaceFirst(Matcher.quoteReplacement(block.group(1) + output.getValue() + "```"));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PROTOCOL, expected);
            return;
        }
        assertEquals(expected, documented, "mvn test -Dtest=ContractsTest -Dgolden.update=true writes what is new");
    }

    @Test
    void only_passed_has_a_status_that_curl_f_takes_for_success() {
        assertEquals(200, ask(WINDOWS_7, "tls12", "/v1/verdict").status());
        assertEquals(403, ask(OLD, "any", "/v1/verdict").status());
        assertEquals(403, ask(WINDOWS_7, "tls10", "/v1/verdict").status());
        assertEquals(
                409,
                ask(WINDOWS_7, "tls12", "/v1/verdict?seen=" + "0".repeat(64)).status());
    }

    @Test
    void an_old_client_reads_what_is_wrong_in_the_reason_phrase() {
        for (String path : List.of("/", "/v1/verdict", "/any/path/a/program/asks/for")) {
            Answer answer = ask(OLD, "any", path);
            assertEquals(403, answer.status());
            assertEquals("TLS 1.2 is required, this client offers TLS 1.0 at most", answer.reason());
            assertTrue(text(answer).startsWith("legacy-only any "), text(answer));
        }
    }

    @Test
    void a_program_that_sends_something_is_told_what_is_wrong_as_well() {
        for (String method : List.of("POST", "PUT", "PROPFIND")) {
            var head = new HttpRequestHead(method, "/arcgis/services", "HTTP/1.1", Map.of());
            Answer old = CONTRACTS.reply(Calls.call(OLD, "any"), head);
            assertEquals(403, old.status());
            assertEquals("TLS 1.2 is required, this client offers TLS 1.0 at most", old.reason());
            assertTrue(text(old).startsWith("legacy-only any "), text(old));
            Answer good = CONTRACTS.reply(Calls.call(WINDOWS_7, "tls12"), head);
            assertEquals(405, good.status());
            assertEquals("GET, HEAD, OPTIONS", good.headers().get("Allow"));
        }
    }

    @Test
    void a_client_that_takes_us_for_its_proxy_is_answered() {
        for (String target : List.of("https://x/r/k3m7xq/v1/verdict?x=1", "HTTP://x:80/r/k3m7xq/v1/verdict?x=1")) {
            HttpRequestHead head = Calls.get(target);
            assertEquals("/r/k3m7xq/v1/verdict?x=1", head.target());
            assertEquals(Optional.of("k3m7xq"), head.label());
            assertEquals("/v1/verdict", head.path());
        }
        assertEquals("/", Calls.get("http://x").target());
        assertEquals("/?x=1", Calls.get("http://x?x=1").target());
        assertEquals("/see/http://x/y", Calls.get("/see/http://x/y").target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/hello", "/a/check", "/cdn-cgi/trace"})
    void the_mirrors_show_an_old_client_itself_and_answer_200(String path) {
        Answer answer = ask(OLD, "any", path);
        assertEquals(200, answer.status());
        assertEquals("OK", answer.reason());
        assertFalse(text(answer).contains("legacy-only"), text(answer));
    }

    @Test
    void a_check_has_the_thirteen_names_and_types_of_howsmyssl() throws IOException {
        JsonNode json = new ObjectMapper().readTree(text(ask(WINDOWS_7, "tls12", "/a/check")));
        var types = new LinkedHashMap<String, JsonNodeType>();
        json.fields()
                .forEachRemaining(
                        field -> types.put(field.getKey(), field.getValue().getNodeType()));
        var expected = new LinkedHashMap<String, JsonNodeType>();
        expected.put("given_cipher_suites", JsonNodeType.ARRAY);
        expected.put("given_named_groups", JsonNodeType.ARRAY);
        expected.put("given_signature_algorithms", JsonNodeType.ARRAY);
        expected.put("post_quantum_key_agreement", JsonNodeType.BOOLEAN);
        expected.put("ephemeral_keys_supported", JsonNodeType.BOOLEAN);
        expected.put("session_ticket_supported", JsonNodeType.BOOLEAN);
        expected.put("tls_compression_supported", JsonNodeType.BOOLEAN);
        expected.put("unknown_cipher_suite_supported", JsonNodeType.BOOLEAN);
        expected.put("beast_vuln", JsonNodeType.BOOLEAN);
        expected.put("able_to_detect_n_minus_one_splitting", JsonNodeType.BOOLEAN);
        expected.put("insecure_cipher_suites", JsonNodeType.OBJECT);
        expected.put("tls_version", JsonNodeType.STRING);
        expected.put("rating", JsonNodeType.STRING);
        assertEquals(expected, types);
    }

    @Test
    void a_check_rates_as_howsmyssl_does() {
        assertEquals("Probably Okay", rating("OpenSSL 3.0.3 (git)"));
        assertEquals("Probably Okay", rating("Firefox 100 (Win 10)"));
        assertEquals("Probably Okay", rating("Edge 101 Win 10 21H2"));
        assertEquals("Improvable", rating("IE 11 Win 7")); // it has no session tickets
        assertEquals("Bad", rating("IE 8 XP"));
        assertEquals("Bad", rating("Java 7u25"));
        HowsMySsl old = HowsMySsl.of(OLD, Calls.ideal(OLD, Calls.ENDPOINTS.get("any")));
        assertTrue(old.beast());
        assertFalse(old.splittingSeen());
        HowsMySsl xp = HowsMySsl.of(Calls.recorded("IE 8 XP"), Calls.ideal(OLD, Calls.ENDPOINTS.get("any")));
        assertEquals(
                List.of(
                        "uses keys smaller than 128 bits in its encryption",
                        "uses RC4 which has insecure biases in its output"),
                xp.insecure().get("TLS_RSA_EXPORT_WITH_RC4_40_MD5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/verdict", "/v1/hello", "/a/check", "/cdn-cgi/trace", "/nowhere"})
    void nothing_is_kept_and_everybody_may_ask(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST")) {
            Answer answer = CONTRACTS.reply(
                    Calls.call(WINDOWS_7, "tls12"), new HttpRequestHead(method, path, "HTTP/1.0", Map.of()));
            assertEquals("close", answer.headers().get("Connection"));
            assertEquals("no-store", answer.headers().get("Cache-Control"));
            assertEquals("*", answer.headers().get("Access-Control-Allow-Origin"));
            assertTrue(answer.reason().matches("[\\x20-\\x7E]{1,100}"));
            if (method.equals("HEAD") || method.equals("OPTIONS")) {
                assertTrue(answer.body().isEmpty());
            } else {
                assertEquals(
                        Integer.toString(answer.body().size()), answer.headers().get("Content-Length"));
            }
            assertEquals(method.equals("POST"), answer.status() == 405);
        }
    }

    @Test
    void the_label_of_a_room_stands_before_any_contract() {
        HttpRequestHead head = Calls.get("/r/k3m7xq/v1/verdict?x=1");
        assertEquals(Optional.of("k3m7xq"), head.label());
        assertEquals("/v1/verdict", head.path());
        Observation call = Calls.call(WINDOWS_7, "tls12");
        assertEquals(Optional.of("k3m7xq"), call.with(head).label());
        assertEquals(text(CONTRACTS.reply(call, Calls.get("/v1/verdict"))), text(CONTRACTS.reply(call, head)));
        assertEquals("/", Calls.get("/r/k3m7xq").path());
        assertEquals(Optional.of("k3m7xq"), Calls.get("/r/K3M7XQ/v1/verdict").label());
        assertEquals(Optional.empty(), Calls.get("/r/k3m_xq/v1/verdict").label());
        assertEquals(404, CONTRACTS.reply(call, Calls.get("/r/../v1/verdict")).status());
    }

    @Test
    void a_callback_is_ignored_so_there_is_no_JSONP() {
        String plain = text(ask(WINDOWS_7, "tls12", "/a/check"));
        assertEquals(plain, text(ask(WINDOWS_7, "tls12", "/a/check?callback=alert")));
    }

    @Test
    void headers_of_the_caller_cannot_break_the_answer() {
        String nasty = "x\r\nSet-Cookie: a=b\u0000\u00E9";
        for (String path : List.of("/", "/v1/verdict", "/cdn-cgi/trace")) {
            Answer answer = ask(WINDOWS_7, "tls12", path, "User-Agent", nasty, "Host", nasty);
            answer.headers().values().forEach(value -> assertTrue(value.matches("[\\x20-\\x7E]*"), value));
            assertFalse(text(answer).contains("\r"));
            assertFalse(text(answer).contains("\nSet-Cookie"));
        }
    }

    @Test
    void plain_HTTP_on_a_TLS_port_is_told_so() {
        var seen = Calls.observe(
                "tls12",
                new HelloResult.NotTls(PlainProtocol.PLAIN_HTTP, "GET / HTTP/1.1"),
                new Ending.Broken(Ending.What.NO_HELLO));
        Answer answer = CONTRACTS.reply(seen, Calls.get("/v1/verdict"));
        assertEquals(400, answer.status());
        assertEquals("This was not TLS", answer.reason());
        assertTrue(text(answer).startsWith("not-tls tls12 "), text(answer));
        assertEquals(400, CONTRACTS.reply(seen, Calls.get("/v1/hello")).status());
    }

    @Test
    void browsers_get_a_page() {
        Answer answer = ask(OLD, "any", "/", "Accept", "text/html, */*");
        assertEquals("text/html; charset=utf-8", answer.headers().get("Content-Type"));
        assertEquals(403, answer.status());
    }

    @Test
    void Internet_Explorer_8_gets_a_page_though_it_does_not_ask_for_HTML() {
        String explorer = "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)";
        for (String accept : List.of("image/gif, image/jpeg, application/xaml+xml, */*", "*/*")) {
            Answer answer = ask(Calls.recorded("IE 8 Win 7"), "any", "/", "accept", accept, "user-agent", explorer);
            assertEquals("text/html; charset=utf-8", answer.headers().get("Content-Type"), accept);
            assertEquals(403, answer.status());
        }
        assertEquals(
                "text/plain; charset=utf-8",
                ask(OLD, "any", "/v1/verdict", "accept", "*/*", "user-agent", explorer)
                        .headers()
                        .get("Content-Type"));
    }

    @Test
    void the_words_say_what_to_expect_of_each_service_as_they_promise() {
        String text = text(ask(WINDOWS_7, "tls12", "/"));
        assertTrue(text.contains("see what the hello lets expect of each"), text);
        assertTrue(
                text.contains("- Azure Front Door, policy TLSv1.2_2023 (its default):"
                        + " Does not fit: no cipher suite in common.\n"),
                text);
    }

    private static String rating(String client) {
        ClientHello hello = Calls.recorded(client);
        return HowsMySsl.of(hello, Calls.ideal(hello, Calls.ENDPOINTS.get("any")))
                .rating();
    }

    private static Answer ask(ClientHello hello, String endpoint, String target, String... headers) {
        return CONTRACTS.reply(Calls.call(hello, endpoint), Calls.get(target, headers));
    }

    private static String text(Answer answer) {
        return new String(answer.body().toArray(), StandardCharsets.UTF_8);
    }

    private static String wire(Answer answer) {
        var wire = new StringBuilder("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\n");
        answer.headers().forEach((name, value) -> wire.append(name + ": " + value + "\n"));
        return wire + "\n" + text(answer);
    }
}
