package tlsready.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Row;

/** The knowledge tables a question can pick its options from. */
final class PickTable {
    private static final String PRODUCTS = "products/";

    private PickTable() {}

    /** Names by row id of {@code windows}, {@code dotnet} or {@code products/<id>}; empty if there is no such table. */
    static Map<String, String> names(Knowledge knowledge, String table) {
        var names = new LinkedHashMap<String, String>();
        rows(knowledge, table).forEach(row -> names.put(row.id(), row.name()));
        return names;
    }

    private static List<? extends Row> rows(Knowledge knowledge, String table) {
        if (table.startsWith(PRODUCTS)) {
            String product = table.substring(PRODUCTS.length());
            return knowledge.products().stream()
                    .filter(p -> p.id().equals(product))
                    .flatMap(p -> p.versions().stream())
                    .toList();
        }
        return switch (table) {
            case "windows" -> knowledge.windows();
            case "dotnet" -> knowledge.dotnet();
            default -> List.of();
        };
    }
}
