package tlsready.wine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;
import tlsready.evidence.InstalledDotNet;
import tlsready.evidence.RegQuery;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.knowledge.RegistrySetting;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs Look.cmd with Wine's cmd. */
class LookWineTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final RegistryKey NDP = RegistryKey.machine("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP");

    private final Wine wine = Wine.fresh();
    private final Path folder = wine.folder("Downloads (2)");

    private Wine.Run look() {
        GoldenFiles.unpack(GoldenMachines.NEWCOMER, folder);
        return wine.script(folder.resolve("Look.cmd"), "/quiet");
    }

    private static ValueName dotnet(String version, String name) {
        return new ValueName(RegistryKey.machine(NDP.path() + "\\" + version), name);
    }

    @Test
    void on_a_bare_machine_everything_is_told_to_be_absent_and_nothing_changes() throws Exception {
        String before = wine.registry();
        String report = look().exits(0)
                .says("TLS Ready look, version 1")
                .says("Microsoft Windows 6.1.7601")
                .says("Windows is 64-bit")
                .says("CurrentBuildNumber    REG_SZ    7601")
                .says("    UBR    absent")
                .output();
        wine.isAsBefore(before);
        for (RegistrySetting setting : KNOWLEDGE.settings()) {
            if (setting.written()) {
                for (var view : RegistryView.values()) {
                    assertTrue(
                            report.contains("absent key: " + setting.in(view).key()),
                            () -> setting.in(view) + " is not told in\n" + report);
                }
            }
        }
        assertFalse(report.contains("unreadable"), report);
        String kept = Files.readString(folder.resolve("Look.txt"));
        assertTrue(report.startsWith(kept), kept);
        assertFalse(kept.toLowerCase().contains("users"), "nothing personal: " + kept);
    }

    @Test
    void what_is_there_can_be_read_out_of_the_report_again() {
        var odd = RegistryValue.sz("say \"1\" 50%");
        var changes = ChangeSet.of(
                new Change.SetValue(dotnet("v2.0.50727", "Install"), RegistryValue.dword(1)),
                new Change.SetValue(dotnet("v3.0", "Install"), RegistryValue.dword(1)),
                new Change.SetValue(dotnet("v3.5", "Install"), RegistryValue.dword(1)),
                new Change.SetValue(dotnet("v4\\Full", "Release"), RegistryValue.dword(528372)),
                new Change.SetValue(dotnet("v4\\Full", "Install"), RegistryValue.dword(1)),
                new Change.SetValue(KNOWLEDGE.setting("dotnet4-strong").in(RegistryView.WOW6432NODE), odd),
                new Change.SetValue(
                        KNOWLEDGE.setting("schannel-tls12-client-enabled").address(), RegistryValue.dword(-1)));
        wine.imports(RegFile.write(List.of(), changes));

        String report = look().exits(0).output();
        RegistrySnapshot read = RegQuery.read(report).snapshot();
        changes.written()
                .forEach((name, value) -> assertEquals(new RegistrySnapshot.Present(value), read.find(name), report));
        assertEquals(
                new InstalledDotNet(OptionalInt.of(528372), Optional.of(true), Optional.of(true)),
                InstalledDotNet.in(read));
        assertTrue(report.contains("    SystemDefaultTlsVersions    absent"), report);
        assertTrue(report.contains("    DisabledByDefault    absent"), report);

        wine.reg("delete", dotnet("v4", "").key().abbreviated(), "/f").exits(0);
        RegistrySnapshot without = RegQuery.read(look().exits(0).output()).snapshot();
        assertEquals(
                new InstalledDotNet(OptionalInt.empty(), Optional.of(false), Optional.of(true)),
                InstalledDotNet.in(without));
    }

    @Test
    void a_32_bit_windows_is_asked_for_one_view_only() {
        GoldenFiles.unpack(GoldenMachines.CLERK, folder);
        String report = wine.cmd(folder, "set PROCESSOR_ARCHITECTURE=x86& call Look.cmd /quiet")
                .exits(0)
                .says("Windows is 32-bit")
                .output();
        assertFalse(report.contains("Wow6432Node"), report);
    }
}
