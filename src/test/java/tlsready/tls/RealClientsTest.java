package tlsready.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tlsready.TestTools;
import tlsready.tls.HelloResult.Hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The TLS clients of this machine, asked for their hellos on the spot. */
class RealClientsTest {
    @Test
    void openssl_at_each_version() throws Exception {
        assertEquals(TlsVersion.TLS_1_0, openssl("-tls1").highestVersion().orElseThrow());
        assertEquals(TlsVersion.TLS_1_1, openssl("-tls1_1").highestVersion().orElseThrow());
        assertEquals(TlsVersion.TLS_1_2, openssl("-tls1_2").highestVersion().orElseThrow());
        ClientHello only13 = openssl("-tls1_3");
        assertEquals(TlsVersion.TLS_1_3, only13.highestVersion().orElseThrow());
        assertFalse(only13.offers(TlsVersion.TLS_1_2));
        assertEquals(0x0303, only13.legacyVersion());
        assertTrue(openssl("-tls1_2").offers(TlsVersion.TLS_1_2));
    }

    @Test
    void openssl_offers_what_its_command_line_says() throws Exception {
        ClientHello hello = openssl(
                "-tls1_2",
                "-cipher",
                "ECDHE-RSA-AES128-SHA256:AES256-SHA",
                "-groups",
                "P-384:X25519",
                "-sigalgs",
                "RSA+SHA256:ECDSA+SHA384",
                "-alpn",
                "h2,http/1.1",
                "-status",
                "-noservername");
        assertEquals(
                List.of(
                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                        "TLS_RSA_WITH_AES_256_CBC_SHA",
                        "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"),
                hello.suites().stream().map(CipherSuite::name).toList());
        assertEquals("[secp384r1, x25519]", hello.extensions().groups().toString());
        assertEquals(
                "[rsa_pkcs1_sha256, ecdsa_secp384r1_sha384]",
                hello.extensions().signatureSchemes().toString());
        assertEquals(List.of("h2", "http/1.1"), hello.extensions().alpn());
        assertTrue(hello.requestsStatus() && hello.supportsSessionTickets() && hello.supportsExtendedMasterSecret());
        assertTrue(hello.serverName().isEmpty());
    }

    @Test
    void curl_at_each_version() throws Exception {
        assertEquals(TlsVersion.TLS_1_0, curl("1.0", "1.0").highestVersion().orElseThrow());
        assertEquals(TlsVersion.TLS_1_1, curl("1.0", "1.1").highestVersion().orElseThrow());
        assertEquals(TlsVersion.TLS_1_2, curl("1.2", "1.2").highestVersion().orElseThrow());
        ClientHello newest = curl("1.2", "1.3");
        assertEquals(TlsVersion.TLS_1_3, newest.highestVersion().orElseThrow());
        assertTrue(newest.offers(TlsVersion.TLS_1_2) && !newest.offers(TlsVersion.TLS_1_1));
        assertEquals("localhost", newest.serverName().orElseThrow());
    }

    @Test
    void gnutls_at_each_version() throws Exception {
        String gnutls = TestTools.require("gnutls-bin", "gnutls-cli").toString();
        for (TlsVersion version :
                List.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
            String priority = "NORMAL:-VERS-ALL:+VERS-" + version.label().replace(" ", "");
            ClientHello hello =
                    caught(List.of(gnutls, "--insecure", "--priority", priority, "-p", "PORT", "localhost"));
            assertEquals(version, hello.highestVersion().orElseThrow());
        }
    }

    @Test
    void java_at_each_version_and_in_SSLv2_framing() throws Exception {
        var hellos = java("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", "TLSv1.2+TLSv1.3", "SSLv3", "SSLv2Hello+TLSv1");
        assertEquals(
                "[TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3, TLS 1.3, SSL 3.0, TLS 1.0]",
                hellos.stream()
                        .map(hello -> hello.highestVersion().orElseThrow())
                        .toList()
                        .toString());
        assertTrue(hellos.get(4).offers(TlsVersion.TLS_1_2) && !hellos.get(3).offers(TlsVersion.TLS_1_2));
        assertEquals("java.example.org", hellos.get(2).serverName().orElseThrow());

        ClientHello framed = hellos.get(6);
        assertEquals(HelloFormat.SSLV2, framed.format());
        assertTrue(
                framed.offers(CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA").orElseThrow()));
        assertEquals(hellos.get(0).suites(), framed.suites());
    }

    private static ClientHello openssl(String... options) throws Exception {
        var command = new ArrayList<>(
                List.of(TestTools.require("openssl", "openssl").toString(), "s_client", "-connect", "localhost:PORT"));
        if (!List.of(options).contains("-cipher")) {
            command.addAll(List.of("-cipher", "DEFAULT@SECLEVEL=0")); // Debian allows old versions only so
        }
        command.addAll(List.of(options));
        return caught(command);
    }

    private static ClientHello curl(String lowest, String highest) throws Exception {
        String curl = TestTools.require("curl", "curl").toString();
        return caught(List.of(
                curl,
                "-sk",
                "--noproxy",
                "*",
                "--ciphers",
                "DEFAULT@SECLEVEL=0",
                "--tlsv" + lowest,
                "--tls-max",
                highest,
                "https://localhost:PORT/"));
    }

    private static List<ClientHello> java(String... protocols) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                JavaHellos.class.getName()));
        command.addAll(List.of(protocols));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            return lines.lines()
                    .map(line -> Reading.hello(Bytes.ofHex(line).toArray()))
                    .toList();
        }
    }

    private static ClientHello caught(List<String> command) throws Exception {
        return assertInstanceOf(Hello.class, HelloCatcher.of(command)).hello();
    }
}
