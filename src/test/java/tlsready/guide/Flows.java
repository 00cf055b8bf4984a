package tlsready.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;

/** The real knowledge and the real flow, read once for all tests of this room. */
public final class Flows {
    static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    static final Set<String> READERS = Set.of("dotnet", "windows");
    static final Flow FLOW = FlowReader.read(KNOWLEDGE, READERS);

    private Flows() {}

    /** Every answer of a question by name, and for typed ones an example of every row of its table. */
    public static List<Answer> answers(Question question) {
        var answers = new ArrayList<Answer>();
        question.offered().map(Choice::answer).forEach(answers::add);
        question.typed().ifPresent(typed -> answers.addAll(typed.examples()));
        return answers;
    }

    static Answers answers(String query) {
        return Answers.parse(query, FLOW::isQuestion);
    }

    static Position position(String query) {
        return Position.of(FLOW, answers(query));
    }

    static Question question(String id) {
        return FLOW.question(id).orElseThrow();
    }

    /** Whatever can stand in a query string for a question: its own answers, and some that are none. */
    static List<String> anything(Question question) {
        return Stream.concat(
                        answers(question).stream().map(Answer::id),
                        Stream.of("nonsense", "Windows 10", "release-0", "10.0.17763", "<b>"))
                .toList();
    }
}
