package tlsready.tls;

import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The examples that the makers of JA3 and JA4 publish. */
class FingerprintTest {
    private static final String CHROME_SUITES =
            "1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035";
    private static final String CHROME_SCHEMES = "0403,0804,0401,0503,0805,0501,0806,0601";

    /** salesforce/ja3, README. */
    @Test
    void JA3_of_its_two_published_examples() {
        var extended = ja3(new HelloBuilder()
                .legacyVersion(769)
                .suites(47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4)
                .serverName("x.example")
                .groups(23, 24, 25)
                .pointFormats(0));
        assertEquals("769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0", extended.text());
        assertEquals("ada70206e40642a3e4461f35503241d5", extended.hash());

        var bare = ja3(new HelloBuilder().legacyVersion(769).suites(4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99));
        assertEquals("769,4-5-10-9-100-98-3-6-19-18-99,,,", bare.text());
        assertEquals("de350869b8c85de67a350c8d186f11e6", bare.hash());
    }

    @Test
    void JA3_leaves_GREASE_out() {
        assertEquals(
                "771,4865,10,29,0",
                ja3(new HelloBuilder().suites(0x0A0A, 4865).groups(0xFAFA, 29).extension(0x3A3A, new byte[1]))
                                .text()
                        + "0");
    }

    /** FoxIO-LLC/ja4, technical_details/JA4.md: Chrome, with the extensions in the example's order. */
    @Test
    void JA4_of_its_published_example() {
        var chrome = ja4(chrome("001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015"));
        assertEquals("t13d1516h2_8daaf6152771_e5627efa2ab1", chrome.value());
        assertEquals(
                "t13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9"
                        + "_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01_" + CHROME_SCHEMES,
                chrome.raw());
    }

    /** The same document, "If there are no signature algorithms". */
    @Test
    void JA4_without_signature_algorithms_ends_without_an_underscore() {
        var builder = new HelloBuilder();
        for (int type : codes("0005,000a,000b,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01")) {
            extend(builder, type);
        }
        // An empty list of algorithms keeps 000d among the extensions, as in the example.
        var fingerprint = ja4(builder.signatureSchemes());
        assertTrue(fingerprint.value().endsWith("_6d807ffa2a79"), fingerprint.value());
        assertTrue(fingerprint.raw().endsWith(",4469,ff01"), fingerprint.raw());
    }

    /** FoxIO-LLC/ja4, python/test/testdata/badcurveball.pcap.json and sigalg-grease.pcapng.json. */
    @Test
    void JA4_of_captures_that_its_makers_test_with() {
        var curveball = new HelloBuilder().suites(codes(CHROME_SUITES + ",000a"));
        for (int type : codes("0000,0017,ff01,000a,000b,0023,0010,0005,000d,0012,0033,002d,002b,001b,0015")) {
            extend(curveball, type, codes(CHROME_SCHEMES + ",0201"));
        }
        assertEquals("t13d1615h2_46e7e9700bed_45f260be83e2", ja4(curveball).value());

        var greased = new HelloBuilder().suites(codes("1a1a," + CHROME_SUITES));
        for (int type :
                codes("2a2a,fe0d,0010,0017,0033,44cd,ff01,000a,000d,0023,002b,000b,ca34,002d,0000,0005,001b,0012")) {
            extend(greased, type, codes("0a0a,0904,0905,0906," + CHROME_SCHEMES));
        }
        assertEquals("t13d1517h2_8daaf6152771_cb7bf5808d99", ja4(greased).value());
    }

    /** The list in JA4.md, "ALPN Extension Value". */
    @Test
    void JA4_shows_the_ends_of_the_first_protocol() {
        assertEquals("00", alpn());
        assertEquals("00", alpn(""));
        assertEquals("h2", alpn("h2", "http/1.1"));
        assertEquals("h1", alpn("http/1.1"));
        assertEquals("hh", alpn("h"));
        assertEquals("ab", alpn("\u00ab"));
        assertEquals("ad", alpn("\u00ab\u00cd"));
        assertEquals("3b", alpn("0\u00ab"));
        assertEquals("3d", alpn("01\u00ab\u00cd"));
        assertEquals("01", alpn("0\u00ab\u00cd1"));
        assertEquals("20", alpn(" "));
        assertEquals("60", alpn("a "));
    }

    @Test
    void JA4_names_versions_and_counts_up_to_99() {
        assertEquals("t12i010000_", head(new HelloBuilder().suites(47)));
        assertEquals("t10i020000_", head(new HelloBuilder().legacyVersion(0x0301)));
        assertEquals("ts3i020000_", head(new HelloBuilder().legacyVersion(0x0300)));
        assertEquals("t00i020000_", head(new HelloBuilder().legacyVersion(0x0305)));
        assertEquals("t11i020100_", head(new HelloBuilder().supportedVersions(0x0302, 0xFAFA, 0x0301)));
        assertEquals("t00i020100_", head(new HelloBuilder().supportedVersions(0x7F17, 0x0303)), "a draft is unknown");
        assertEquals("t12i990000_", head(new HelloBuilder().suites(new int[150])));
    }

    @Test
    void JA4_shows_empty_lists_as_zeros() {
        assertEquals(
                "t12i000000_000000000000_000000000000",
                ja4(new HelloBuilder().suites()).value());
        assertEquals(
                "t12d000100_000000000000_000000000000",
                ja4(new HelloBuilder().suites().serverName("x")).value());
    }

    @Test
    void SSLv2_framing_has_no_fingerprint() {
        ClientHello old = Reading.hello(new HelloBuilder().ssl2(0x00000A));
        assertTrue(Ja3.of(old).isEmpty() && Ja4.of(old).isEmpty());
    }

    private static HelloBuilder chrome(String extensions) {
        var builder = new HelloBuilder().suites(codes(CHROME_SUITES));
        for (int type : codes(extensions)) {
            extend(builder, type, codes(CHROME_SCHEMES));
        }
        return builder;
    }

    private static void extend(HelloBuilder builder, int type, int... schemes) {
        switch (type) {
            case 0x0000 -> builder.serverName("x.example");
            case 0x000a -> builder.groups(29, 23, 24);
            case 0x000b -> builder.pointFormats(0);
            case 0x000d -> builder.signatureSchemes(schemes);
            case 0x0010 -> builder.alpn("h2", "http/1.1");
            case 0x002b -> builder.supportedVersions(0x4A4A, 0x0304, 0x0303);
            case 0x0033 -> builder.keyShare(29, new byte[32]);
            default -> builder.extension(type, new byte[3]);
        }
    }

    private static String alpn(String... protocols) {
        return ja4(new HelloBuilder().alpn(protocols)).value().substring(8, 10);
    }

    private static String head(HelloBuilder builder) {
        return ja4(builder).value().substring(0, 11);
    }

    private static int[] codes(String hex) {
        return Arrays.stream(hex.split(",")).mapToInt(HexFormat::fromHexDigits).toArray();
    }

    private static Ja3 ja3(HelloBuilder builder) {
        return Ja3.of(Reading.hello(builder.build())).orElseThrow();
    }

    private static Ja4 ja4(HelloBuilder builder) {
        return Ja4.of(Reading.hello(builder.build())).orElseThrow();
    }
}
