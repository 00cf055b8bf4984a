package tlsready.tls;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClientHelloTest {
    @Test
    void the_version_field_counts_where_no_versions_are_named() {
        assertEquals(Optional.of(TlsVersion.TLS_1_0), highest(new HelloBuilder().legacyVersion(0x0301)));
        assertEquals(Optional.of(TlsVersion.SSL_3_0), highest(new HelloBuilder().legacyVersion(0x0300)));
        var tls10 = read(new HelloBuilder().legacyVersion(0x0301));
        assertTrue(tls10.offers(TlsVersion.TLS_1_0) && tls10.offers(TlsVersion.SSL_3_0));
        assertFalse(tls10.offers(TlsVersion.TLS_1_1) || tls10.offers(TlsVersion.SSL_2_0));
    }

    @Test
    void the_version_field_alone_never_means_more_than_TLS_1_2() {
        assertEquals(Optional.of(TlsVersion.TLS_1_2), highest(new HelloBuilder().legacyVersion(0x0304)));
        assertEquals(Optional.of(TlsVersion.TLS_1_2), highest(new HelloBuilder().legacyVersion(0x03FF)));
        assertEquals(Optional.empty(), highest(new HelloBuilder().legacyVersion(0x0200)));
    }

    @Test
    void named_versions_are_the_whole_truth_and_GREASE_is_none() {
        var modern = read(new HelloBuilder().supportedVersions(0x7A7A, 0x0304, 0x0303));
        assertEquals(Optional.of(TlsVersion.TLS_1_3), modern.highestVersion());
        assertFalse(modern.offers(TlsVersion.TLS_1_1));
        assertTrue(modern.offers(TlsVersion.TLS_1_2));

        var only13 = read(new HelloBuilder().supportedVersions(0x0304));
        assertFalse(only13.offers(TlsVersion.TLS_1_2), "the version field says 0x0303 and does not count");
        assertEquals(Optional.of(TlsVersion.TLS_1_1), highest(new HelloBuilder().supportedVersions(0x0301, 0x0302)));
        assertEquals(Optional.empty(), highest(new HelloBuilder().supportedVersions(0x7A7A)));
    }

    @Test
    void drafts_are_drafts_up_to_28() {
        assertEquals("TLS 1.3 draft 28", new ProtocolVersion(0x7F1C).name());
        assertEquals("0x7F1D", new ProtocolVersion(0x7F1D).name());
        assertEquals("GREASE_0x2A2A", new ProtocolVersion(0x2A2A).name());
        assertEquals("TLS 1.2", new ProtocolVersion(0x0303).name());
    }

    @Test
    void the_host_name_is_the_first_that_is_one() {
        assertEquals(
                Optional.of("gis.example.org"),
                read(new HelloBuilder().serverName("gis.example.org")).serverName());
        assertEquals(Optional.empty(), read(new HelloBuilder()).serverName());
        assertEquals(Optional.empty(), read(new HelloBuilder().serverName("")).serverName());
        byte[] strange = Bytes.ofHex("000a" + "07000178" + "0000036e6577").toArray();
        assertEquals(
                Optional.of("new"),
                read(new HelloBuilder().extension(0, strange)).serverName());
    }

    @Test
    void each_trait_is_seen_where_it_is_and_only_there() {
        var plain = read(new HelloBuilder());
        assertFalse(plain.offersCompression() || plain.supportsSessionTickets() || plain.offersSessionTicket());
        assertFalse(plain.offersPreSharedKey() || plain.requestsStatus() || plain.supportsExtendedMasterSecret());
        assertFalse(plain.supportsSecureRenegotiation() || plain.isFallback() || plain.hasGrease());

        var rich = read(new HelloBuilder()
                .suites(0x1301, 0x5600, 0x00FF)
                .compression(1, 0)
                .extension(5, Bytes.ofHex("0100000000").toArray())
                .extension(23, new byte[0])
                .extension(35, new byte[48])
                .groups(0x2A2A, 29)
                .extension(41, new byte[5]));
        assertTrue(rich.offersCompression() && rich.supportsSessionTickets() && rich.offersSessionTicket());
        assertTrue(rich.offersPreSharedKey() && rich.requestsStatus() && rich.supportsExtendedMasterSecret());
        assertTrue(rich.supportsSecureRenegotiation() && rich.isFallback() && rich.hasGrease());
        var ticketless = read(new HelloBuilder().extension(35, new byte[0]).extension(0xFF01, new byte[1]));
        assertTrue(ticketless.supportsSessionTickets() && !ticketless.offersSessionTicket());
        assertTrue(ticketless.supportsSecureRenegotiation());
    }

    @Test
    void extensions_keep_their_order_and_their_bytes() {
        var hello = read(new HelloBuilder()
                .groups(29, 23)
                .extension(0x1A1A, new byte[] {1})
                .alpn("h2", "\u00ff"));
        assertEquals(
                "[supported_groups, GREASE_0x1A1A, application_layer_protocol_negotiation]",
                hello.extensions().inOrder().stream()
                        .map(Extension::type)
                        .toList()
                        .toString());
        assertEquals("0004001d0017", hello.extensions().data(10).orElseThrow().hex());
        assertEquals(List.of("h2", "\u00ff"), hello.extensions().alpn());
        assertTrue(hello.offers(NamedGroup.of(29)) && !hello.offers(NamedGroup.of(24)));
    }

    @Test
    void raw_bytes_can_be_dropped_and_nothing_else_goes_with_them() {
        var hello = read(new HelloBuilder().serverName("x.example"));
        assertTrue(hello.withoutRaw().raw().isEmpty());
        assertEquals(hello.withoutRaw(), hello.withoutRaw().withoutRaw());
        assertEquals(hello.serverName(), hello.withoutRaw().serverName());
    }

    private static ClientHello read(HelloBuilder builder) {
        return Reading.hello(builder.build());
    }

    private static Optional<TlsVersion> highest(HelloBuilder builder) {
        return read(builder).highestVersion();
    }
}
