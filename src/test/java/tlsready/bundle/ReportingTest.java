package tlsready.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.GoldenMachines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Bundles whose tests report to a waiting room, and those whose tests report to nobody. */
class ReportingTest {
    private static final String WINHTTP = "https://tls.example.org:11012/r/k7m3pxwinhttpx86/v1/verdict";
    private static final String DOTNET = "https://tls.example.org:11012/r/k7m3pxdotnet4x64/v1/verdict";

    private static Order reporting(GoldenMachines machine, boolean trusted) {
        Order order = machine.order();
        return new Order(
                order.plan(),
                order.answers(),
                order.knowledge(),
                order.permalink(),
                Optional.of(
                        new Order.Reporting("k7m3px", Map.of("winhttp-x86", WINHTTP, "dotnet4-x64", DOTNET), trusted)));
    }

    @ParameterizedTest
    @EnumSource(GoldenMachines.class)
    void each_test_calls_the_address_of_its_own_stack(GoldenMachines machine) {
        Bundle bundle = Bundles.of(reporting(machine, false));
        String js = Bundles.file(bundle, "Test.js").text();
        assertTrue(js.contains("var REPORTS = { 32: \"" + WINHTTP + "\" };"), js);
        assertTrue(js.contains("var REPORT_TRUSTED = false;"), js);
        assertTrue(js.contains("tell(REPORTS[bits]);"), js);
        String ps1 = Bundles.file(bundle, "Test.ps1").text();
        assertTrue(ps1.contains("$reports['4-64'] = '" + DOTNET + "'"), ps1);
        assertTrue(ps1.contains("$reportTrusted = $false"), ps1);
        assertTrue(Bundles.file(bundle, "README.txt").text().contains("k7m3px"), "the person is told");
    }

    @ParameterizedTest
    @EnumSource(GoldenMachines.class)
    void without_a_room_nothing_is_reported(GoldenMachines machine) {
        Bundle bundle = Bundles.of(machine.order());
        for (String name : List.of("Test.js", "Test.ps1", "README.txt", "manifest.json")) {
            BundleFile file = Bundles.file(bundle, name);
            String text = file.text();
            assertFalse(text.contains("REPORT") || text.contains("$report") || text.contains("reportsTo"), file.name());
            assertFalse(text.contains("@TELL@") || text.contains("@TOLD@"), file.name());
        }
    }

    @Test
    void the_manifest_says_with_which_label_and_where() throws Exception {
        Bundle bundle = Bundles.of(reporting(GoldenMachines.values()[0], true));
        JsonNode reports = new ObjectMapper()
                .readTree(Bundles.file(bundle, "manifest.json").text())
                .get("reportsTo");
        assertEquals("k7m3px", reports.get("label").asText());
        assertEquals(WINHTTP, reports.get("addresses").get("winhttp-x86").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/", "https://a/\"b", "https://a/'b", "https://a/<b", "https://ä/"})
    void an_address_that_could_break_a_script_is_none(String address) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Order.Reporting("k7m3px", Map.of("winhttp-x86", address), true));
    }
}
