package tlsready.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The flow as a graph: one edge for all answers of a question that lead to the same node.
 *
 * @param nodes in the order of the file
 * @param edges by node they leave, then in the order of the answers
 */
public record FlowGraph(List<Node> nodes, List<Edge> edges) {
    /** More ids than this are named by the first and the last. */
    private static final int NAMED = 2;
    /** The longest line of a label, in letters, that may hold "unknown" as well. */
    private static final int LINE = 24;

    public FlowGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** An edge and the answers that take it. */
    public record Edge(Node from, Node to, List<Answer> answers) {
        /** The answers' ids, shortened, "unknown" last: one line if it is short, else two. */
        public List<String> label() {
            var ids = answers.stream().map(Answer::id).collect(Collectors.toCollection(ArrayList::new));
            boolean unknown = ids.remove(Answer.UNKNOWN);
            String named = ids.size() > NAMED
                    ? ids.get(0) + " … " + ids.get(ids.size() - 1) + " (" + ids.size() + ")"
                    : String.join(", ", ids);
            if (!unknown) {
                return List.of(named);
            }
            String all = named.isEmpty() ? Answer.UNKNOWN : named + ", " + Answer.UNKNOWN;
            return all.length() <= LINE ? List.of(all) : List.of(named, Answer.UNKNOWN);
        }

        /** The answers as people read them. */
        public String words() {
            return answers.stream().map(Answer::label).collect(Collectors.joining(" · "));
        }
    }

    /** The graph of a flow. */
    public static FlowGraph of(Flow flow) {
        var edges = new ArrayList<Edge>();
        for (Question question : flow.questions()) {
            Map<Node, List<Answer>> byTarget = new LinkedHashMap<>();
            question.ways().forEach(way -> byTarget.computeIfAbsent(flow.after(way), node -> new ArrayList<>())
                    .add(way));
            byTarget.forEach((to, answers) -> edges.add(new Edge(question, to, answers)));
        }
        return new FlowGraph(flow.nodes(), edges);
    }

    /** The edges that leave this node. */
    public List<Edge> from(Node node) {
        return edges.stream().filter(edge -> edge.from().equals(node)).toList();
    }

    /** The graph in Mermaid's language. */
    public String mermaid() {
        var text = new StringBuilder("flowchart TD\n");
        for (Node node : nodes) {
            String title = node.title().replace("\"", "#quot;");
            String box = node instanceof Outcome ? "([\"%s\"])" : "[\"%s\"]";
            text.append("  ").append(node.id()).append(box.formatted(title)).append('\n');
        }
        for (Edge edge : edges) {
            text.append("  %s -->|\"%s\"| %s\n"
                    .formatted(
                            edge.from().id(),
                            String.join(", ", edge.label()),
                            edge.to().id()));
        }
        return text.toString();
    }

    /** The graph in Graphviz' language. */
    public String graphviz() {
        var text = new StringBuilder("digraph guide {\n  rankdir=TB;\n  node [shape=box];\n");
        for (Node node : nodes) {
            String style = node instanceof Outcome ? ", style=rounded" : "";
            text.append("  %s [label=%s%s];\n".formatted(quoted(node.id()), quoted(node.title()), style));
        }
        for (Edge edge : edges) {
            text.append("  %s -> %s [label=%s];\n"
                    .formatted(
                            quoted(edge.from().id()), quoted(edge.to().id()), quoted(String.join("\n", edge.label()))));
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
