package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.GoldenMachines;
import tlsready.knowledge.Source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The files that are text for people or tables for programs: README, settings.csv, manifest.json, the tests. */
class TextFilesTest {
    private static BundleFile file(GoldenMachines machine, String name) {
        return Bundles.file(Bundles.of(machine.query()), name);
    }

    @Test
    void the_table_holds_every_value_once_with_its_reason_and_sources() {
        Order order = GoldenMachines.order(Bundles.EVERYTHING);
        BundleFile csv = Bundles.file(Bundles.of(order), "settings.csv");
        List<List<String>> rows = parse(csv.text());
        assertEquals(
                List.of("group", "hive", "key", "value", "type", "data", "view", "why", "sources", "mark"),
                rows.get(0));
        List<Settings.Line> lines = Settings.of(order.plan(), order.knowledge()).lines();
        assertEquals(lines.size() + 1, rows.size());
        for (int i = 0; i < lines.size(); i++) {
            List<String> row = rows.get(i + 1);
            Settings.Line line = lines.get(i);
            assertEquals(10, row.size());
            assertEquals(line.name().key().toString(), row.get(1) + "\\" + row.get(2));
            assertEquals(line.name().name(), row.get(3));
            assertEquals("REG_DWORD", row.get(4));
            assertEquals(line.value().asDword().orElseThrow(), Integer.decode(row.get(5)));
            assertEquals(line.known().why(), row.get(7));
            List<String> urls = line.known().sources().stream()
                    .map(order.knowledge()::source)
                    .map(Source::url)
                    .filter(url -> !url.isEmpty())
                    .distinct()
                    .toList();
            assertEquals(urls, List.of(row.get(8).split(" ")));
            row.forEach(cell -> assertFalse(cell.matches("^[=+@-].*"), "a spreadsheet would calculate: " + cell));
        }
        assertEquals(
                List.of("shared", "native", "Wow6432Node"),
                rows.stream().skip(1).map(row -> row.get(6)).distinct().toList());
    }

    /** Reads RFC 4180. */
    private static List<List<String>> parse(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"' && quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        assertFalse(quoted);
        assertTrue(row.isEmpty() && cell.isEmpty(), "the last row has its line end");
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void the_manifest_tells_answers_and_the_hash_of_every_other_file(GoldenMachines machine) throws Exception {
        Order order = machine.order();
        Bundle bundle = Bundles.of(order);
        JsonNode manifest = new ObjectMapper()
                .readTree(Bundles.file(bundle, "manifest.json").bytes());
        assertEquals("tls-ready-bundle/1", manifest.get("format").asText());
        assertEquals(order.knowledge().version(), manifest.get("knowledge").asText());
        assertEquals(
                GoldenMachines.SITE + "/plan?" + machine.query(),
                manifest.get("plan").asText());
        assertNotNull(manifest.get("promise"));
        assertEquals(
                order.plan().changesRegistry(), manifest.get("changesRegistry").asBoolean());
        assertEquals(
                machine.query(),
                String.join(
                        "&",
                        stream(manifest.get("answers"))
                                .map(answer -> answer.get("id").asText() + "="
                                        + answer.get("value").asText())
                                .toList()));
        assertEquals(bundle.files().size() - 1, manifest.get("files").size());
        stream(manifest.get("files")).forEach(told -> {
            BundleFile file = Bundles.file(bundle, told.get("name").asText());
            assertEquals(file.sha256(), told.get("sha256").asText());
            assertEquals(file.size(), told.get("size").asInt());
        });
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        var nodes = new ArrayList<JsonNode>();
        array.forEach(nodes::add);
        return nodes.stream();
    }

    @ParameterizedTest
    @EnumSource
    void the_readme_is_narrow_ascii_and_names_every_file_and_step(GoldenMachines machine) {
        Order order = machine.order();
        Bundle bundle = Bundles.of(order);
        BundleFile readme = Bundles.file(bundle, "README.txt");
        String raw = new String(readme.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(raw.replace("\r\n", "").chars().allMatch(c -> c >= ' ' && c < 0x7F));
        assertFalse(raw.contains("?-") || raw.contains("??"), raw);
        readme.text()
                .lines()
                .filter(line -> !line.startsWith("http") && !line.startsWith("  "))
                .forEach(line -> assertTrue(line.length() <= 76, line));
        String flowing = readme.text().replaceAll("\\s+", " ");
        bundle.files().stream()
                .filter(file -> !file.equals(readme))
                .forEach(file -> assertTrue(flowing.contains(file.name() + " "), file::name));
        order.plan().steps().forEach(step -> assertTrue(flowing.contains(CmdScript.ascii(step.title())), step::title));
        assertTrue(raw.contains(order.permalink()), raw);
        assertEquals(order.plan().isForSomebodyElse(), flowing.contains("You said that you may not change"));
        assertEquals(flowing.contains("Undo.cmd"), raw.contains("THE WAY BACK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Test.js", "Test.ps1"})
    void a_test_is_ascii_and_asks_the_target_unless_an_address_is_given(String name) {
        BundleFile analyst = file(GoldenMachines.ANALYST, name);
        String raw = new String(analyst.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(raw.replace("\r\n", "").chars().allMatch(c -> c >= ' ' && c < 0x7F));
        String url = GoldenMachines.ANALYST.order().plan().request().target().testUrl();
        assertTrue(url.startsWith("https://"));
        assertTrue(raw.contains(url));
        assertFalse(file(GoldenMachines.SERVER, name).text().contains(url), "the server reaches another service");
        assertTrue(raw.contains("Exit codes: 0 passed, 1 TLS refused, 2 unknown"), raw);
    }

    @Test
    void the_powershell_test_never_chooses_a_protocol_itself_and_keeps_to_version_2() {
        String script = file(GoldenMachines.CLERK, "Test.ps1").text();
        assertFalse(script.matches("(?s).*SecurityProtocol\\]?\\s*=[^=].*"), "assigning it would hide the defaults");
        assertEquals(1, script.split("\\[Net.ServicePointManager]::SecurityProtocol", -1).length - 1);
        for (String newer : List.of("Invoke-WebRequest", "[ordered]", "-in ", "?.", "??", "&&", "::new(", "using ")) {
            assertFalse(script.contains(newer), newer + " is not PowerShell 2.0");
        }
        assertTrue(script.contains("[Environment]::Version"));
    }

    @Test
    void literals_say_exactly_what_they_are_given() {
        assertEquals("\"a\\\"b\\\\c\\u00e4\\u000a\"", TestJs.literal("a\"b\\cä\n"));
        assertEquals("'it''s $not `expanded'", TestPs1.literal("it's $not `expanded"));
    }
}
