package tlsready.guide;

import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnswersTest {
    private static Answers parse(String query) {
        return Answers.parse(query, id -> true);
    }

    @Property(seed = Seeds.BUILD)
    void what_is_written_is_read_back(
            @ForAll @Size(max = 5)
                    Map<@NotBlank @StringLength(max = 20) String, @NotBlank @StringLength(max = 20) String> map) {
        var answers = new Answers(map);
        // A lone half of a surrogate pair is no text; Java writes it as a question mark.
        if (new Answers(map).query().contains("%3F")
                || map.toString().codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            return;
        }
        assertEquals(answers, Answers.parseForm(answers.query(), id -> true));
    }

    @Test
    void no_query_means_no_answers() {
        assertEquals(Answers.NONE, parse(null));
        assertEquals(Answers.NONE, parse(""));
        assertEquals(Answers.NONE, parse("&&"));
    }

    @Test
    void questions_nobody_knows_and_empty_values_are_passed_over() {
        assertEquals(
                "b=2", Answers.parse("a=1&b=2&c=3&a=4", id -> id.equals("b")).query());
        assertEquals("b=2", parse("a=&b=2&c&d=+").query());
    }

    @Test
    void values_are_decoded_as_forms_encode_them() {
        assertEquals(
                "10.0 (19045) ü€😀",
                parse("a=10.0+%2819045%29%20%C3%BC%E2%82%AC%F0%9F%98%80")
                        .to("a")
                        .orElseThrow());
        assertEquals("ü😀", parse("a=ü😀").to("a").orElseThrow(), "old browsers do not encode what people type");
        assertEquals("b=c", parse("a=b=c").to("a").orElseThrow());
    }

    @Test
    void the_same_answer_twice_is_one_and_two_different_ones_are_refused() {
        assertEquals("a=1", parse("a=1&a=1").query());
        var refused = assertThrows(Answers.Unreadable.class, () -> parse("a=1&a=2"));
        assertEquals("The address answers “a” twice: with “1” and with “2”.", refused.getMessage());
        assertFalse(refused.tooLong());
    }

    @Test
    void a_damaged_encoding_is_told() {
        for (String damaged : new String[] {"a=%", "a=%2", "a=%zz", "a=%FF", "%C3=1"}) {
            var refused = assertThrows(Answers.Unreadable.class, () -> parse(damaged), damaged);
            assertTrue(refused.getMessage().startsWith("The address is damaged"), damaged);
        }
    }

    @Test
    void two_thousand_characters_are_read_and_one_more_is_not() {
        assertEquals(
                1_998, parse("a=" + "x".repeat(1_998)).to("a").orElseThrow().length());
        var refused = assertThrows(Answers.Unreadable.class, () -> parse("a=" + "x".repeat(1_999)));
        assertTrue(refused.tooLong());
        assertEquals(
                "The address is too long: it has 2,001 characters of answers after the question mark, and we read at most 2,000.",
                refused.getMessage());
    }

    @Test
    void evidence_comes_on_top_and_is_named_where_it_is_too_long() {
        String evidence = "x".repeat(Answers.MAX_EVIDENCE);
        assertEquals(
                evidence,
                parse("a=" + "x".repeat(1_998) + "&e=" + evidence).to("e").orElseThrow());
        var refused = assertThrows(Answers.Unreadable.class, () -> parse("a=1&e=x" + evidence));
        assertTrue(refused.tooLong());
        assertTrue(
                refused.getMessage().startsWith("The evidence in the address is too long: it has 4,001 characters"),
                refused.getMessage());
    }

    @Test
    void a_control_character_in_an_answer_is_told() {
        for (String code : new String[] {"00", "07", "1B", "7F"}) {
            var refused = assertThrows(Answers.Unreadable.class, () -> parse("a=1%" + code), code);
            assertTrue(refused.getMessage().contains("holds a control character (U+00" + code), refused.getMessage());
        }
        assertEquals(" 1\t", parse("a=+1%09").to("a").orElseThrow());
    }

    @Test
    void an_address_has_a_question_mark_only_if_there_is_a_query() {
        assertEquals("/guide/x", Answers.NONE.on("/guide/x"));
        assertEquals("/guide/x?a=1", Answers.NONE.with("a", "1").on("/guide/x"));
        assertEquals("/guide/x", Answers.NONE.with("a", "1").without("a").on("/guide/x"));
    }

    @Test
    void a_new_answer_takes_the_place_of_the_old_one() {
        assertEquals("a=3&b=2", parse("a=1&b=2").with("a", "3").query());
    }
}
