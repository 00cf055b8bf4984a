package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.GoldenMachines;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegReader;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.remediation.Plan;
import tlsready.remediation.Request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RegFilesTest {
    static Stream<Order> orders() {
        return Stream.of(
                GoldenMachines.ANALYST.order(),
                GoldenMachines.CLERK.order(),
                GoldenMachines.NEWCOMER.order(),
                GoldenMachines.SERVER.order(),
                GoldenMachines.order(Bundles.EVERYTHING));
    }

    private static ChangeSet read(BundleFile file) {
        RegReader.Reading reading = RegReader.read(file.bytes(), StandardCharsets.US_ASCII);
        assertTrue(reading.accepted(), reading.problem());
        assertEquals(List.of(), reading.skipped());
        return reading.changes();
    }

    private static RegFiles files(Order order) {
        return new RegFiles(order, Settings.of(order.plan(), order.knowledge()));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void together_the_files_read_back_to_the_changes_of_the_plan(Order order) {
        var all = ChangeSet.NOTHING;
        for (BundleFile file : files(order).files()) {
            all = all.and(read(file));
        }
        assertEquals(order.plan().allChanges().written(), all.written());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void each_file_holds_all_of_windows_own_settings_first_and_one_runtime(Order order) {
        Settings settings = Settings.of(order.plan(), order.knowledge());
        for (BundleFile file : files(order).files()) {
            List<ValueName> written = List.copyOf(read(file).written().keySet());
            List<ValueName> schannel = settings.only(List.of(SettingGroup.SCHANNEL_CLIENT)).lines().stream()
                    .map(Settings.Line::name)
                    .toList();
            assertEquals(schannel, written.subList(0, schannel.size()), "Schannel comes first");
            List<ValueName> winhttp = settings.only(List.of(SettingGroup.WINHTTP)).lines().stream()
                    .map(Settings.Line::name)
                    .toList();
            assertTrue(written.containsAll(winhttp));
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void each_undo_takes_back_its_file_last_written_first(Order order) {
        List<BundleFile> fixes = files(order).files();
        List<BundleFile> undos = files(order).undoFiles();
        for (int i = 0; i < fixes.size(); i++) {
            assertEquals("UNDO_" + fixes.get(i).name(), undos.get(i).name());
            var written = new ArrayList<>(read(fixes.get(i)).written().keySet());
            Collections.reverse(written);
            assertEquals(
                    written.stream().<Change>map(Change.DeleteValue::new).toList(),
                    read(undos.get(i)).changes());
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void both_say_where_they_come_from_and_the_undo_says_what_it_assumes(Order order) {
        Stream.concat(files(order).files().stream(), files(order).undoFiles().stream())
                .forEach(file -> {
                    String text = file.text();
                    assertTrue(text.startsWith("Windows Registry Editor Version 5.00\n\n; TLS Ready: "), text);
                    assertTrue(text.contains("; Knowledge " + order.knowledge().version()), text);
                    assertTrue(text.contains(order.permalink()), text);
                    assertTrue(text.contains("; Not made by Esri or Microsoft."), text);
                    assertFalse(text.contains("\n[-"), "we never delete a key");
                });
        files(order).undoFiles().forEach(file -> {
            String text = file.text();
            assertTrue(text.contains("assumes that the values it deletes"), text);
            assertTrue(text.contains("; May stay behind empty, without effect: "), text);
            assertEquals(order.plan().isForSomebodyElse(), !text.contains("Fix.cmd"), text);
        });
    }

    @Test
    void where_the_registry_was_seen_the_undo_restores_what_was_there() {
        Order order = GoldenMachines.ANALYST.order();
        var strong = order.knowledge().setting("dotnet4-strong").in(RegistryView.NATIVE);
        var odd = RegistryValue.sz("1");
        RegistrySnapshot seen = RegistrySnapshot.UNKNOWN.with(strong, odd);
        Plan plan = order.plan();
        var known = new Plan(
                new Request(
                        plan.request().machine().with(seen),
                        plan.request().product(),
                        plan.request().version(),
                        plan.request().usesClr2(),
                        plan.request().canInstallDotNet4(),
                        plan.request().preference(),
                        plan.request().target()),
                plan.promise(),
                plan.steps(),
                plan.alternatives(),
                plan.changes(),
                plan.allChanges().undo(seen),
                plan.forecasts(),
                plan.assumptions(),
                plan.risks(),
                plan.before(),
                plan.after());
        var files = files(new Order(known, order.answers(), order.knowledge(), order.permalink()));
        BundleFile undo = files.undoFiles().get(0);
        assertEquals(odd, read(undo).written().get(strong));
        assertTrue(undo.text().contains("The values it writes had that data when somebody looked."), undo.text());
        assertFalse(undo.text().contains("without effect: " + strong.key()), "a key that was seen cannot stay behind");
        assertTrue(undo.text().contains("without effect: " + strong.key().in(RegistryView.WOW6432NODE)));
    }

    @Test
    void a_comment_can_not_become_a_line_that_acts() {
        var name = new ValueName(RegistryKey.machine("SOFTWARE\\A"), "b");
        byte[] file = RegFile.write(
                List.of("; [HKEY_LOCAL_MACHINE\\X]", "[-HKEY_LOCAL_MACHINE\\SOFTWARE]"),
                ChangeSet.of(new Change.DeleteValue(name)));
        assertEquals(
                List.of(new Change.DeleteValue(name)),
                read(new BundleFile("a.reg", "", file)).changes());
    }
}
