package tlsready.guide;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.guide.Flows.FLOW;

class FlowGraphTest {
    private static final FlowGraph GRAPH = FlowGraph.of(FLOW);

    @Test
    void every_way_of_every_question_is_on_an_edge() {
        for (Question question : FLOW.questions()) {
            List<Answer> drawn = GRAPH.from(question).stream()
                    .flatMap(edge -> edge.answers().stream())
                    .sorted(Comparator.comparing(Answer::id))
                    .toList();
            assertEquals(
                    question.ways().stream()
                            .sorted(Comparator.comparing(Answer::id))
                            .toList(),
                    drawn,
                    question.id());
        }
    }

    @Test
    void labels_name_a_few_answers_and_count_many() {
        assertEquals(List.of("yes, no, unknown"), labels("admin"));
        assertEquals(List.of("10-8-2 … 10-7 (5)", "10-6-1 … 10-0 (13)", "unknown"), labels("desktop"));
        assertEquals(List.of("release-N", "unknown"), labels("dotnet-release"));
    }

    private static List<String> labels(String question) {
        return GRAPH.from(Flows.question(question)).stream()
                .flatMap(edge -> edge.label().stream())
                .toList();
    }

    @Test
    void nothing_in_the_picture_lies_on_top_of_anything() {
        var layout = new GraphLayout(GRAPH);
        var rows = new TreeMap<Integer, List<GraphLayout.Place>>();
        layout.nodes().values().forEach(place -> rows.computeIfAbsent(place.row, r -> new ArrayList<>())
                .add(place));
        layout.routes().stream()
                .flatMap(route -> route.places().subList(1, route.places().size() - 1).stream())
                .forEach(place ->
                        rows.computeIfAbsent(place.row, r -> new ArrayList<>()).add(place));
        rows.values().forEach(row -> {
            row.sort(Comparator.comparingDouble(place -> place.x));
            for (int i = 1; i < row.size(); i++) {
                double gap = row.get(i).x - row.get(i).width / 2 - row.get(i - 1).x - row.get(i - 1).width / 2;
                assertTrue(gap > 10, "two places of row " + row.get(i).row + " are " + gap + " apart");
            }
        });
        assertTrue(rows.values().stream()
                .flatMap(List::stream)
                .allMatch(place -> place.x - place.width / 2 > 0 && place.x + place.width / 2 < layout.width()));
    }

    @Test
    void edges_lead_downwards() {
        for (GraphLayout.Route route : new GraphLayout(GRAPH).routes()) {
            for (int i = 1; i < route.places().size(); i++) {
                assertTrue(route.places().get(i - 1).y < route.places().get(i).y);
            }
        }
    }

    @Test
    void the_svg_is_well_formed_says_what_it_is_and_shows_every_node_and_edge() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(FlowSvg.of(GRAPH).getBytes(StandardCharsets.UTF_8)));
        Element root = svg.getDocumentElement();
        assertEquals("img", root.getAttribute("role"));
        assertEquals("flow-title flow-desc", root.getAttribute("aria-labelledby"));
        assertTrue(root.getElementsByTagName("title").item(0).getTextContent().contains("where each answer leads"));
        assertTrue(root.getElementsByTagName("desc")
                .item(0)
                .getTextContent()
                .startsWith(FLOW.questions().size() + " questions and "
                        + FLOW.outcomes().size() + " outcomes"));
        assertEquals(FLOW.nodes().size(), count(root, "node") + count(root, "node outcome"));
        assertEquals(GRAPH.edges().size(), count(root, "edge"));
    }

    private static long count(Element root, String kind) {
        NodeList groups = root.getElementsByTagName("g");
        long count = 0;
        for (int i = 0; i < groups.getLength(); i++) {
            count += ((Element) groups.item(i)).getAttribute("class").equals(kind) ? 1 : 0;
        }
        return count;
    }

    @Test
    void the_same_flow_gives_the_same_picture() {
        assertEquals(FlowSvg.of(GRAPH), FlowSvg.of(FlowGraph.of(FLOW)));
    }

    @Test
    void mermaid_and_graphviz_text_name_every_node_and_edge() {
        List<String> mermaid = GRAPH.mermaid().lines().toList();
        assertEquals("flowchart TD", mermaid.get(0));
        assertTrue(mermaid.contains("  program[\"Which program cannot connect?\"]"));
        assertTrue(mermaid.contains("  plan([\"Check your answers\"])"));
        assertTrue(mermaid.contains("  admin -->|\"yes, no, unknown\"| plan"));
        assertEquals(1 + GRAPH.nodes().size() + GRAPH.edges().size(), mermaid.size());
        List<String> dot = GRAPH.graphviz().lines().toList();
        assertTrue(dot.contains("  \"admin\" -> \"plan\" [label=\"yes, no, unknown\"];"));
        assertTrue(dot.contains("  \"dotnet-look\" -> \"target\" [label=\"4-0, release-N, unknown\"];"));
        assertEquals(4 + GRAPH.nodes().size() + GRAPH.edges().size(), dot.size());
    }

    @Test
    void titles_with_quotes_do_not_break_the_text() {
        var end = new Outcome("end", "Say \"yes\" \\ <&>", false, List.of("words"), List.of(), List.of());
        var graph = new FlowGraph(List.of(end), List.of());
        assertTrue(graph.mermaid().contains("end([\"Say #quot;yes#quot; \\ <&>\"])"));
        assertTrue(graph.graphviz().contains("[label=\"Say \\\"yes\\\" \\\\ <&>\", style=rounded]"));
        String svg = FlowSvg.of(graph);
        assertTrue(svg.contains("&lt;&amp;&gt;"), svg.lines().collect(Collectors.joining()));
    }
}
