package tlsready.cases;

import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is written of campaigns: tables, exports, pictures, packages; and where news may go. */
class FleetPrintsTest {
    private static final Instant TIME = Instant.parse("2026-11-22T20:15:00Z");

    private static FleetMachine machine(String group, int number, String... results) {
        List<FleetStanding> standings = new ArrayList<>();
        for (String result : results) {
            standings.add(FleetStanding.first(MachineReports.result(result), TIME, false));
        }
        return new FleetMachine(
                group,
                MachineReports.machine(number),
                false,
                standings.isEmpty() ? Optional.empty() : Optional.of(TIME),
                true,
                false,
                1,
                Optional.empty(),
                standings);
    }

    private static final List<FleetMachine> MACHINES = List.of(
            machine("Office", 1, "winhttp-x86 passed tls-1.2", "dotnet4-x86 failed legacy-only"),
            machine("Office", 2, "winhttp-x86 passed tls-1.2"),
            machine("Office", 3),
            machine("Field, \"north\"", 4, "winhttp-x86 unknown -"));

    @Test
    void machines_are_counted_by_group_and_stack_and_those_who_never_called_too() {
        var groups = List.of(new FleetTable.Expected("Office", 5), new FleetTable.Expected("Field, \"north\"", 0));
        FleetTally total = FleetTable.total(groups, MACHINES);
        assertEquals(1, total.failed());
        assertEquals(1, total.passed());
        assertEquals(1, total.unknown());
        assertEquals(3, total.never(), "one is known by pseudonym, two by number only");
        assertEquals("{legacy-only=1}", total.reasons().toString());
        List<FleetTable.Row> rows = FleetTable.rows(groups, MACHINES);
        assertEquals(4, rows.size());
        FleetTable.Row dotnet = rows.get(0);
        assertEquals("dotnet4-x86", dotnet.stack());
        assertEquals(1, dotnet.tally().failed());
        assertEquals(4, dotnet.tally().never());
    }

    // ---- CSV -------------------------------------------------------------------------------------------------------

    /** Reads RFC 4180, and only that. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                assertEquals(0, cell.length());
                quoted = true;
            } else if (c == ',' || c == '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    assertEquals('\n', csv.charAt(++i));
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        assertTrue(row.isEmpty() && cell.isEmpty());
        return rows;
    }

    @Test
    void the_csv_reads_back_cell_for_cell() {
        List<List<String>> rows = parse(FleetCsv.write(MACHINES));
        assertEquals(6, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.size() == rows.get(0).size()));
        assertEquals("Field, \"north\"", rows.get(5).get(0));
        assertEquals("never", rows.get(4).get(8));
        assertEquals("legacy-only", rows.get(2).get(10));
    }

    @Property(seed = Seeds.BUILD)
    void no_cell_is_a_formula_and_each_reads_back(@ForAll String text) {
        String cell = FleetCsv.cell(text);
        List<List<String>> read = parse(cell + "\r\n");
        String back = read.get(0).get(0);
        assertFalse(!back.isEmpty() && "=+-@\t\r\n".indexOf(back.charAt(0)) >= 0, back);
        assertTrue(back.equals(text) || back.equals("'" + text));
    }

    @Test
    void the_json_reads_back() throws Exception {
        var read = new ObjectMapper().readTree(FleetJson.write("Autumn \"1\"", "arcgis-online", MACHINES));
        assertEquals("tls-ready/campaign/1", read.get("contract").asText());
        assertEquals("Autumn \"1\"", read.get("name").asText());
        assertEquals(4, read.get("machines").size());
        assertEquals("legacy-only", read.at("/machines/0/stacks/1/reason").asText());
    }

    // ---- Pictures --------------------------------------------------------------------------------------------------

    private static FleetCourse.Step step(int day, FleetState from, FleetState to) {
        LocalDate date = LocalDate.ofInstant(TIME, java.time.ZoneOffset.UTC).plusDays(day);
        return new FleetCourse.Step(date, Optional.ofNullable(from), to, 1);
    }

    private static final List<FleetCourse.Step> STEPS = List.of(
            step(0, null, FleetState.FAILED),
            step(0, null, FleetState.PASSED),
            step(2, FleetState.FAILED, FleetState.PASSED),
            step(3, FleetState.PASSED, FleetState.SLID_BACK));

    @Test
    void each_day_holds_what_stood_at_its_end() {
        List<FleetCourse.Day> days = FleetCourse.days(STEPS, TIME.plusSeconds(4 * 86_400L));
        assertEquals(5, days.size());
        assertEquals(LocalDate.parse("2026-11-22"), days.get(0).date());
        assertEquals(1, days.get(1).tally().failed());
        assertEquals(2, days.get(2).tally().passed());
        assertEquals(1, days.get(4).tally().slidBack());
        assertTrue(FleetCourse.days(List.of(), TIME).isEmpty());
    }

    @Test
    void the_picture_is_xml_with_a_title_and_a_description() throws Exception {
        for (int days : new int[] {0, 1, 40}) {
            String svg = FleetSvg.of(FleetCourse.days(STEPS, TIME.plusSeconds(days * 86_400L)));
            var read = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertEquals("svg", read.getDocumentElement().getNodeName());
            assertEquals("img", read.getDocumentElement().getAttribute("role"));
            assertEquals(
                    "Results by day", read.getElementsByTagName("title").item(0).getTextContent());
            assertTrue(
                    read.getElementsByTagName("desc").item(0).getTextContent().contains("passed"));
            assertFalse(svg.contains("style="), "a style attribute is not allowed on our pages");
            assertFalse(svg.contains("NaN"));
        }
        assertEquals("", FleetSvg.of(List.of()));
    }

    // ---- Packages --------------------------------------------------------------------------------------------------

    @Test
    void a_package_is_whole_plain_and_always_the_same() {
        var pack = new FleetPackage(
                "Herbst\r\nsecret: x & \"ü\"",
                "Büro",
                "fabcdefg",
                "00ff",
                "5e".repeat(32),
                "http://portal.example/api/v1/campaigns/fabcdefg/reports",
                "https://check.example:11012/r/{label}/v1/verdict");
        var files = pack.bundle().files();
        assertEquals(
                List.of(
                        "README.txt",
                        "Remove-weekly.cmd",
                        "Report.cmd",
                        "Report.js",
                        "Report.ps1",
                        "Weekly.cmd",
                        "Campaign.txt",
                        "Look.cmd"),
                files.stream()
                        .map(file -> file.name())
                        .filter(name -> !name.equals("Look.ps1"))
                        .toList());
        for (var file : files) {
            String text = new String(file.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\r' || c == '\n'), file.name());
            assertFalse(text.replace("\r\n", "").contains("\n"), file.name());
        }
        String settings = files.stream()
                .filter(file -> file.name().equals("Campaign.txt"))
                .findFirst()
                .orElseThrow()
                .text();
        assertEquals(
                1, settings.lines().filter(line -> line.startsWith("secret: ")).count());
        assertTrue(java.util.Arrays.equals(pack.bundle().zip(), pack.bundle().zip()));
    }

    // ---- Webhooks --------------------------------------------------------------------------------------------------

    private static Optional<String> refusal(String address) {
        return WebhookAddress.refusal(address, false, host -> {
            if (host.equals("nowhere.example")) {
                throw new UnknownHostException(host);
            }
            return host.equals("public.example")
                    ? List.of(InetAddress.getByName("93.184.216.34"))
                    : host.equals("sneaky.example")
                            ? List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("127.0.0.1"))
                            : List.of(InetAddress.getByName(host));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://10.1.2.3/",
                "https://192.168.1.1/",
                "https://172.16.0.1/",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://sneaky.example/",
                "https://nowhere.example/",
                "https://224.0.0.1/",
                "https://255.255.255.255/"
            })
    void news_go_to_no_private_address(String address) {
        assertTrue(refusal(address).isPresent(), address);
    }

    @Test
    void news_go_to_https_only() {
        assertEquals(Optional.empty(), refusal("https://public.example/hook?x=1"));
        for (String strange : List.of(
                "http://public.example/",
                "ftp://public.example/",
                "https://user@public.example/",
                "https:///x",
                "x",
                "https://public.example/#x",
                "https://public.example:0/",
                "https://public.example:99999/",
                "https://public.example/a b")) {
            assertTrue(refusal(strange).isPresent(), strange);
        }
    }
}
