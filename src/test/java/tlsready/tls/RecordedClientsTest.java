package tlsready.tls;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import tlsready.tls.HelloResult.Hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real hellos, from Internet Explorer 6 to OpenSSL 3. */
class RecordedClientsTest {
    private final List<RecordedClient> clients = RecordedClient.all();

    @Test
    void all_decode_with_the_highest_version_their_recorders_name() {
        assertTrue(clients.size() >= 160, "only " + clients.size() + " clients");
        for (RecordedClient client : clients) {
            ClientHello hello = Reading.hello(client.hello());
            assertEquals(
                    client.highestVersion(),
                    hello.highestVersion().orElseThrow().code(),
                    client.name());
            assertEquals(Bytes.of(client.hello()), hello.raw(), client.name());
            Reading.toTheEnd(client.hello());
        }
    }

    @Test
    void all_decode_the_same_one_byte_at_a_time() {
        for (RecordedClient client : clients) {
            assertEquals(Reading.whole(client.hello()), Reading.dripped(client.hello()), client.name());
        }
    }

    @Test
    void all_decode_the_same_cut_into_records_of_seven_bytes() {
        for (RecordedClient client : clients) {
            ClientHello hello = Reading.hello(client.hello());
            if (hello.format() == HelloFormat.TLS_RECORD) {
                byte[] cut = HelloBuilder.like(hello).records(7);
                assertEquals(hello.withoutRaw(), Reading.hello(cut).withoutRaw(), client.name());
            }
        }
    }

    @Test
    void every_suite_in_them_has_a_name_and_nearly_every_extension() {
        var unnamed = new TreeSet<String>();
        for (RecordedClient client : clients) {
            ClientHello hello = Reading.hello(client.hello());
            hello.suites().forEach(suite -> assertFalse(suite.name().startsWith("0x"), client.name() + " " + suite));
            hello.extensions().inOrder().stream()
                    .map(extension -> extension.type().name())
                    .filter(name -> name.startsWith("0x"))
                    .forEach(unnamed::add);
        }
        // An experiment of Internet Explorer and Edge on Windows 10 that has no public name.
        assertEquals(Set.of("0x5500"), unnamed);
    }

    @Test
    void internet_explorer_6_and_java_6_speak_in_SSLv2_framing() {
        ClientHello ie6 = Reading.hello(RecordedClient.named("IE 6 XP").hello());
        assertEquals(HelloFormat.SSLV2, ie6.format());
        assertTrue(ie6.suites().contains(CipherSuite.of(0x000A)));
        assertTrue(ie6.ssl2Ciphers().contains(Ssl2CipherKind.of(0x0700C0)));
        assertTrue(ie6.offers(TlsVersion.SSL_2_0) && ie6.offers(TlsVersion.SSL_3_0) && !ie6.offers(TlsVersion.TLS_1_2));

        ClientHello java6 = Reading.hello(RecordedClient.named("Java 6u45").hello());
        assertEquals(HelloFormat.SSLV2, java6.format());
        assertEquals(TlsVersion.TLS_1_0, java6.highestVersion().orElseThrow());

        assertEquals(
                2,
                clients.stream()
                        .filter(client -> Reading.hello(client.hello()).format() == HelloFormat.SSLV2)
                        .count());
    }

    @Test
    void internet_explorer_on_windows_7_lacks_the_suites_that_strict_services_want() {
        ClientHello ie11 = Reading.hello(RecordedClient.named("IE 11 Win 7").hello());
        assertEquals(TlsVersion.TLS_1_2, ie11.highestVersion().orElseThrow());
        assertTrue(ie11.offers(
                CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384").orElseThrow()));
        assertFalse(ie11.offers(
                CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow()));
        assertEquals(24, ie11.suites().size());
        assertTrue(ie11.offers(NamedGroup.named("secp256r1").orElseThrow()));
        assertTrue(ie11.requestsStatus() && ie11.supportsSecureRenegotiation() && !ie11.hasGrease());
    }

    @Test
    void chrome_mixes_in_GREASE_which_counts_for_nothing() {
        ClientHello chrome =
                Reading.hello(RecordedClient.named("Chrome 101 (Win 10)").hello());
        assertTrue(chrome.hasGrease());
        assertTrue(chrome.suites().get(0).isGrease());
        assertEquals(TlsVersion.TLS_1_3, chrome.highestVersion().orElseThrow());
        assertFalse(chrome.offers(TlsVersion.TLS_1_1));
        assertEquals(List.of("h2", "http/1.1"), chrome.extensions().alpn());
        assertTrue(chrome.extensions()
                .keyShares()
                .contains(NamedGroup.named("x25519").orElseThrow()));
    }

    @Test
    void a_draft_of_TLS_1_3_counts_as_TLS_1_3_and_is_named() {
        ClientHello chrome65 =
                Reading.hello(RecordedClient.named("Chrome 65 Win 7").hello());
        assertEquals(TlsVersion.TLS_1_3, chrome65.highestVersion().orElseThrow());
        assertEquals(
                "TLS 1.3 draft 23",
                chrome65.extensions().supportedVersions().get(1).name());
    }

    @Test
    void every_prefix_waits_for_more_and_ends_as_named_incomplete() {
        for (RecordedClient client : clients) {
            byte[] bytes = client.hello();
            for (int length = 0; length < bytes.length; length++) {
                var reader = new HelloReader();
                assertFalse(reader.feed(bytes, 0, length).isFinal(), client.name());
                var incomplete = (HelloResult.Incomplete) reader.end();
                boolean tls = bytes[0] == 22;
                var expected = length == 0
                        ? HelloResult.Progress.SILENT
                        : length < (tls ? 2 : 5)
                                ? HelloResult.Progress.UNRECOGNISED
                                : HelloResult.Progress.PARTIAL_HELLO;
                assertEquals(new HelloResult.Incomplete(expected, length), incomplete, client.name());
            }
            assertEquals(Hello.class, Reading.whole(bytes).getClass());
        }
    }
}
