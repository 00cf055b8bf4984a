package tlsready.tls;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;

import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RegistriesTest {
    @Test
    void unknown_code_points_are_called_by_their_number() {
        assertEquals("0x1A2B", CipherSuite.of(0x1A2B).name());
        assertEquals("0xFFFE", NamedGroup.of(0xFFFE).name());
        assertEquals("0x0000", SignatureScheme.of(0).name());
        assertEquals("0xF00D", ExtensionType.of(0xF00D).name());
        assertEquals("0x990080", Ssl2CipherKind.of(0x990080).name());
    }

    @Test
    void the_names_people_meet_are_there() {
        assertEquals(
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", CipherSuite.of(0xC02F).name());
        assertEquals(
                0x00FF,
                CipherSuite.named("TLS_EMPTY_RENEGOTIATION_INFO_SCSV")
                        .orElseThrow()
                        .code());
        assertEquals(
                0x5600, CipherSuite.named("TLS_FALLBACK_SCSV").orElseThrow().code());
        assertEquals(
                "TLS_RSA_EXPORT1024_WITH_RC4_56_SHA", CipherSuite.of(0x0064).name());
        assertEquals("X25519MLKEM768", NamedGroup.of(0x11EC).name());
        assertEquals("dsa_sha1", SignatureScheme.of(0x0202).name());
        assertEquals("encrypted_client_hello", ExtensionType.of(0xFE0D).name());
        assertEquals(
                "SSL_CK_DES_192_EDE3_CBC_WITH_MD5", Ssl2CipherKind.of(0x0700C0).name());
        assertTrue(CipherSuite.named("TLS_MADE_UP").isEmpty());
    }

    @Test
    void post_quantum_groups_are_told_from_the_others() {
        assertTrue(
                NamedGroup.of(0x11EC).isPostQuantum() && NamedGroup.of(0x6399).isPostQuantum());
        assertFalse(NamedGroup.of(29).isPostQuantum() || NamedGroup.of(0x4321).isPostQuantum());
        assertEquals(
                12, NamedGroup.all().stream().filter(NamedGroup::isPostQuantum).count());
    }

    @Test
    void exactly_the_sixteen_values_of_RFC_8701_are_GREASE() {
        var grease = new ArrayList<Integer>();
        for (int code = 0; code <= 0xFFFF; code++) {
            if (Grease.is(code)) {
                grease.add(code);
                assertEquals(
                        String.format("GREASE_0x%04X", code),
                        CipherSuite.of(code).name());
            }
        }
        assertEquals(
                List.of(
                        0x0A0A, 0x1A1A, 0x2A2A, 0x3A3A, 0x4A4A, 0x5A5A, 0x6A6A, 0x7A7A, 0x8A8A, 0x9A9A, 0xAAAA, 0xBABA,
                        0xCACA, 0xDADA, 0xEAEA, 0xFAFA),
                grease);
        assertTrue(CipherSuite.all().stream().noneMatch(CipherSuite::isGrease));
        assertTrue(NamedGroup.of(0x1A1A).isGrease() && ExtensionType.of(0x1A1A).isGrease());
        assertFalse(SignatureScheme.of(0x1A2A).isGrease());
    }

    @Test
    void GREASE_has_its_own_values_for_ALPN_and_PSK_modes() {
        assertTrue(Grease.isAlpn(new byte[] {(byte) 0xDA, (byte) 0xDA}));
        assertFalse(Grease.isAlpn(new byte[] {'h', '2'}));
        var modes = new ArrayList<Integer>();
        for (int mode = 0; mode < 256; mode++) {
            if (Grease.isPskMode(mode)) {
                modes.add(mode);
            }
        }
        assertEquals(List.of(0x0B, 0x2A, 0x49, 0x68, 0x87, 0xA6, 0xC5, 0xE4), modes);
    }

    @Test
    void numbers_that_do_not_fit_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> CipherSuite.of(0x10000));
        assertThrows(IllegalArgumentException.class, () -> ExtensionType.of(-1));
        assertThrows(IllegalArgumentException.class, () -> Ssl2CipherKind.of(0xC02F));
    }

    @Test
    void openssl_gives_its_suites_the_same_numbers_and_names() throws Exception {
        String openssl = TestTools.require("openssl", "openssl").toString();
        var process =
                new ProcessBuilder(openssl, "ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0").start();
        int seen = 0;
        try (var lines = process.inputReader()) {
            for (String line : lines.lines().toList()) {
                String[] cells = line.strip().split("\\s+"); // 0xC0,0x2F - TLS_ECDHE_… - ECDHE-… TLSv1.2 …
                String[] bytes = cells[0].split(",");
                int code = Integer.decode(bytes[0]) << 8 | Integer.decode(bytes[1]);
                assertEquals(cells[2], CipherSuite.of(code).name());
                seen++;
            }
        }
        assertTrue(seen > 100, "openssl named only " + seen + " suites");
    }

    @Test
    void java_knows_no_suite_that_we_do_not() throws Exception {
        for (String suite : SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()) {
            String registered = suite.replaceFirst("^SSL_", "TLS_"); // Java kept its old prefix for the oldest suites
            assertTrue(CipherSuite.named(registered).isPresent(), suite);
        }
    }
}
