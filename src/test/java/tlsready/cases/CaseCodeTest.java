package tlsready.cases;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The code in a customer's link, and the counting of wrong ones. */
class CaseCodeTest {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    @Test
    void a_code_has_more_than_60_bits_and_no_letter_that_looks_like_another() {
        Set<Integer> letters = new HashSet<>();
        var chance = new Random(1);
        for (int i = 0; i < 2000; i++) {
            String code = CaseCode.random(chance).letters();
            assertEquals(16, code.length());
            code.chars().forEach(letters::add);
        }
        assertEquals(ALPHABET.length(), letters.size());
        assertTrue("ilo01".chars().noneMatch(letters::contains));
        // Fifteen letters are chance; the last follows from them.
        assertTrue(BigInteger.valueOf(ALPHABET.length()).pow(15).bitLength() > 74);
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void it_is_read_in_whatever_way_it_is_typed(@ForAll long seed) {
        CaseCode code = CaseCode.random(new Random(seed));
        assertTrue(code.spelled().matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}"), code.spelled());
        for (String typed : new String[] {
            code.spelled(),
            code.letters(),
            code.spelled().toUpperCase(),
            " " + code.spelled().replace('-', ' ') + " "
        }) {
            assertEquals(Optional.of(code), CaseCode.read(typed), typed);
        }
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void one_wrong_letter_or_two_that_changed_places_are_noticed(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 15) int at, @ForAll @IntRange(max = 30) int letter) {
        String code = CaseCode.random(new Random(seed)).letters();
        char other = ALPHABET.charAt(letter);
        String wrong = code.substring(0, at) + other + code.substring(at + 1);
        assertEquals(wrong.equals(code), CaseCode.read(wrong).isPresent(), wrong);
        if (at > 0) {
            String swapped = code.substring(0, at - 1) + code.charAt(at) + code.charAt(at - 1) + code.substring(at + 1);
            assertEquals(swapped.equals(code), CaseCode.read(swapped).isPresent(), swapped);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "abcd",
                "abcd-efgh-jkmn-pqr!",
                "oooo-llll-iiii-0000",
                "😀😀😀😀😀😀😀😀",
                "a b c d e f g h j k m n p q r s t u v"
            })
    void what_can_be_no_code_is_none(String typed) {
        assertEquals(Optional.empty(), CaseCode.read(typed));
    }

    @Test
    void it_does_not_get_into_a_log_by_mistake() {
        CaseCode code = CaseCode.random(new Random(7));
        assertFalse(String.valueOf(code).contains(code.letters()));
        assertEquals("/c/…/visit/7", LogPath.of("/c/" + code.spelled() + "/visit/7"));
        assertEquals("/check/room/…/events", LogPath.of("/check/room/abcdefgh/events"));
        assertEquals("/check", LogPath.of("/check"));
    }

    @Test
    void wrong_codes_are_counted_by_network_and_forgotten_after_a_while() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        var guesses = new Guesses(3, Duration.ofMinutes(10));
        for (int i = 0; i < 3; i++) {
            assertFalse(guesses.wrong("192.0.2.1", now));
        }
        assertTrue(guesses.wrong("192.0.2.1", now.plusSeconds(599)));
        assertFalse(guesses.wrong("192.0.2.2", now));
        assertFalse(guesses.wrong("192.0.2.1", now.plusSeconds(600)));
    }

    @Test
    void ten_thousand_networks_do_not_fill_the_memory_and_the_busy_ones_are_remembered() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        var guesses = new Guesses(1, Duration.ofMinutes(10));
        guesses.wrong("first", now);
        for (int i = 0; i < 9_999; i++) {
            guesses.wrong("network " + i, now);
        }
        assertTrue(guesses.wrong("first", now));
        guesses.wrong("one more", now);
        assertFalse(guesses.wrong("network 0", now), "the one that was quiet longest is forgotten");
    }
}
