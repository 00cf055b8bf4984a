package tlsready.guide;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The questions and where they lead. {@link FlowReader} makes one only if it has no fault, so here every {@code next}
 * exists, every path ends in an outcome and nothing is unreachable.
 */
public final class Flow {
    private final Question start;
    private final Map<String, Node> nodes;

    /** An id that no question has; the message is for people. */
    public static final class NoSuchNode extends RuntimeException {
        NoSuchNode(String id) {
            super("The guide has no question “" + Question.echo(id) + "”. The link may be old.");
        }
    }

    Flow(String start, List<? extends Node> nodes) {
        var byId = new LinkedHashMap<String, Node>();
        nodes.forEach(node -> byId.put(node.id(), node));
        this.nodes = byId;
        this.start = (Question) byId.get(start);
    }

    /** The first question. */
    public Question start() {
        return start;
    }

    /** All nodes, as the file orders them: questions, then outcomes. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The node with this id, if there is one. */
    public Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** The question with this id, if there is one. */
    public Optional<Question> question(String id) {
        return node(id).filter(Question.class::isInstance).map(Question.class::cast);
    }

    /** Whether a question has this id. */
    public boolean isQuestion(String id) {
        return nodes.get(id) instanceof Question;
    }

    /** Where an answer leads. */
    Node after(Answer answer) {
        return nodes.get(answer.next());
    }

    /** The questions, in the order of the file. */
    public List<Question> questions() {
        return nodes.values().stream()
                .filter(Question.class::isInstance)
                .map(Question.class::cast)
                .toList();
    }

    /** The outcomes, in the order of the file. */
    public List<Outcome> outcomes() {
        return nodes.values().stream()
                .filter(Outcome.class::isInstance)
                .map(Outcome.class::cast)
                .toList();
    }

    /** Ids of the questions that can still be met after this node, nearest first. */
    Set<String> ahead(Node node) {
        var met = new LinkedHashSet<String>();
        var todo = new ArrayDeque<Node>(List.of(node));
        while (!todo.isEmpty()) {
            if (todo.poll() instanceof Question question) {
                for (Answer way : question.ways()) {
                    if (after(way) instanceof Question next && met.add(next.id())) {
                        todo.add(next);
                    }
                }
            }
        }
        return met;
    }
}
