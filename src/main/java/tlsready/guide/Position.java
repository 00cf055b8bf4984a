package tlsready.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where answers lead: all of them replayed through the flow from the start.
 *
 * @param path the questions answered, in order
 * @param node what comes after them: the next question, or the outcome
 * @param answers the answers in canonical order and spelling: those of the path, then those to questions that can still
 *     be met, and last the evidence that travels with them. Everything else is dropped
 * @param problem what is wrong with the answer that was given to {@code node}, if one was given
 */
public record Position(List<Answered> path, Node node, Answers answers, Optional<Problem> problem) {
    /** A question and its answer. */
    public record Answered(Question question, Answer answer) {}

    /**
     * An answer that its question refuses.
     *
     * @param given as it was given
     */
    public record Problem(String given, Reply.Refused refusal) {}

    public Position {
        path = List.copyOf(path);
    }

    /** Replays the answers. */
    public static Position of(Flow flow, Answers given) {
        var path = new ArrayList<Answered>();
        Node node = flow.start();
        while (node instanceof Question question) {
            Optional<String> answer = given.to(question.id());
            if (answer.isEmpty()) {
                break;
            }
            Reply reply = question.read(answer.get());
            if (reply instanceof Reply.Refused refused) {
                return new Position(
                        path,
                        question,
                        canonical(flow, path, question, given),
                        Optional.of(new Problem(answer.get(), refused)));
            }
            Answer accepted = ((Reply.Accepted) reply).answer();
            path.add(new Answered(question, accepted));
            node = flow.after(accepted);
        }
        return new Position(path, node, canonical(flow, path, node, given), Optional.empty());
    }

    private static Answers canonical(Flow flow, List<Answered> path, Node node, Answers given) {
        Map<String, String> kept = new LinkedHashMap<>();
        path.forEach(
                answered -> kept.put(answered.question().id(), answered.answer().id()));
        for (String id : flow.ahead(node)) {
            given.to(id)
                    .map(answer -> flow.question(id).orElseThrow().read(answer))
                    .filter(Reply.Accepted.class::isInstance)
                    .ifPresent(reply ->
                            kept.put(id, ((Reply.Accepted) reply).answer().id()));
        }
        given.to(Answers.EVIDENCE).ifPresent(code -> kept.put(Answers.EVIDENCE, code));
        return new Answers(kept);
    }

    /**
     * The same with further answers to questions that nobody has answered, or only with "I do not know". An answer that
     * its question refuses, or by which one that is there would fall away, is left out.
     */
    Position with(Flow flow, Map<String, String> further) {
        Position position = this;
        for (Map.Entry<String, String> answer : further.entrySet()) {
            position = position.with(flow, answer.getKey(), answer.getValue());
        }
        return position;
    }

    private Position with(Flow flow, String question, String answer) {
        boolean open = answers.to(question)
                .filter(given -> !given.equals(Answer.UNKNOWN))
                .isEmpty();
        boolean fits = flow.question(question)
                .filter(asked -> asked.read(answer) instanceof Reply.Accepted)
                .isPresent();
        if (!open || !fits || answer.equals(Answer.UNKNOWN)) {
            return this;
        }
        Position next = of(flow, answers.with(question, answer));
        boolean whole = next.answers
                .byQuestion()
                .keySet()
                .containsAll(answers.byQuestion().keySet());
        return whole ? next : this;
    }

    /** The address of the node reached. */
    public String href() {
        return href(node);
    }

    /** The address where the answers stop; one that was refused goes along, so that its question says why. */
    public String stop() {
        return problem.map(refused -> answers.with(node.id(), refused.given()).on("/guide/" + node.id()))
                .orElseGet(this::href);
    }

    /** The address of a node with these answers; a plan's node is the page to check them. */
    public String href(Node wanted) {
        boolean plan = wanted instanceof Outcome outcome && outcome.plan();
        return answers.on("/guide/" + (plan ? "check" : wanted.id()));
    }

    /** Whether every question on the way is answered. */
    public boolean isComplete() {
        return node instanceof Outcome;
    }

    /** Whether this node has been answered or is the one reached, so that its page can be shown. */
    public boolean shows(Node wanted) {
        return wanted.equals(node) || answerTo(wanted.id()).isPresent();
    }

    /** The answer on the path to this question. */
    public Optional<Answer> answerTo(String question) {
        return path.stream()
                .filter(answered -> answered.question().id().equals(question))
                .map(Answered::answer)
                .findFirst();
    }

    /** The path as far as this node: what was answered before it was asked. */
    public List<Answered> before(Node node) {
        return path.stream()
                .takeWhile(answered -> !answered.question().equals(node))
                .toList();
    }
}
