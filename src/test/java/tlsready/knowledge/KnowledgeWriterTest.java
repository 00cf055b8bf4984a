package tlsready.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is served is what the data files say, in their words. */
class KnowledgeWriterTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final JsonNode JSON = json();

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(KnowledgeWriter.json(KNOWLEDGE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Iterable<String> tables() {
        return KnowledgeWriter.tables(KNOWLEDGE).keySet();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everything_in_the_data_file_is_served_unchanged(String table) throws IOException {
        JsonNode data = new YAMLMapper()
                .readTree(
                        Path.of("src/main/resources/knowledge", table + ".yaml").toFile());
        assertEquals(Optional.empty(), missing(data, JSON.get(table), table));
    }

    /** Where {@code served} says something else than {@code data}; what it says beyond that is its own business. */
    private static Optional<String> missing(JsonNode data, JsonNode served, String at) {
        if (served == null) {
            return Optional.of(at + " is not served");
        }
        if (data.isValueNode()) {
            return data.equals(served) ? Optional.empty() : Optional.of(at + ": " + data + " is served as " + served);
        }
        if (data.size() > served.size() || data.isArray() && data.size() != served.size()) {
            return Optional.of(at + " has another size");
        }
        for (var field = fields(data); field.hasNext(); ) {
            String name = field.next();
            JsonNode below = data.isArray() ? served.get(Integer.parseInt(name)) : served.get(name);
            JsonNode here = data.isArray() ? data.get(Integer.parseInt(name)) : data.get(name);
            Optional<String> found = missing(here, below, at + "/" + name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Iterator<String> fields(JsonNode node) {
        return node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(Integer::toString).iterator()
                : node.fieldNames();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_row_of_a_table_carries_its_mark(String table) {
        if (!table.equals("sources")) {
            JSON.get(table).forEach(row -> assertTrue(((ObjectNode) row).hasNonNull("mark"), row::toString));
        }
    }
}
