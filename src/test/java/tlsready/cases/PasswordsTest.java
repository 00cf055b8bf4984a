package tlsready.cases;

import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PasswordsTest {
    private final Random chance = new Random(5);

    @Test
    void a_password_matches_its_hash_and_no_other_does() {
        PasswordHash hash = PasswordHash.of("correct horse battery", chance);
        assertTrue(hash.text().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash.text());
        assertTrue(PasswordHash.read(hash.text()).matches("correct horse battery"));
        assertFalse(PasswordHash.read(hash.text()).matches("correct horse batterz"));
        assertNotEquals(
                hash.text(), PasswordHash.of("correct horse battery", chance).text());
        assertFalse(hash.toString().contains("argon2id"), "a hash has no business in a log");
    }

    /** A test vector of the reference implementation, phc-winner-argon2, src/test.c. */
    @Test
    void hashes_of_the_reference_implementation_are_understood() {
        assertTrue(PasswordHash.read(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ" + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
                .matches("password"));
    }

    @Test
    void an_umlaut_may_come_in_two_ways() {
        assertTrue(PasswordHash.of("Gr\u00fc\u00dfe aus Bern!", chance).matches("Gru\u0308\u00dfe aus Bern!"));
    }

    @Test
    void only_the_length_of_a_password_counts() {
        assertTrue(Passwords.trouble("a".repeat(15), "a".repeat(15)).isEmpty());
        assertTrue(
                Passwords.trouble("a".repeat(14), "a".repeat(14)).orElseThrow().contains("14 characters"));
        assertTrue(Passwords.trouble("a".repeat(129), "a".repeat(129)).isPresent());
        assertTrue(
                Passwords.trouble("a".repeat(15), "b".repeat(15)).orElseThrow().contains("not the same"));
    }

    @Test
    void one_time_passwords_are_long_enough_and_readable() {
        String password = Passwords.oneTime(chance);
        assertTrue(password.matches("([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}"), password);
        assertNotEquals(password, Passwords.oneTime(chance));
        assertTrue(Passwords.trouble(password, password).isEmpty());
    }

    @Test
    void keys_of_sessions_are_not_told_by_what_is_kept_or_shown() {
        SessionKey key = SessionKey.random(chance);
        assertEquals(64, HexFormat.of().parseHex(key.hash()).length * 2);
        assertTrue(key.sent(key.formToken()));
        assertFalse(key.sent(SessionKey.random(chance).formToken()));
        assertFalse(key.sent(null));
        assertFalse(key.toString().contains(key.text()));
        assertTrue(SessionKey.read("too short").isEmpty());
    }

    @Test
    void tries_count_for_the_network_of_an_ipv6_address() {
        assertEquals("2001:db8:0:1::/64", Network.of("2001:db8:0:1:a:b:c:d"));
        assertEquals("192.0.2.7", Network.of("192.0.2.7"));
    }
}
