package tlsready.guide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.guide.Flows.FLOW;
import static tlsready.guide.Flows.position;

class PositionTest {
    /** Some answers, legal or not, to some of the questions, in any order. */
    @Provide
    Arbitrary<Answers> anyAnswers() {
        return Arbitraries.of(FLOW.questions())
                .flatMap(question ->
                        Arbitraries.of(Flows.anything(question)).map(answer -> Map.entry(question.id(), answer)))
                .list()
                .ofMaxSize(30)
                .map(PositionTest::answers);
    }

    /** Legal answers to every question of the flow, so that whatever path is taken goes to its end. */
    @Provide
    Arbitrary<Answers> fullAnswers() {
        return Arbitraries.randomValue(random -> answers(FLOW.questions().stream()
                .map(question -> Map.entry(question.id(), oneOf(question, random)))
                .toList()));
    }

    private static String oneOf(Question question, Random random) {
        List<Answer> answers = Flows.answers(question);
        return answers.get(random.nextInt(answers.size())).id();
    }

    private static Answers answers(List<Map.Entry<String, String>> entries) {
        var answers = new LinkedHashMap<String, String>();
        entries.forEach(entry -> answers.put(entry.getKey(), entry.getValue()));
        return new Answers(answers);
    }

    @Property(seed = Seeds.BUILD)
    void canonical_answers_stay_as_they_are(@ForAll("anyAnswers") Answers given) {
        Position position = Position.of(FLOW, given);
        Position again = Position.of(FLOW, position.answers());
        assertEquals(position.answers().query(), again.answers().query());
        assertEquals(position.node(), again.node());
        assertTrue(again.problem().isEmpty());
    }

    @Property(seed = Seeds.BUILD)
    void the_order_of_the_answers_does_not_matter(@ForAll("anyAnswers") Answers given, @ForAll Random random) {
        var entries = new ArrayList<>(given.byQuestion().entrySet());
        Collections.shuffle(entries, random);
        Answers shuffled = answers(List.copyOf(entries));
        assertEquals(
                Position.of(FLOW, given).answers().query(),
                Position.of(FLOW, shuffled).answers().query());
    }

    @Property(seed = Seeds.BUILD)
    void full_answers_reach_an_outcome_and_only_those_of_the_path_are_kept(@ForAll("fullAnswers") Answers given) {
        Position position = Position.of(FLOW, given);
        assertTrue(position.isComplete());
        assertEquals(
                position.path().stream().map(a -> a.question().id()).toList(),
                List.copyOf(position.answers().byQuestion().keySet()));
    }

    @Property(seed = Seeds.BUILD)
    void changing_one_answer_keeps_the_others_that_still_apply(
            @ForAll("fullAnswers") Answers given, @ForAll Random random) {
        Position before = Position.of(FLOW, given);
        Question changed =
                before.path().get(random.nextInt(before.path().size())).question();
        Position after = Position.of(FLOW, before.answers().with(changed.id(), oneOf(changed, random)));
        List<String> stillApply = new ArrayList<>(FLOW.ahead(after.node()));
        after.path().forEach(answered -> stillApply.add(answered.question().id()));
        before.answers().byQuestion().forEach((question, answer) -> {
            if (!question.equals(changed.id())) {
                Optional<String> expected = stillApply.contains(question) ? Optional.of(answer) : Optional.empty();
                assertEquals(expected, after.answers().to(question), question);
            }
        });
    }

    @Property(seed = Seeds.BUILD)
    void changing_an_answer_and_changing_it_back_asks_nothing_anew(
            @ForAll("fullAnswers") Answers given, @ForAll Random random) {
        Position before = Position.of(FLOW, given);
        Question changed =
                before.path().get(random.nextInt(before.path().size())).question();
        Position between = Position.of(FLOW, before.answers().with(changed.id(), oneOf(changed, random)));
        Assume.that(between.answers()
                .byQuestion()
                .keySet()
                .containsAll(before.answers().byQuestion().keySet()));
        String old = before.answers().to(changed.id()).orElseThrow();
        Position after = Position.of(FLOW, between.answers().with(changed.id(), old));
        assertEquals(before.answers().query(), after.answers().query());
    }

    @Property(seed = Seeds.BUILD)
    void no_text_is_too_odd_for_an_answer(@ForAll String text) {
        for (Question question : FLOW.questions()) {
            assertTrue(question.read(text) != null);
        }
    }

    @Property(seed = Seeds.BUILD)
    void what_a_question_accepts_it_accepts_again_in_its_own_spelling(@ForAll("fullAnswers") Answers given) {
        given.byQuestion().forEach((id, answer) -> {
            Question question = FLOW.question(id).orElseThrow();
            var accepted = (Reply.Accepted) question.read(answer);
            assertEquals(answer, accepted.answer().id());
            question.typed()
                    .filter(typed -> !answer.equals(Answer.UNKNOWN)
                            && !List.of("none", "4-0").contains(answer))
                    .ifPresent(typed -> assertEquals(
                            accepted, question.read(typed.spelled(accepted.answer())), () -> id + " " + answer));
        });
    }

    @Test
    void an_unanswered_flow_stands_at_its_first_question() {
        Position position = position("");
        assertEquals("program", position.node().id());
        assertEquals("/guide/program", position.href());
    }

    @Test
    void a_skipped_question_is_asked_although_later_ones_are_answered() {
        Position position = position("program=arcgis-desktop&windows=windows-11&dotnet=4-8");
        assertEquals("desktop", position.node().id());
        assertEquals(
                "program=arcgis-desktop&windows=windows-11&dotnet=4-8",
                position.answers().query());
    }

    @Test
    void a_refused_answer_is_told_and_dropped_and_what_may_follow_is_kept() {
        Position position = position("program=arcgis-desktop&desktop=9-3&admin=yes");
        assertEquals("desktop", position.node().id());
        assertEquals("9-3", position.problem().orElseThrow().given());
        assertTrue(position.problem().orElseThrow().refusal().why().contains("“9-3”"));
        assertEquals("program=arcgis-desktop&admin=yes", position.answers().query());
    }

    @Test
    void an_answer_off_the_path_is_dropped() {
        assertEquals(
                "program=other-dotnet&framework=4-5&windows=windows-11",
                position("windows=windows-11&desktop=10-6&program=other-dotnet&framework=4-5&bitness=x64")
                        .answers()
                        .query());
    }

    @Test
    void typed_answers_are_spelled_canonically() {
        assertEquals(
                "program=unknown&windows=unknown&windows-look=windows-10-22h2&bitness=x64&dotnet=release"
                        + "&dotnet-release=release-461814",
                position("program=unknown&windows=unknown&windows-look=10.0.19045&bitness=x64&dotnet=release"
                                + "&dotnet-release=0x70bf6")
                        .answers()
                        .query());
    }

    @Test
    void the_questions_before_a_question_are_those_on_the_way_to_it() {
        Position position = position("program=arcgis-desktop&desktop=10-6&instead=configure&dotnet35=no");
        assertEquals(
                List.of("program", "desktop"),
                position.before(Flows.question("instead")).stream()
                        .map(a -> a.question().id())
                        .toList());
        assertEquals(4, position.before(position.node()).size());
    }
}
