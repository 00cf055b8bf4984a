package tlsready.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every data file fits its JSON schema, and what does not fit is refused with a sentence that says where. */
class KnowledgeSchemaTest {
    private static final Path FOLDER = Path.of("src/main/resources/knowledge");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<String> tables() throws IOException {
        return names(FOLDER, ".yaml");
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode table(String name) throws IOException {
        return YAML.readTree(FOLDER.resolve(name + ".yaml").toFile());
    }

    private static String complaints(String table, JsonNode data) {
        JsonSchema schema =
                SCHEMAS.getSchema(SchemaLocation.of("classpath:knowledge/schema/" + table + ".schema.json"));
        return schema.validate(data).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @Test
    void every_table_has_a_schema_and_every_schema_a_table() throws IOException {
        var schemas = new TreeSet<>(names(FOLDER.resolve("schema"), ".schema.json"));
        schemas.remove("common");
        assertEquals(schemas, new TreeSet<>(tables()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_file_fits_its_schema(String table) throws IOException {
        assertEquals("", complaints(table, table(table)));
    }

    static List<Arguments> faults() {
        return List.of(
                fault("facts", row -> row.remove("basis"), "required property 'basis' not found"),
                fault("facts", row -> row.withArray("basis").removeAll(), "$[0].basis: ", "at least 1 items"),
                fault(
                        "facts",
                        row -> basis(row).put("mark", "sure"),
                        "$[0].basis[0].mark: ",
                        "[\"confirmed\", \"derived\""),
                fault("facts", row -> basis(row).putArray("sources"), "$[0].basis[0].sources: ", "at least 1 items"),
                fault("facts", row -> row.put("name", "no full stop"), "$[0].name: ", "does not match"),
                fault("facts", row -> row.put("id", "Not Kebab"), "$[0].id: ", "does not match"),
                fault("facts", row -> row.put("extra", 1), "property 'extra' is not defined"),
                fault("windows", row -> row.put("server", "yes"), "$[0].server: ", "boolean expected"),
                fault(
                        "windows",
                        row -> ((ObjectNode) row.get("schannel")).put("TLS 1.2", "enabled"),
                        "$[0].schannel.TLS 1.2: ",
                        "does not have a value in the enumeration"),
                fault(
                        "windows",
                        row -> ((ObjectNode) row.get("schannel")).remove("TLS 1.2"),
                        "required property 'TLS 1.2' not found"),
                fault("settings", row -> row.put("hive", "HKCR"), "$[0].hive: ", "enumeration"),
                fault("settings", row -> row.put("key", "\\SOFTWARE"), "$[0].key: ", "does not match"),
                fault("settings", row -> row.put("data", "1"), "$[0].data: ", "integer expected"),
                fault("updates", row -> row.put("kb", "3140245"), "$[0].kb: ", "does not match"),
                fault("sources", row -> row.put("url", "support.esri.com"), "$[0].url: ", "does not match"),
                fault("products", row -> row.withArray("versions").removeAll(), "$[0].versions: ", "at least 1 items"),
                fault("disagreements", row -> row.withArray("says").remove(0), "$[0].says: ", "at least 2 items"),
                fault("targets", row -> row.withArray("versions").add("TLS 1.4"), "$[0].versions[1]: ", "enumeration"),
                fault(
                        "suites",
                        row -> row.withArray("suites").add("AES128-SHA"),
                        "$[0].suites[7]: ",
                        "does not match"));
    }

    private static Arguments fault(String table, Consumer<ObjectNode> spoil, String... complaint) {
        return Arguments.of(table, spoil, List.of(complaint));
    }

    private static ObjectNode basis(ObjectNode row) {
        return (ObjectNode) row.get("basis").get(0);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_broken_copy_is_refused_with_the_place_and_the_reason(
            String table, Consumer<ObjectNode> spoil, List<String> expected) throws IOException {
        var data = (ArrayNode) table(table);
        spoil.accept((ObjectNode) data.get(0));
        String complaints = complaints(table, data);
        expected.forEach(part -> assertTrue(complaints.contains(part), () -> "\"" + part + "\" in: " + complaints));
    }
}
