package tlsready.guide;

import java.util.List;
import java.util.Optional;

/**
 * The page of a question, with nothing left to decide.
 *
 * @param number which question it is on the way, from 1
 * @param back address of the page before
 * @param kept the other answers, for the form to carry
 * @param keptQuery the same as a query string with its question mark, or empty
 * @param chosen the answer given before, if any
 * @param given what stands in the box to type or paste in
 * @param keepHref where the answer given before leads, for questions without a list
 * @param unknownHref where "I do not know" leads, for questions without a list
 * @param before what was answered on the way here
 * @param trouble what is wrong with what was given
 */
public record QuestionPage(
        Question question,
        int number,
        String back,
        List<Kept> kept,
        String keptQuery,
        Optional<Answer> chosen,
        String given,
        String keepHref,
        String unknownHref,
        List<SummaryRow> before,
        Optional<Trouble> trouble) {

    /** An answer that the form carries along. */
    public record Kept(String question, String answer) {}

    /**
     * What is wrong, and the ways out.
     *
     * @param found what was understood nevertheless
     * @param candidates what was probably meant, to choose from
     */
    public record Trouble(String why, List<String> found, List<Candidate> candidates) {}

    /** A probable meaning and the address that says so. */
    public record Candidate(String label, String href) {}

    /** The page of a question that the position shows. */
    static QuestionPage of(Flow flow, Position position, Question question) {
        List<Position.Answered> before = position.before(question);
        Answers others = position.answers().without(question.id());
        Optional<Answer> chosen = position.answerTo(question.id());
        return new QuestionPage(
                question,
                before.size() + 1,
                before.isEmpty()
                        ? "/"
                        : position.href(before.get(before.size() - 1).question()),
                others.byQuestion().entrySet().stream()
                        .map(entry -> new Kept(entry.getKey(), entry.getValue()))
                        .toList(),
                others.on(""),
                chosen,
                typed(question, chosen),
                position.href(),
                Position.of(flow, others.with(question.id(), Answer.UNKNOWN)).href(),
                SummaryRow.of(position, before),
                Optional.empty());
    }

    /** What stands in the box to type in; a box that is only to paste in is empty. */
    private static String typed(Question question, Optional<Answer> chosen) {
        return question.evidence().isPresent() && question.typedLabel().isEmpty()
                ? ""
                : chosen.flatMap(answer -> question.typed().map(reader -> reader.spelled(answer)))
                        .orElse("");
    }

    /** The page of a question whose answer was refused. */
    static QuestionPage refused(Flow flow, Position position) {
        Position.Problem problem = position.problem().orElseThrow();
        Question question = (Question) position.node();
        Answers others = position.answers().without(question.id());
        return of(flow, position, question)
                .with(
                        new Trouble(
                                problem.refusal().why(),
                                List.of(),
                                candidates(flow, others, question, problem.refusal())),
                        problem.given());
    }

    /** What a refused answer may mean, each with the address that says so. */
    static List<Candidate> candidates(Flow flow, Answers others, Question question, Reply.Refused refusal) {
        return refusal.candidates().stream()
                .map(answer -> new Candidate(
                        answer.label(),
                        Position.of(flow, others.with(question.id(), answer.id()))
                                .href()))
                .toList();
    }

    /** The same page with what is wrong and with what was given, so that nothing typed is lost. */
    QuestionPage with(Trouble newTrouble, String newGiven) {
        return new QuestionPage(
                question,
                number,
                back,
                kept,
                keptQuery,
                chosen,
                newGiven,
                keepHref,
                unknownHref,
                before,
                Optional.of(newTrouble));
    }

    /** The answer given before where no box and no list shows it. */
    public Optional<Answer> hidden() {
        return given.isEmpty() && !question.listed() ? chosen : Optional.empty();
    }

    /** Ids of what describes the field to a screen reader, parted by a space; may be empty. */
    public String describedBy() {
        String hint = question.hint().isEmpty() ? "" : "hint";
        String error = trouble.isPresent() ? "error" : "";
        return (hint + " " + error).strip();
    }

    /** Whether this choice was made before. */
    public boolean isChosen(Choice choice) {
        return chosen.filter(choice.answer()::equals).isPresent();
    }
}
