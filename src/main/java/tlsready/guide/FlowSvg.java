package tlsready.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a {@link FlowGraph} as SVG. Colours stand in attributes, so that the picture is whole without our stylesheet and
 * follows it where there is one.
 */
final class FlowSvg {
    private static final int LETTERS = 23;
    private static final String INK = "#1c2422";
    private static final String GREY = "#55605c";
    private static final String SHEET = "#ffffff";
    private static final String TEAL = "#0b5d5a";
    private static final String MIST = "#e6f0ee";

    private final StringBuilder svg = new StringBuilder();

    private FlowSvg() {}

    /** The picture as a document or as a part of a page. */
    static String of(FlowGraph graph) {
        var writer = new FlowSvg();
        writer.draw(graph, new GraphLayout(graph));
        return writer.svg.toString();
    }

    private void draw(FlowGraph graph, GraphLayout layout) {
        long outcomes = graph.nodes().stream().filter(Outcome.class::isInstance).count();
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " role=\"img\" aria-labelledby=\"flow-title flow-desc\" font-family=\"Segoe UI, Arial, sans-serif\">",
                layout.width(), layout.height(), layout.width(), layout.height());
        line("<title id=\"flow-title\">The questions of the guide and where each answer leads</title>");
        line(
                "<desc id=\"flow-desc\">%d questions and %d outcomes, top to bottom, joined by arrows that name the"
                        + " answers.</desc>",
                graph.nodes().size() - outcomes, outcomes);
        layout.routes().forEach(this::edge);
        layout.nodes().entrySet().forEach(this::node);
        line("</svg>");
    }

    private void node(Map.Entry<Node, GraphLayout.Place> entry) {
        Node node = entry.getKey();
        GraphLayout.Place at = entry.getValue();
        boolean outcome = node instanceof Outcome;
        line("<g class=\"node%s\">", outcome ? " outcome" : "");
        line(
                "<rect class=\"node-box\" x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" rx=\"%d\" fill=\"%s\""
                        + " stroke=\"%s\" stroke-width=\"1.5\"/>",
                at.x - GraphLayout.NODE_WIDTH / 2,
                at.y - GraphLayout.NODE_HEIGHT / 2,
                GraphLayout.NODE_WIDTH,
                GraphLayout.NODE_HEIGHT,
                outcome ? 26 : 5,
                outcome ? MIST : SHEET,
                outcome ? TEAL : INK);
        text(wrapped(node.title()), at.x, at.y, 13, INK);
        line("</g>");
    }

    private void edge(GraphLayout.Route route) {
        line("<g class=\"edge\">");
        line("<title>%s</title>", escaped(route.edge().words()));
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"/>", path(route.places()), GREY);
        GraphLayout.Place end = route.places().get(route.places().size() - 1);
        double tip = end.y - GraphLayout.NODE_HEIGHT / 2;
        line("<path class=\"arrow\" d=\"M%.1f %.1fl-4.5 -8h9z\" fill=\"%s\" stroke=\"none\"/>", end.x, tip, GREY);
        GraphLayout.Place label = route.label();
        List<String> lines = route.edge().label();
        double height = lines.size() * GraphLayout.LINE;
        line(
                "<rect class=\"plate\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                label.x - label.width / 2, label.y - height / 2, label.width, height, SHEET);
        text(lines, label.x, label.y, 12, GREY);
        line("</g>");
    }

    private static String path(List<GraphLayout.Place> places) {
        var d = new StringBuilder();
        double x = places.get(0).x;
        double y = places.get(0).y + GraphLayout.NODE_HEIGHT / 2;
        d.append(number("M%.1f %.1f", x, y));
        for (int i = 1; i < places.size(); i++) {
            GraphLayout.Place to = places.get(i);
            double toY = i == places.size() - 1 ? to.y - GraphLayout.NODE_HEIGHT / 2 - 7 : to.y;
            double middle = (y + toY) / 2;
            d.append(number("C%.1f %.1f %.1f %.1f %.1f %.1f", x, middle, to.x, middle, to.x, toY));
            x = to.x;
            y = toY;
        }
        return d.toString();
    }

    private void text(List<String> lines, double x, double y, int size, String colour) {
        double first = y - (lines.size() - 1) * GraphLayout.LINE / 2 + size * 0.35;
        for (int i = 0; i < lines.size(); i++) {
            line(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"%d\" fill=\"%s\">%s</text>",
                    x, first + i * GraphLayout.LINE, size, colour, escaped(lines.get(i)));
        }
    }

    /** Breaks a title into lines that fit a box. */
    private static List<String> wrapped(String title) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : title.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void line(String format, Object... values) {
        svg.append(number(format, values)).append('\n');
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
