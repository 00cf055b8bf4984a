package tlsready.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Certificates of the local authority, and configured ones. */
class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1", "gis.example.org");

    @TempDir
    Path folder;

    @Test
    void the_local_authority_is_made_once_and_kept_for_its_owner_only() throws Exception {
        var first = LocalAuthority.in(folder, NAMES, NOW);
        var second = LocalAuthority.in(folder, NAMES, NOW.plus(Duration.ofDays(300)));
        assertEquals(first.certificate(), second.certificate());
        assertEquals(first.identities(), second.identities());
        try (var files = Files.list(folder)) {
            var kept = files.sorted().toList();
            assertEquals(
                    List.of("authority.pem", "ecdsa.pem", "rsa.pem"),
                    kept.stream().map(file -> file.getFileName().toString()).toList());
            for (Path file : kept) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void OpenSSL_accepts_both_certificates_for_every_name_once_it_trusts_the_authority() throws Exception {
        LocalAuthority.in(folder, NAMES, Instant.now());
        for (String leaf : List.of("rsa.pem", "ecdsa.pem")) {
            for (String name : NAMES) {
                String option = name.contains(".org") || name.equals("localhost") ? "-verify_hostname" : "-verify_ip";
                String said = openssl(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-CAfile",
                        "authority.pem",
                        option,
                        name,
                        leaf);
                assertEquals(leaf + ": OK\n", said);
            }
        }
        assertTrue(openssl("x509", "-in", "rsa.pem", "-noout", "-text").contains("Public-Key: (2048 bit)"));
        assertTrue(openssl("x509", "-in", "ecdsa.pem", "-noout", "-text").contains("NIST CURVE: P-256"));
    }

    @Test
    void certificates_are_made_anew_before_they_expire_by_the_same_authority() throws Exception {
        var first = LocalAuthority.in(folder, NAMES, NOW);
        var later = LocalAuthority.in(folder, NAMES, NOW.plus(Duration.ofDays(380)));
        assertEquals(first.certificate(), later.certificate());
        for (KeyKind kind : KeyKind.values()) {
            assertNotEquals(first.identities().get(kind), later.identities().get(kind));
        }
    }

    @Test
    void a_new_name_gets_new_certificates_and_a_name_less_does_not() throws Exception {
        var first = LocalAuthority.in(folder, NAMES, NOW);
        assertEquals(
                first.identities(),
                LocalAuthority.in(folder, List.of("localhost"), NOW).identities());
        var renamed = LocalAuthority.in(folder, List.of("localhost", "*.check.example.org"), NOW);
        assertEquals(first.certificate(), renamed.certificate());
        assertNotEquals(first.identities(), renamed.identities());
    }

    @Test
    void a_lost_authority_is_replaced_with_its_certificates() throws Exception {
        var first = LocalAuthority.in(folder, NAMES, NOW);
        Files.delete(folder.resolve("authority.pem"));
        var second = LocalAuthority.in(folder, NAMES, NOW);
        assertNotEquals(first.certificate(), second.certificate());
        for (Identity identity : second.identities().values()) {
            identity.leaf().verify(second.certificate().getPublicKey());
        }
    }

    @Test
    void keys_are_read_as_web_servers_keep_them() throws Exception {
        selfSigned("rsa", "rsa");
        selfSigned("ec", "ec");
        openssl("rsa", "-in", "rsa.key", "-traditional", "-out", "old-rsa.key");
        openssl("ec", "-in", "ec.key", "-out", "old-ec.key");
        Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(folder.resolve("ec.key")) + Files.readString(folder.resolve("ec.crt")));
        assertEquals(KeyKind.RSA, read("rsa.crt", "rsa.key").kind());
        assertEquals(read("rsa.crt", "rsa.key"), read("rsa.crt", "old-rsa.key"));
        assertEquals(KeyKind.ECDSA, read("ec.crt", "ec.key").kind());
        for (Identity same : List.of(read("ec.crt", "old-ec.key"), read("both.pem"))) {
            assertEquals(read("ec.crt", "ec.key").fingerprint(), same.fingerprint());
        }
    }

    @Test
    void what_cannot_be_used_is_named() throws Exception {
        selfSigned("rsa", "rsa");
        selfSigned("ec", "ec");
        Files.writeString(folder.resolve("empty.pem"), "");
        assertFault("does not exist", "missing.pem");
        assertFault("No private key without a password was found", "rsa.crt");
        assertFault("No certificate was found", "rsa.key");
        assertFault("the private key does not belong to the first certificate", "rsa.crt", "ec.key");
        assertFault("No private key", "empty.pem");
    }

    @Test
    void changed_files_are_shown_without_a_restart_and_broken_ones_change_nothing() throws Exception {
        selfSigned("first", "rsa");
        selfSigned("second", "rsa");
        Path chain = Files.copy(folder.resolve("first.crt"), folder.resolve("chain.pem"));
        Path key = Files.copy(folder.resolve("first.key"), folder.resolve("key.pem"));
        var identities = new Identities(List.of(List.of(chain, key)), folder, NAMES, Clock.fixed(NOW, ZoneOffset.UTC));
        try (var check = new Listening(Listening.GENEROUS, address -> false, identities)) {
            assertEquals("first", shown(check));
            assertFalse(identities.refresh());

            Files.writeString(chain, "broken");
            touch(chain, 1);
            assertThrows(IOException.class, identities::refresh);
            check.engines.use(identities.current());
            assertEquals("first", shown(check));

            Files.copy(folder.resolve("second.crt"), chain, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(folder.resolve("second.key"), key, StandardCopyOption.REPLACE_EXISTING);
            touch(chain, 2);
            assertTrue(identities.refresh());
            check.engines.use(identities.current());
            assertEquals("second", shown(check));
        }
    }

    @Test
    void two_certificates_of_one_kind_are_one_too_many() throws Exception {
        selfSigned("first", "rsa");
        selfSigned("second", "rsa");
        var both = List.of(
                List.of(folder.resolve("first.crt"), folder.resolve("first.key")),
                List.of(folder.resolve("second.crt"), folder.resolve("second.key")));
        var fault = assertThrows(IOException.class, () -> new Identities(both, folder, NAMES, Clock.systemUTC()));
        assertTrue(fault.getMessage().startsWith("Two certificates with RSA keys are configured"), fault::getMessage);
    }

    @Test
    void with_one_kind_of_key_only_those_are_served_who_can_verify_it() {
        var policy = new Policy(new EngineServer().engines());
        var hello = Calls.recorded("IE 11 Win 7");
        Endpoint endpoint = Calls.ENDPOINTS.get("tls12");
        assertEquals(
                Map.of(KeyKind.ECDSA, KeyKind.ECDSA, KeyKind.RSA, KeyKind.RSA),
                Map.of(
                        KeyKind.ECDSA, key(policy.decide(endpoint, hello, Set.of(KeyKind.ECDSA))),
                        KeyKind.RSA, key(policy.decide(endpoint, hello, Set.of(KeyKind.RSA)))));
    }

    private static KeyKind key(Decision decision) {
        return ((Decision.Shake) decision).key();
    }

    private static void touch(Path file, int minutes) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofMinutes(minutes))));
    }

    private String shown(Listening check) throws Exception {
        String said = openssl("s_client", "-connect", "127.0.0.1:" + check.port("tls12"), "-tls1_2");
        check.next();
        return said.replaceAll("(?s).*subject=CN = (\\S+).*", "$1");
    }

    private Identity read(String... names) throws IOException {
        return PemFile.read(Arrays.stream(names).map(folder::resolve).toList());
    }

    private void assertFault(String words, String... names) {
        var fault = assertThrows(IOException.class, () -> read(names));
        assertTrue(fault.getMessage().contains(words), fault::getMessage);
        assertTrue(fault.getMessage().contains(names[0]), fault::getMessage);
    }

    private void selfSigned(String name, String key) throws Exception {
        if (key.equals("ec")) {
            openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", name + ".key");
        } else {
            openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", name + ".key");
        }
        openssl(
                "req",
                "-x509",
                "-new",
                "-key",
                name + ".key",
                "-subj",
                "/CN=" + name,
                "-days",
                "30",
                "-out",
                name + ".crt");
    }

    private String openssl(String... words) throws Exception {
        var command =
                new ArrayList<>(List.of(TestTools.require("openssl", "openssl").toString()));
        command.addAll(List.of(words));
        return Peer.run(command, folder);
    }
}
