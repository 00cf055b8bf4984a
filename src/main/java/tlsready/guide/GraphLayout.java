package tlsready.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Places a graph without circles in rows, top to bottom. Labels get rows of their own between the rows of nodes, and an
 * edge that passes a row gets a place in it, so that nothing lies on top of anything. The same graph gets the same
 * picture.
 */
final class GraphLayout {
    private static final int SWEEPS = 24;
    private static final double GAP = 18;
    private static final double LETTER = 7;
    static final double NODE_WIDTH = 172;
    static final double NODE_HEIGHT = 58;
    static final double LINE = 16;
    private static final double ROW_GAP = 26;

    /** A place in a row: of a node, of an edge's label, or of an edge that passes. Centre in pixels. */
    static final class Place {
        final int row;
        final double width;
        double x;
        double y;
        final List<Place> up = new ArrayList<>();
        final List<Place> down = new ArrayList<>();

        private Place(int row, double width) {
            this.row = row;
            this.width = width;
        }
    }

    /** The places of an edge, from its node through its label to the other node. */
    record Route(FlowGraph.Edge edge, List<Place> places) {
        Place label() {
            return places.get(1);
        }
    }

    private final Map<Node, Place> nodes = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<Integer, List<Place>> rows = new TreeMap<>();
    private double width;
    private double height;

    GraphLayout(FlowGraph graph) {
        Map<Node, Integer> depth = depths(graph);
        graph.nodes().forEach(node -> nodes.put(node, place(2 * depth.get(node), NODE_WIDTH)));
        graph.edges().forEach(this::route);
        order();
        spread();
        stack();
    }

    Map<Node, Place> nodes() {
        return nodes;
    }

    List<Route> routes() {
        return routes;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** The longest way to each node, in edges. */
    private static Map<Node, Integer> depths(FlowGraph graph) {
        var depth = new HashMap<Node, Integer>();
        graph.nodes().forEach(node -> depth.put(node, 0));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (FlowGraph.Edge edge : graph.edges()) {
                int least = depth.get(edge.from()) + 1;
                if (depth.get(edge.to()) < least) {
                    depth.put(edge.to(), least);
                    moved = true;
                }
            }
        }
        return depth;
    }

    private Place place(int row, double placeWidth) {
        var place = new Place(row, placeWidth);
        rows.computeIfAbsent(row, r -> new ArrayList<>()).add(place);
        return place;
    }

    private void route(FlowGraph.Edge edge) {
        Place from = nodes.get(edge.from());
        Place to = nodes.get(edge.to());
        int letters = edge.label().stream().mapToInt(String::length).max().orElse(0);
        var places = new ArrayList<>(List.of(from, place(from.row + 1, letters * LETTER + 8)));
        for (int row = from.row + 2; row < to.row; row++) {
            places.add(place(row, 0));
        }
        places.add(to);
        for (int i = 1; i < places.size(); i++) {
            places.get(i - 1).down.add(places.get(i));
            places.get(i).up.add(places.get(i - 1));
        }
        routes.add(new Route(edge, places));
    }

    /** Orders each row by where its neighbours stand, down and up again; the order with the fewest crossings stays. */
    private void order() {
        Map<Integer, List<Place>> best = copy();
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            var order = new ArrayList<>(rows.keySet());
            order.sort(down ? Comparator.naturalOrder() : Comparator.reverseOrder());
            order.forEach(row -> sort(rows.get(row), down));
            long now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        rows.putAll(best);
        number();
    }

    private Map<Integer, List<Place>> copy() {
        var copy = new TreeMap<Integer, List<Place>>();
        rows.forEach((row, places) -> copy.put(row, new ArrayList<>(places)));
        return copy;
    }

    /** While ordering, x is the position in the row. */
    private void number() {
        rows.values().forEach(GraphLayout::number);
    }

    private static void number(List<Place> row) {
        for (int i = 0; i < row.size(); i++) {
            row.get(i).x = i;
        }
    }

    private void sort(List<Place> row, boolean down) {
        number();
        var mean = new HashMap<Place, Double>();
        row.forEach(place -> mean.put(place, mean(down ? place.up : place.down, place.x)));
        row.sort(Comparator.comparing(mean::get));
        number(row);
    }

    private static double mean(List<Place> neighbours, double otherwise) {
        return neighbours.stream().mapToDouble(place -> place.x).average().orElse(otherwise);
    }

    private long crossings() {
        number();
        long crossings = 0;
        for (List<Place> row : rows.values()) {
            for (Place left : row) {
                for (Place right : row) {
                    if (left.x < right.x) {
                        crossings += left.down.stream()
                                .mapToLong(a -> right.down.stream()
                                        .filter(b -> b.x < a.x)
                                        .count())
                                .sum();
                    }
                }
            }
        }
        return crossings;
    }

    /** Moves every place towards its neighbours, as far as the order and the gaps allow. */
    private void spread() {
        rows.values().forEach(row -> settle(row, place -> place.x * NODE_WIDTH));
        for (int sweep = 0; sweep < 4 * SWEEPS; sweep++) {
            var both = sweep % 4 == 3 ? Set.of(true, false) : Set.of(sweep % 2 == 0);
            rows.values()
                    .forEach(row -> settle(row, place -> {
                        var near = new ArrayList<Place>();
                        if (both.contains(true)) {
                            near.addAll(place.up);
                        }
                        if (both.contains(false)) {
                            near.addAll(place.down);
                        }
                        return mean(near, place.x);
                    }));
        }
        double left = rows.values().stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.x - place.width / 2)
                .min()
                .orElse(0);
        rows.values().stream().flatMap(List::stream).forEach(place -> place.x += GAP - left);
        width = GAP
                + rows.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(place -> place.x + place.width / 2)
                        .max()
                        .orElse(0);
    }

    /** Neighbours in a row that want the same place, moved together. */
    private static final class Block {
        double wanted;
        int size;

        double start() {
            return wanted / size;
        }
    }

    /**
     * Gives the places of a row the positions nearest to the wanted ones that keep order and gaps: the pool adjacent
     * violators algorithm on positions with the widths before them taken off.
     */
    private static void settle(List<Place> row, ToDoubleFunction<Place> wanted) {
        var offsets = new double[row.size()];
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < row.size(); i++) {
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + row.get(i - 1).width / 2 + GAP + row.get(i).width / 2;
            var block = new Block();
            block.wanted = wanted.applyAsDouble(row.get(i)) - offsets[i];
            block.size = 1;
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).start() > block.start()) {
                Block before = blocks.remove(blocks.size() - 1);
                block.wanted += before.wanted;
                block.size += before.size;
            }
            blocks.add(block);
        }
        int i = 0;
        for (Block block : blocks) {
            for (int n = 0; n < block.size; n++, i++) {
                row.get(i).x = block.start() + offsets[i];
            }
        }
    }

    private void stack() {
        double y = ROW_GAP;
        for (Map.Entry<Integer, List<Place>> row : rows.entrySet()) {
            double rowHeight = row.getKey() % 2 == 0 ? NODE_HEIGHT : labelHeight(row.getKey());
            for (Place place : row.getValue()) {
                place.y = y + rowHeight / 2;
            }
            y += rowHeight + ROW_GAP;
        }
        height = y;
    }

    private double labelHeight(int row) {
        return LINE
                * routes.stream()
                        .filter(route -> route.label().row == row)
                        .mapToInt(route -> route.edge().label().size())
                        .max()
                        .orElse(1);
    }
}
