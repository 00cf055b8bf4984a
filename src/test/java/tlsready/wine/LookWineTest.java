package tlsready.wine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;
import tlsready.bundle.BundleFile;
import tlsready.evidence.Claim;
import tlsready.evidence.EvidenceReader;
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
    private static final String REPORT = "TLS-Ready-report.txt";

    private Wine.Run look() {
        GoldenFiles.unpack(GoldenMachines.NEWCOMER, folder);
        return wine.script(folder.resolve("Look.cmd"), "/quiet");
    }

    private static ValueName dotnet(String version, String name) {
        return new ValueName(RegistryKey.machine(NDP.path() + "\\" + version), name);
    }

    private String report() {
        return new BundleFile("report", "", GoldenFiles.read(folder.resolve(REPORT))).text();
    }

    @Test
    void on_a_bare_machine_everything_is_told_to_be_absent_and_nothing_changes() {
        String before = wine.registry();
        String printed = look().exits(0)
                .says("TLS-READY-REPORT 1")
                .says("Microsoft Windows 6.1.7601")
                .says("architecture: AMD64")
                .says("CurrentBuildNumber    REG_SZ    7601")
                .says("    UBR    absent")
                .says("TLS-READY-REPORT END")
                .output();
        wine.isAsBefore(before);
        for (RegistrySetting setting : KNOWLEDGE.settings()) {
            if (setting.written()) {
                for (var view : RegistryView.values()) {
                    assertTrue(
                            printed.contains("absent key: " + setting.in(view).key()),
                            () -> setting.in(view) + " is not told in\n" + printed);
                }
            }
        }
        assertFalse(printed.contains("unreadable key"), printed);
        assertTrue(printed.replace("\r", "").contains(report().replace("\r", "")), printed);
        assertEquals(
                Set.of("Look.cmd", REPORT),
                Set.of(folder.toFile().list((dir, name) -> name.startsWith("Look.c") || name.contains("report"))),
                "nothing is left behind");
        // Windows 7 and its server have one build number; nothing else is left open.
        assertTrue(
                new EvidenceReader(KNOWLEDGE).read(report()).remarks().stream().allMatch(remark -> remark.says()
                        .startsWith("Is it Windows 7")));
    }

    @Test
    void neither_the_user_nor_the_computer_nor_a_folder_is_in_the_report() {
        String names =
                wine.cmd(folder, "echo %USERNAME%;%COMPUTERNAME%").output().strip();
        assertTrue(names.matches("[^;%]+;[^;%]+"), names);
        esri();
        look().exits(0);
        for (String name : names.split(";")) {
            assertFalse(
                    Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\\b")
                            .matcher(report())
                            .find(),
                    () -> name + " is in\n" + report());
        }
        assertFalse(report().contains(":\\"), this::report);
        assertFalse(report().contains("secret"), this::report);
    }

    private void esri() {
        String desktop = "SOFTWARE\\Wow6432Node\\ESRI\\Desktop10.6";
        Path home = folder.resolve("secret home");
        wine.imports(RegFile.write(
                List.of(),
                ChangeSet.of(
                        set(desktop, "RealVersion", "10.6.1.9270"),
                        set(desktop, "InstallDir", Wine.name(home) + "\\"),
                        set(desktop + "\\Updates\\TLS", "Name", "ArcGIS 10.6.1 (Desktop) TLS Patch"),
                        set(desktop + "\\Updates\\TLS", "QFE_ID", "TLS-1061"),
                        set(desktop + "\\Updates\\TLS", "InstalledBy", "secret"),
                        set("SOFTWARE\\Wow6432Node\\ESRI\\License10.6", "RealVersion", "secret"))));
        assertTrue(home.resolve("bin").toFile().mkdirs());
        GoldenFiles.write(
                home.resolve("bin").resolve("ArcMap.exe.config"),
                """
                <?xml version="1.0"?>
                <configuration>
                \t<startup>
                \t\t<supportedRuntime version="v4.0.30319" sku=".NETFramework,Version=v4.5"/>
                  <supportedRuntime version="v2.0.50727" />
                \t</startup>
                <appSettings><add key="secret" value="x"/></appSettings>
                <runtime><!-- -->
                <AppContextSwitchOverrides value="Switch.A=true;Switch.System.Net.DontEnableSchUseStrongCrypto=false"/>
                </runtime>
                </configuration>
                """
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Change set(String key, String name, String text) {
        return new Change.SetValue(new ValueName(RegistryKey.machine(key), name), RegistryValue.sz(text));
    }

    @Test
    void arcgis_is_told_with_version_patches_and_what_arcmap_is_told_about_dotnet() {
        esri();
        look().exits(0)
                .says("ESRI\\Desktop10.6\r\n    RealVersion    REG_SZ    10.6.1.9270")
                .says("    Name    REG_SZ    ArcGIS 10.6.1 (Desktop) TLS Patch")
                .says("    QFE_ID    REG_SZ    TLS-1061")
                .says("config: supportedRuntime version=\"v4.0.30319\" sku=\".NETFramework,Version=v4.5\"")
                .says("config: supportedRuntime version=\"v2.0.50727\"")
                .says("config: AppContextSwitchOverrides"
                        + " value=\"Switch.A=true;Switch.System.Net.DontEnableSchUseStrongCrypto=false\"");
        var kept = new EvidenceReader(KNOWLEDGE).read(report()).kept();
        assertEquals(Map.of("arcgis-desktop", "10-6-1"), kept.products());
        assertEquals(
                Map.of("Switch.System.Net.DontEnableSchUseStrongCrypto", false),
                kept.arcmapSwitches().byName());
        assertTrue(kept.claims().contains(new Claim.ConfigNamesRuntime("v2.0.50727")), kept::toString);
        assertTrue(kept.claims().contains(new Claim.ConfigNamesRuntime("v4.0.30319")), kept::toString);
    }

    @Test
    void where_it_may_not_write_the_report_goes_to_the_desktop_and_is_not_lost_in_silence() throws Exception {
        Path home = wine.folder("home");
        Path desktop = Files.createDirectories(home.resolve("Desktop"));
        Path inTheWay = Files.createDirectories(folder.resolve(REPORT));
        Files.createFile(inTheWay.resolve("somebody's"));
        GoldenFiles.unpack(GoldenMachines.NEWCOMER, folder);
        String elsewhere = "set USERPROFILE=" + Wine.name(home) + "\r\nset TEMP=Q:\\none\r\nLook.cmd /quiet\r\n";
        Path start = folder.resolve("start.cmd");
        GoldenFiles.write(start, elsewhere.getBytes(StandardCharsets.US_ASCII));
        wine.script(start).exits(0).says("\"" + Wine.name(desktop.resolve(REPORT)) + "\"");
        assertTrue(Files.readString(desktop.resolve(REPORT)).contains("TLS-READY-REPORT END"));
        assertTrue(Files.exists(inTheWay.resolve("somebody's")), "a folder of that name is left alone");

        Files.delete(desktop.resolve(REPORT));
        Files.delete(desktop);
        wine.script(start).exits(2).says("No report could be written");
    }

    @Test
    void a_registry_that_cannot_be_reached_is_unreadable_and_never_absent() {
        GoldenFiles.unpack(GoldenMachines.CLERK, folder);
        // A 32-bit window on 64-bit Windows that has no way to the other reg.exe; this Wine has none.
        wine.cmd(folder, "set PROCESSOR_ARCHITECTURE=x86& set PROCESSOR_ARCHITEW6432=AMD64& call Look.cmd /quiet")
                .exits(0)
                .says("architecture: AMD64")
                .says("process: x86")
                .says("unreadable key: HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework");
        assertFalse(report().contains("absent key"), this::report);
        assertFalse(report().contains("    absent"), this::report);
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
                .says("architecture: x86")
                .output();
        assertFalse(report.contains("Wow6432Node"), report);
    }
}
