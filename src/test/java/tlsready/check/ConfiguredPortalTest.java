package tlsready.check;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import tlsready.TestTools;
import tlsready.cases.Case;
import tlsready.cases.CaseFeed;
import tlsready.cases.CustomerLanguage;
import tlsready.tls.HelloBuilder;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A portal as somebody who knows it would set it up: with a wildcard domain, HTTPS of its own, an endpoint switched off,
 * few rooms for each address, and a port that somebody else was given first.
 */
@QuarkusTest
@TestProfile(ConfiguredPortalTest.Configured.class)
class ConfiguredPortalTest {
    private static final String DOMAIN = "check.example.org";
    private static final Path FOLDER = Path.of("target", "portal-https").toAbsolutePath();
    private static final int ROOMS = 4;
    private static final int CALLS = 220;

    /** The settings, and what they need. */
    public static class Configured implements QuarkusTestProfile {
        /** Somebody else's, for as long as the tests run. */
        private static ServerSocket occupied;

        /** Puts new certificates for the check where its settings look for them: of RSA in two files, of EC in one. */
        static void newCertificates() throws Exception {
            Path key = FOLDER.resolve("new.key");
            Path certificate = FOLDER.resolve("new.crt");
            certify("rsa:2048", key, certificate);
            Files.move(certificate, FOLDER.resolve("rsa.crt"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(key, FOLDER.resolve("rsa.key"), StandardCopyOption.REPLACE_EXISTING);
            certify("ec", key, certificate);
            Files.writeString(certificate, Files.readString(key), StandardOpenOption.APPEND);
            Files.move(certificate, FOLDER.resolve("ec.pem"), StandardCopyOption.REPLACE_EXISTING);
        }

        private static void certify(String kind, Path key, Path certificate) throws Exception {
            var command = new ArrayList<>(List.of(
                    TestTools.require("openssl", "openssl").toString(), "req", "-x509", "-nodes", "-newkey", kind));
            if (kind.equals("ec")) {
                command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
            }
            command.addAll(
                    List.of("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:*." + DOMAIN));
            command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
            Peer.run(command);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createDirectories(FOLDER);
                Path key = folder.resolve("key.pem");
                Path certificate = folder.resolve("certificate.pem");
                certify("rsa:2048", key, certificate);
                newCertificates();
                occupied = occupied == null ? new ServerSocket(0) : occupied;
                return Map.ofEntries(
                        Map.entry("check.domain", DOMAIN),
                        Map.entry("check.names-port", "0"),
                        Map.entry(
                                "check.certificates[0].chain",
                                folder.resolve("rsa.crt").toString()),
                        Map.entry(
                                "check.certificates[0].key",
                                folder.resolve("rsa.key").toString()),
                        Map.entry(
                                "check.certificates[1].chain",
                                folder.resolve("ec.pem").toString()),
                        Map.entry("check.reload", "0.2s"),
                        Map.entry("check.endpoints.tls10", "false"),
                        Map.entry("room.visits", Integer.toString(2 * CALLS)),
                        Map.entry("check.plain-port", Integer.toString(occupied.getLocalPort())),
                        Map.entry("room.openings", Integer.toString(ROOMS)),
                        Map.entry("live.streams", "3"),
                        Map.entry("live.streams-per-address", "2"),
                        Map.entry("quarkus.http.test-ssl-port", "0"),
                        Map.entry("quarkus.http.ssl.certificate.files", certificate.toString()),
                        Map.entry("quarkus.http.ssl.certificate.key-files", key.toString()));
            } catch (Exception e) {
                throw new IllegalStateException("the settings cannot be made", e);
            }
        }
    }

    @Inject
    CheckServer server;

    @Inject
    CheckFeed feed;

    @Inject
    CaseFeed cases;

    @ConfigProperty(name = "check.plain-port")
    int occupied;

    @TestHTTPResource
    String portal;

    @TestHTTPResource(value = "/", tls = true)
    URL secure;

    @TestHTTPResource(value = "/health", management = true)
    String health;

    // ---- Listeners -----------------------------------------------------------------------------------------------

    @Test
    void a_taken_port_is_named_and_everything_else_goes_on() throws Exception {
        assertTrue(server.plainPort().isEmpty());
        Response answer = RestAssured.given().get(health);
        assertEquals(503, answer.statusCode());
        assertTrue(
                answer.asString().contains("\"plain HTTP on port " + occupied + "\": \"could not be opened: "),
                answer.asString());
        assertTrue(answer.asString().contains("\"any on port " + port("any") + "\": \"answers\""), answer.asString());
        assertTrue(openssl("any." + DOMAIN, "-tls1_2").contains("\r\n\r\npassed any "));
        assertFalse(given().get("/check").asString().contains(":" + occupied));
    }

    @Test
    void over_HTTPS_the_cookies_of_staff_go_over_HTTPS_only() {
        for (String page : List.of(secure.toString(), portal)) {
            String cookie = given().relaxedHTTPSValidation()
                    .get(page.replaceAll("/$", "") + "/staff/login")
                    .header("Set-Cookie");
            assertEquals(page.startsWith("https:"), cookie.contains(";Secure") || cookie.contains("; Secure"), cookie);
            assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
        }
    }

    @Test
    void what_is_switched_off_is_neither_promised_nor_served() throws Exception {
        assertTrue(server.port("tls10").isEmpty());
        assertFalse(server.ports().containsKey("tls10"));
        String page = given().get("/check").asString();
        assertTrue(page.contains("https://tls11." + DOMAIN), page);
        assertFalse(page.contains("tls10"), page);
        Room room = feed.open();
        for (String name : List.of("tls10.", "tls10-" + room.label() + ".", "tls21-" + room.label() + ".")) {
            String refused = openssl(name + DOMAIN, "-tls1_2");
            assertTrue(refused.contains("unrecognized name"), "a pass would be taken for one there: " + refused);
        }
        until(() -> feed.visits(room, 0).size() == 2);
        for (Visit visit : feed.visits(room, 0)) {
            assertEquals(Verdict.UNKNOWN, visit.page().assessment().verdict());
            assertTrue(visit.page().assessment().meaning().toString().contains("belongs to no endpoint"));
        }
    }

    @Test
    void health_and_metrics_are_not_for_the_public() {
        assertEquals(404, given().get("/q/health").statusCode());
        assertEquals(404, given().get("/q/metrics").statusCode());
        assertEquals(200, given().get("/q/openapi").statusCode());
        String metrics = given().get(health.replace("/health", "/metrics")).asString();
        assertTrue(metrics.contains("check_connections_open"), health);
    }

    @Test
    void the_portals_own_HTTPS_takes_nothing_old_although_the_engine_is_loose() throws Exception {
        assertTrue(JdkEngine.isLoose(), "otherwise this would prove nothing");
        assertEquals("TLSv1.2", shake("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
        assertEquals("TLSv1.3", shake("TLSv1.3", "TLS_AES_128_GCM_SHA256"));
        for (String version : List.of("TLSv1", "TLSv1.1")) {
            assertThrows(SSLException.class, () -> shake(version, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"), version);
        }
        var old = Arrays.stream(Peer.trusting().getSupportedSSLParameters().getCipherSuites())
                .filter(suite -> suite.contains("_RC4_")
                        || suite.contains("_3DES_")
                        || suite.contains("SSL_RSA_")
                        || suite.startsWith("TLS_RSA_"))
                .toList();
        assertTrue(old.contains("SSL_RSA_WITH_RC4_128_SHA") && old.contains("SSL_RSA_WITH_3DES_EDE_CBC_SHA"));
        for (String suite : old) {
            assertThrows(SSLException.class, () -> shake("TLSv1.2", suite), suite);
        }
    }

    /** The version that comes about with this one version and suite. */
    private String shake(String version, String suite) throws Exception {
        try (var socket = (SSLSocket) Peer.trusting().getSocketFactory().createSocket("localhost", secure.getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    // ---- Certificates --------------------------------------------------------------------------------------------

    @Test
    void configured_certificates_are_shown_and_others_as_soon_as_the_files_are_replaced() throws Exception {
        String rsa = "ECDHE-RSA-AES128-GCM-SHA256";
        String ecdsa = "ECDHE-ECDSA-AES128-GCM-SHA256";
        for (int i = 0; i < 2; i++) {
            BigInteger shownRsa = shown(rsa);
            BigInteger shownEcdsa = shown(ecdsa);
            assertEquals(serial(Files.readString(FOLDER.resolve("rsa.crt"))), shownRsa);
            assertEquals(serial(Files.readString(FOLDER.resolve("ec.pem"))), shownEcdsa);
            Configured.newCertificates();
            BigInteger newRsa = serial(Files.readString(FOLDER.resolve("rsa.crt")));
            BigInteger newEcdsa = serial(Files.readString(FOLDER.resolve("ec.pem")));
            assertNotEquals(shownRsa, newRsa);
            assertNotEquals(shownEcdsa, newEcdsa);
            until(() -> shown(rsa).equals(newRsa) && shown(ecdsa).equals(newEcdsa));
        }
        assertEquals(404, given().get("/check/authority.cer").statusCode(), "nobody has to trust an authority of ours");
    }

    /** The serial number on the wire. */
    private BigInteger shown(String cipher) {
        try {
            return serial(Peer.run(List.of(
                    TestTools.require("openssl", "openssl").toString(),
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + port("tls12"),
                    "-tls1_2",
                    "-cipher",
                    cipher)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static BigInteger serial(String text) throws GeneralSecurityException {
        Matcher pem = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
                .matcher(text);
        assertTrue(pem.find(), text);
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.group().getBytes(StandardCharsets.US_ASCII)));
        return ((X509Certificate) certificate).getSerialNumber();
    }

    @Test
    void where_certificates_can_be_trusted_the_printed_curl_line_checks_them_and_works_as_it_stands() throws Exception {
        String line = PrintedCommands.of(given().get("/check").asString()).get("curl");
        String host = "tls12." + DOMAIN + ":" + names();
        assertEquals("curl -sS https://" + host + "/v1/verdict", line);
        Path home = Files.createDirectories(FOLDER.resolve("home"));
        assertNotEquals(
                0,
                PrintedCommands.run(line, Map.of("CURL_HOME", home.toString())).exit());
        Files.writeString(
                home.resolve("trusted.pem"),
                Files.readString(FOLDER.resolve("rsa.crt")) + Files.readString(FOLDER.resolve("ec.pem")));
        Files.writeString(
                home.resolve(".curlrc"),
                "resolve = \"" + host + ":127.0.0.1\"\ncacert = \"" + home.resolve("trusted.pem") + "\"\n");
        var run = PrintedCommands.run(line, Map.of("CURL_HOME", home.toString()));
        assertEquals(0, run.exit(), run.output());
        assertTrue(run.output().startsWith("passed tls12 "), run.output());
        Files.delete(home.resolve(".curlrc"));
    }

    // ---- Meters --------------------------------------------------------------------------------------------------

    @Test
    void a_passed_and_a_refused_call_are_counted_by_endpoint_verdict_and_alert() throws Exception {
        double hellos = metric("check_hellos_total", "endpoint=\"tls13\"", "kind=\"hello\"");
        double passed = metric("check_verdicts_total", "endpoint=\"tls13\"", "verdict=\"passed\"");
        double refused = metric("check_verdicts_total", "endpoint=\"tls13\"", "verdict=\"no-common-version\"");
        double alerts = metric("check_alerts_total", "alert=\"protocol_version\"", "by=\"endpoint\"");
        double answers = metric("check_answers_seconds_count", "endpoint=\"tls13\"");
        assertTrue(openssl("tls13." + DOMAIN, "-tls1_3").contains("\r\n\r\npassed tls13 "));
        assertTrue(openssl("tls13." + DOMAIN, "-tls1_2").contains("alert protocol version"));
        until(() ->
                metric("check_verdicts_total", "endpoint=\"tls13\"", "verdict=\"no-common-version\"") == refused + 1);
        until(() -> metric("check_verdicts_total", "endpoint=\"tls13\"", "verdict=\"passed\"") == passed + 1);
        assertEquals(hellos + 2, metric("check_hellos_total", "endpoint=\"tls13\"", "kind=\"hello\""));
        assertEquals(answers + 1, metric("check_answers_seconds_count", "endpoint=\"tls13\""), "the other got none");
        double now = metric("check_alerts_total", "alert=\"protocol_version\"", "by=\"endpoint\"");
        assertTrue(now >= alerts + 1, "at least ours: other endpoints refuse with the same");
    }

    /** The sum of what a meter with these tags counts. */
    private double metric(String name, String... tags) {
        return given().get(health.replace("/health", "/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    // ---- Rooms ---------------------------------------------------------------------------------------------------

    @Test
    void a_label_in_the_name_arrives_in_its_room_refused_or_not() throws Exception {
        Room room = feed.open();
        Room other = feed.open();
        String name = "tls12-" + room.label() + "." + DOMAIN;
        assertTrue(given().get("/check/room/" + room.key()).asString().contains("https://" + name + ":"));
        String refused = openssl(name, "-tls1");
        assertTrue(refused.contains("alert protocol version"), refused);
        assertTrue(openssl(name, "-tls1_2").contains("\r\n\r\npassed tls12 "));
        assertTrue(openssl(room.label() + "." + DOMAIN, "-tls1_1").contains("\r\n\r\nlegacy-only any "));
        until(() -> feed.visits(room, 0).size() == 3);
        List<Visit> visits = feed.visits(room, 0);
        assertTrue(visits.stream().allMatch(Visit::certain));
        assertEquals(
                List.of(Verdict.LEGACY_ONLY, Verdict.PASSED, Verdict.LEGACY_ONLY),
                visits.stream()
                        .map(visit -> visit.page().assessment().verdict())
                        .toList());
        assertEquals(
                "protocol_version",
                visits.get(0).page().assessment().alert().orElseThrow().name());
        assertEquals(List.of(), feed.visits(other, 0));
    }

    @Test
    void an_address_opens_only_so_many_rooms_and_is_told_how_long_to_wait() {
        for (int i = 0; i < ROOMS; i++) {
            assertEquals(303, post().statusCode());
        }
        Response answer = post();
        assertEquals(429, answer.statusCode());
        int wait = Integer.parseInt(answer.header("Retry-After"));
        assertTrue(wait > 0 && wait <= Openings.WINDOW.toSeconds() + 1, answer.header("Retry-After"));
        assertTrue(answer.asString().contains("Too many waiting rooms from your address"), answer.asString());
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    private static Response post() {
        return given().redirects().follow(false).post("/check/room");
    }

    @Test
    void so_many_pages_are_live_as_is_configured_and_the_others_may_ask() throws Exception {
        Room room = feed.open();
        String page = "/check/room/" + room.key();
        Case about = cases.open("somebody", "", CustomerLanguage.ENGLISH, "/guide/program", 1);
        try (var one = new EventStream(portal, page + "/events", "127.0.0.1", "");
                var other = new EventStream(portal, about.customerPath() + "/events", "127.0.0.1", "")) {
            one.until(":still here");
            other.until(":still here");
            refused(page, "127.0.0.1");
            refused(about.customerPath(), "127.0.0.1");
            try (var elsewhere = new EventStream(portal, page + "/events", "127.0.0.2", "")) {
                elsewhere.until(":still here");
                refused(page, "127.0.0.3");
            }
            assertEquals(200, given().get(page + "/visits").statusCode());
            until(() -> status(page, "127.0.0.3") == 200);
            until(() -> status(page, "127.0.0.1") == 503);
        }
        until(() -> status(page, "127.0.0.1") == 200);
    }

    private void refused(String page, String from) throws IOException {
        try (var stream = new EventStream(portal, page + "/events", from, "")) {
            assertEquals(503, stream.status());
            assertEquals("60", stream.header("Retry-After"));
            assertTrue(stream.rest().contains("Too many pages are kept live at the moment"));
        }
    }

    private int status(String page, String from) {
        try (var stream = new EventStream(portal, page + "/events", from, "")) {
            return stream.status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Measures, and asserts only that every call is told once, in order. */
    @Test
    void every_refused_call_has_its_line_on_the_page_soon_after_the_connection_closed() throws Exception {
        Room room = feed.open();
        byte[] hello = new HelloBuilder()
                .legacyVersion(0x0301)
                .suites(0xC014, 0x0035, 0x002F)
                .serverName("tls12-" + room.label() + "." + DOMAIN)
                .groups(23, 24)
                .pointFormats(0)
                .build();
        var connection =
                new URL(portal.replaceAll("/$", "") + "/check/room/" + room.key() + "/events").openConnection();
        connection.setReadTimeout(20_000);
        var times = new ArrayList<Long>();
        long last = 0;
        try (var lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < CALLS; i++) {
                refused(hello);
                long closed = System.nanoTime();
                String line;
                do {
                    line = lines.readLine();
                    if (line.startsWith("id:")) {
                        long id = Long.parseLong(line.substring(3).strip());
                        assertTrue(id > last, "told once, in order");
                        last = id;
                    }
                } while (!line.startsWith("data:"));
                times.add(System.nanoTime() - closed);
                assertTrue(line.contains("Only old versions of TLS"), line);
            }
        }
        times.sort(null);
        System.out.printf(
                "From the close of a refused connection to its line on the page: p50 %.1f ms, p99 %.1f ms, slowest"
                        + " %.1f ms of %d%n",
                times.get(times.size() / 2) / 1e6,
                times.get(times.size() * 99 / 100) / 1e6,
                times.get(times.size() - 1) / 1e6,
                times.size());
    }

    private void refused(byte[] hello) throws IOException {
        try (var client = new RawClient(names())) {
            byte[] heard = client.say(hello).hear();
            assertEquals("21 2 70", heard[0] + " " + heard[5] + " " + heard[6], "refused, and closed");
        }
    }

    // ---- How -----------------------------------------------------------------------------------------------------

    private int port(String endpoint) {
        return server.port(endpoint).orElseThrow();
    }

    private int names() {
        return server.namesPort().orElseThrow();
    }

    private String openssl(String name, String version) throws Exception {
        Path request = Path.of("target", "portal-https", "request.txt");
        Files.writeString(request, "GET /v1/verdict HTTP/1.0\r\n\r\n");
        return Peer.run(
                List.of(
                        TestTools.require("openssl", "openssl").toString(),
                        "s_client",
                        "-connect",
                        InetAddress.getLoopbackAddress().getHostAddress() + ":" + names(),
                        "-servername",
                        name,
                        version,
                        "-cipher",
                        "DEFAULT@SECLEVEL=0",
                        "-quiet",
                        "-ign_eof"),
                Path.of("").toAbsolutePath(),
                request);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it came about in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
