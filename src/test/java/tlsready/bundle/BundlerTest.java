package tlsready.bundle;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;
import tlsready.remediation.Plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BundlerTest {
    private static List<String> names(String query) {
        return Bundles.of(query).files().stream().map(BundleFile::name).toList();
    }

    @Test
    void whoever_may_change_the_computer_gets_scripts_and_files() {
        assertEquals(
                List.of(
                        "README.txt",
                        "instructions.html",
                        "Fix.cmd",
                        "Undo.cmd",
                        "TLS_NET4.reg",
                        "UNDO_TLS_NET4.reg",
                        "Look.cmd",
                        "Look.ps1",
                        "Test.js",
                        "Test.ps1",
                        "settings.csv",
                        "manifest.json"),
                names(GoldenMachines.ANALYST.query()));
    }

    @Test
    void whoever_may_not_gets_a_sheet_instead_of_scripts() {
        List<String> names = names(GoldenMachines.CLERK.query());
        assertTrue(names.containsAll(List.of("for-your-administrator.html", "TLS_NET35.reg", "UNDO_TLS_NET35.reg")));
        assertTrue(names.stream().noneMatch(List.of("Fix.cmd", "Undo.cmd")::contains), names::toString);
    }

    @Test
    void what_changes_nothing_brings_nothing_that_could() {
        assertEquals(
                List.of(
                        "README.txt",
                        "instructions.html",
                        "Look.cmd",
                        "Look.ps1",
                        "Test.js",
                        "Test.ps1",
                        "manifest.json"),
                names(GoldenMachines.DEAD_END.query()));
    }

    @Test
    void both_runtimes_get_a_pair_each_and_each_file_works_alone() {
        List<String> names = names(Bundles.EVERYTHING);
        assertTrue(
                names.containsAll(List.of("TLS_NET4.reg", "UNDO_TLS_NET4.reg", "TLS_NET35.reg", "UNDO_TLS_NET35.reg")));
    }

    @Test
    void the_name_says_for_which_program_and_windows_it_is() {
        Map<GoldenMachines, String> names = Map.of(
                GoldenMachines.ANALYST, "tls-ready-arcgis-desktop-10-6-1-windows-10-22h2-x64.zip",
                GoldenMachines.CLERK, "tls-ready-arcgis-desktop-10-3-windows-7-x86.zip",
                GoldenMachines.SERVER, "tls-ready-arcgis-engine-4-5-server-2012-r2-x64.zip",
                GoldenMachines.DEAD_END, "tls-ready-arcgis-desktop-10-0-windows-vista.zip");
        names.forEach((machine, name) ->
                assertEquals(name, Bundles.of(machine.query()).zipName()));
        assertEquals(
                "tls-ready-other-dotnet-windows-11.zip",
                Bundles.of("program=unknown&windows=windows-11&dotnet=4-8&target=arcgis-online&admin=yes")
                        .zipName()
                        .replace("-x64", ""));
    }

    @Test
    void the_same_order_gives_the_same_bytes_and_another_one_does_not() {
        var zips = List.of(GoldenMachines.values()).stream()
                .collect(Collectors.toMap(machine -> machine, machine -> Bundles.of(machine.query())
                        .zip()));
        zips.forEach((machine, zip) ->
                assertArrayEquals(zip, Bundles.of(machine.query()).zip()));
        assertEquals(
                zips.size(),
                zips.values().stream().map(BundleFile::sha256).distinct().count());
    }

    @Test
    void a_permalink_that_could_break_out_of_a_comment_is_refused() {
        Order order = GoldenMachines.ANALYST.order();
        for (String link : List.of(
                "",
                "javascript:alert(1)",
                "http://a/\r\n[HKEY_LOCAL_MACHINE]",
                "http://a/ b",
                "http://a/\"><b>",
                "https://ä/")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Order(order.plan(), order.answers(), order.knowledge(), link),
                    link);
        }
    }

    @Test
    void a_plan_that_does_more_than_write_known_numbers_is_refused() {
        Order order = GoldenMachines.ANALYST.order();
        Settings good = Settings.of(order.plan(), order.knowledge());
        ValueName known = good.lines().get(0).name();
        var unknown = new ValueName(RegistryKey.machine("SOFTWARE\\Other"), "Other");
        for (Change change : List.of(
                new Change.SetValue(known, RegistryValue.sz("1")),
                new Change.SetValue(unknown, RegistryValue.dword(1)),
                new Change.DeleteValue(known),
                new Change.DeleteKey(known.key()))) {
            Plan plan = withChanges(order.plan(), ChangeSet.of(change));
            assertThrows(IllegalArgumentException.class, () -> Settings.of(plan, order.knowledge()), change::toString);
        }
    }

    private static Plan withChanges(Plan plan, ChangeSet changes) {
        return new Plan(
                plan.request(),
                plan.promise(),
                plan.steps(),
                plan.alternatives(),
                Map.of(SettingGroup.DOTNET4, changes),
                plan.undo(),
                plan.forecasts(),
                plan.assumptions(),
                plan.risks(),
                plan.before(),
                plan.after());
    }

    @Test
    void windows_itself_is_configured_under_a_name_of_its_own() {
        Order order = GoldenMachines.order(Bundles.EVERYTHING);
        Settings all = Settings.of(order.plan(), order.knowledge());
        Settings windows = all.only(List.of(SettingGroup.SCHANNEL_CLIENT, SettingGroup.WINHTTP));
        assertEquals(List.of(RegFiles.Pair.TLS_WINDOWS), RegFiles.pairs(windows));
        assertEquals(List.of(), RegFiles.pairs(all.only(List.of())));
        assertNotEquals(all, windows);
    }
}
