package tlsready.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the course of a campaign as SVG: an area for each state, one upon the other, day by day. Colours stand in
 * attributes, so that the picture is whole without our stylesheet, and follows it where there is one; each area has its
 * name beside it, and a pattern of its own in print.
 */
public final class FleetSvg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int TOP = 16;
    private static final int RIGHT = 150;
    private static final int BOTTOM = 34;
    private static final int TICKS = 4;

    /** From the bottom up. */
    private enum Layer {
        PASSED(FleetState.PASSED, "#0b5d5a"),
        UNKNOWN(FleetState.UNKNOWN, "#c9b27c"),
        FAILED(FleetState.FAILED, "#97281b"),
        SLID_BACK(FleetState.SLID_BACK, "#7a4b00");

        private final FleetState state;
        private final String colour;

        Layer(FleetState state, String colour) {
            this.state = state;
            this.colour = colour;
        }
    }

    private final StringBuilder svg = new StringBuilder();
    private final List<FleetCourse.Day> days;
    private final long most;

    private FleetSvg(List<FleetCourse.Day> days) {
        this.days = days.size() == 1 ? List.of(days.get(0), days.get(0)) : days;
        this.most = Math.max(
                1, days.stream().mapToLong(day -> day.tally().all()).max().orElse(1));
    }

    /** The picture as a document or as a part of a page; empty if there are no days. */
    public static String of(List<FleetCourse.Day> days) {
        if (days.isEmpty()) {
            return "";
        }
        var writer = new FleetSvg(days);
        writer.draw();
        return writer.svg.toString();
    }

    private void draw() {
        FleetCourse.Day first = days.get(0);
        FleetCourse.Day last = days.get(days.size() - 1);
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-labelledby=\"course-title course-desc\" font-family=\"Segoe UI, Arial, sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT);
        line("<title id=\"course-title\">Results by day</title>");
        line(
                "<desc id=\"course-desc\">From %s to %s, areas one upon the other. On the last day: %d passed, %d unknown, %d"
                        + " failed, %d slid back. The table below says the same.</desc>",
                first.date(),
                last.date(),
                last.tally().passed(),
                last.tally().unknown(),
                last.tally().failed(),
                last.tally().slidBack());
        axes(first, last);
        var below = new long[days.size()];
        for (Layer layer : Layer.values()) {
            area(layer, below);
        }
        legend();
        line("</svg>");
    }

    private void axes(FleetCourse.Day first, FleetCourse.Day last) {
        long step = Math.max(1, (most + TICKS - 1) / TICKS);
        for (long value = 0; value <= most; value += step) {
            line(
                    "<path class=\"rule\" d=\"M%d %.1fH%d\" stroke=\"#d8d4c8\" fill=\"none\"/>",
                    LEFT, y(value), WIDTH - RIGHT);
            line(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#1c2422\">%d</text>",
                    LEFT - 8, y(value) + 4, value);
        }
        line("<text x=\"%d\" y=\"%d\" fill=\"#1c2422\">%s</text>", LEFT, HEIGHT - 12, first.date());
        line(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1c2422\">%s</text>",
                WIDTH - RIGHT, HEIGHT - 12, last.date());
    }

    private void area(Layer layer, long[] below) {
        var top = new ArrayList<String>();
        var bottom = new ArrayList<String>();
        boolean any = false;
        for (int i = 0; i < days.size(); i++) {
            long count = days.get(i).tally().of(layer.state);
            any |= count > 0;
            bottom.add(0, point(i, below[i]));
            below[i] += count;
            top.add(point(i, below[i]));
        }
        if (any) {
            line(
                    "<path class=\"area area-%s\" d=\"M%sL%sZ\" fill=\"%s\"/>",
                    layer.state.token(), String.join("L", top), String.join("L", bottom), layer.colour);
        }
    }

    private void legend() {
        int y = TOP + 12;
        for (int i = Layer.values().length - 1; i >= 0; i--) {
            Layer layer = Layer.values()[i];
            line(
                    "<rect class=\"area area-%s\" x=\"%d\" y=\"%d\" width=\"14\" height=\"14\" fill=\"%s\"/>",
                    layer.state.token(), WIDTH - RIGHT + 18, y - 11, layer.colour);
            line("<text x=\"%d\" y=\"%d\" fill=\"#1c2422\">%s</text>", WIDTH - RIGHT + 40, y, layer.state.words());
            y += 24;
        }
    }

    private String point(int day, long value) {
        double x = LEFT + (double) day * (WIDTH - LEFT - RIGHT) / (days.size() - 1);
        return String.format(Locale.ROOT, "%.1f %.1f", x, y(value));
    }

    private double y(long value) {
        return HEIGHT - BOTTOM - (double) value * (HEIGHT - TOP - BOTTOM) / most;
    }

    private void line(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
