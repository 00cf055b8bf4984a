package tlsready.wine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.GoldenMachines;
import tlsready.bundle.Bundle;
import tlsready.bundle.Bundles;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs Fix.cmd and Undo.cmd with Wine's cmd and looks at the registry before, between and after. */
class FixAndUndoWineTest {
    private static final RegistryKey DOTNET4 = RegistryKey.machine("SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319");

    /**
     * Data that people leave behind, of every type; each value of the largest bundle gets one. Wine's cmd, not
     * Windows', takes quotes and operators in one text, and a lone exclamation mark, for syntax: they are left out.
     */
    private static final List<RegistryValue> ODD = List.of(
            RegistryValue.sz("1"),
            RegistryValue.sz("  two  blanks "),
            RegistryValue.sz("50% of %PATH%"),
            RegistryValue.sz("say \"1\" (now) !set! \\"),
            RegistryValue.sz("1 & <2> | ^3"),
            RegistryValue.sz(""),
            RegistryValue.qword(1),
            RegistryValue.of(RegistryValue.BINARY, new byte[] {1, -1, 0}),
            RegistryValue.multiSz(List.of("a", "b c")),
            RegistryValue.expandSz("%windir%\\1"),
            RegistryValue.dword(-1),
            RegistryValue.sz("Größe Ж"));

    static Stream<GoldenMachines> bundles() {
        return GoldenFiles.with("Fix.cmd");
    }

    private final Wine wine = Wine.fresh();

    private Path unpacked(Bundle bundle) {
        Path folder = wine.folder("My files, new (1)");
        GoldenFiles.unpack(bundle, folder);
        return folder;
    }

    private Path analyst() {
        Path folder = wine.folder("My files, new (1)");
        GoldenFiles.unpack(GoldenMachines.ANALYST, folder);
        return folder;
    }

    private Wine.Run fix(Path folder) {
        return wine.script(folder.resolve("Fix.cmd"), "/quiet");
    }

    private Wine.Run undo(Path folder) {
        return wine.script(folder.resolve("Undo.cmd"), "/quiet");
    }

    private static ChangeSet changes(Path folder, String regFile) {
        return GoldenFiles.changes(GoldenFiles.read(folder.resolve(regFile)));
    }

    /** The folder with what the last fix saved; what an undo has used up has another name. */
    private static Path saved(Path folder) {
        try (Stream<Path> machines = Files.list(folder.resolve("before"))) {
            List<Path> all = machines.filter(path -> !path.toString().endsWith(".restored"))
                    .toList();
            assertEquals(1, all.size(), all::toString);
            return all.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void a_golden_bundle_sets_every_value_and_its_undo_leaves_no_trace(GoldenMachines machine) {
        Path folder = wine.folder("My files, new (1)");
        GoldenFiles.unpack(machine, folder);
        String before = wine.registry();
        fix(folder).exits(0).says("Set: 4. Failed: 0.");
        Sight.holds(wine, changes(folder, "TLS_NET4.reg"));
        undo(folder).exits(0).says("Everything is as it was before Fix.cmd.");
        wine.isAsBefore(before);
        undo(folder).exits(2).says("It was put back already");
    }

    @Test
    void odd_values_of_every_type_come_back_bit_for_bit_and_a_second_run_keeps_the_first_save() {
        Path folder = unpacked(Bundles.of(Bundles.EVERYTHING));
        var written = new ArrayList<>(changes(folder, "TLS_NET4.reg")
                .and(changes(folder, "TLS_NET35.reg"))
                .written()
                .keySet());
        assertEquals(ODD.size(), written.size());
        for (int turn = 0; turn < 2; turn++) {
            var odd = new ArrayList<Change>();
            for (int i = 0; i < written.size(); i++) {
                odd.add(new Change.SetValue(written.get(i), ODD.get((i + 5 * turn) % ODD.size())));
            }
            odd.add(new Change.SetValue(new ValueName(DOTNET4, ""), RegistryValue.sz("not ours")));
            odd.add(new Change.SetValue(new ValueName(DOTNET4, "Other"), RegistryValue.sz("SchUseStrongCrypto")));
            wine.imports(RegFile.write(List.of(), new ChangeSet(odd)));
            String before = wine.registry();

            fix(folder).exits(0).says("Set: 12. Failed: 0.");
            Sight.holds(wine, changes(folder, "TLS_NET4.reg"));
            Sight.holds(wine, changes(folder, "TLS_NET35.reg"));
            byte[] list = GoldenFiles.read(saved(folder).resolve("list.txt"));
            byte[] exact = GoldenFiles.read(saved(folder).resolve("exact.reg"));
            if (turn == 0) {
                fix(folder).exits(0).says("saved already").says("Already right: 12. Set: 0. Failed: 0.");
                assertArrayEquals(list, GoldenFiles.read(saved(folder).resolve("list.txt")));
                assertArrayEquals(exact, GoldenFiles.read(saved(folder).resolve("exact.reg")));
            }

            undo(folder).exits(0);
            wine.isAsBefore(before);
        }
    }

    @Test
    void undo_keeps_what_others_have_changed_since_and_the_keys_they_use() {
        Path folder = analyst();
        imports(new ValueName(DOTNET4, "SchUseStrongCrypto"), RegistryValue.dword(0));
        imports(new ValueName(DOTNET4, "Foreign"), RegistryValue.sz("old"));
        var wow = new ValueName(
                RegistryKey.machine("SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319"), "Late \"guest\"");
        fix(folder).exits(0);
        imports(new ValueName(DOTNET4, "Foreign"), RegistryValue.sz("new"));
        imports(wow, RegistryValue.sz("here \" to stay"));
        undo(folder).exits(0).says("something else is in it by now");
        assertEquals("new", text(new ValueName(DOTNET4, "Foreign")));
        assertEquals("here \" to stay", text(wow));
        wine.reg("query", DOTNET4.abbreviated(), "/v", "SchUseStrongCrypto").says("REG_DWORD    0x0");
    }

    private void imports(ValueName name, RegistryValue value) {
        wine.imports(RegFile.write(List.of(), ChangeSet.of(new Change.SetValue(name, value))));
    }

    private String text(ValueName name) {
        return Sight.look(wine, name).orElseThrow().asText().orElseThrow();
    }

    @Test
    void a_missing_foreign_or_damaged_saved_state_is_refused_before_anything_changes() {
        imports(new ValueName(DOTNET4, "SchUseStrongCrypto"), RegistryValue.sz("kept"));
        String before = wine.registry();
        Path folder = analyst();
        fix(folder).exits(0);
        String fixed = wine.registry();
        Path saved = saved(folder);
        Path list = saved.resolve("list.txt");
        Path exact = saved.resolve("exact.reg");
        byte[] goodList = GoldenFiles.read(list);
        byte[] goodExact = GoldenFiles.read(exact);

        assertTrue(saved.toFile().renameTo(folder.resolve("elsewhere").toFile()));
        undo(folder).exits(2).says("has saved nothing for this computer").says("UNDO_TLS_NET4.reg");
        assertTrue(folder.resolve("elsewhere").toFile().renameTo(saved.toFile()));
        GoldenFiles.unpack(Bundles.of(Bundles.EVERYTHING), folder);
        fix(folder).exits(2).says("holds what another bundle saved");
        undo(folder).exits(2).says("holds what another bundle saved");
        GoldenFiles.unpack(GoldenMachines.ANALYST, folder);

        GoldenFiles.replace(list, "value3 absent", "value absent");
        undo(folder).exits(2).says("is damaged or not complete");
        GoldenFiles.write(list, goodList);
        GoldenFiles.replace(saved.resolve("value1.txt"), "kept", "lost");
        undo(folder).exits(2).says("is damaged or not complete");
        GoldenFiles.replace(saved.resolve("value1.txt"), "lost", "kept");
        GoldenFiles.write(exact, Arrays.copyOf(goodExact, goodExact.length / 2));
        undo(folder).exits(2).says("is damaged or not complete");
        wine.isAsBefore(fixed);

        GoldenFiles.write(exact, goodExact);
        undo(folder).exits(0);
        wine.isAsBefore(before);
    }

    @Test
    void a_value_that_does_not_read_back_is_a_failure_and_undo_still_works() {
        Path folder = analyst();
        String before = wine.registry();
        // As if something wrote another number in the same moment.
        GoldenFiles.replace(folder.resolve("Fix.cmd"), "/t REG_DWORD /d %~3 /f", "/t REG_DWORD /d 7 /f");
        fix(folder).exits(3).says("Set: 0. Failed: 4.").says("Undo.cmd puts everything back");
        undo(folder).exits(0);
        wine.isAsBefore(before);
    }

    /**
     * What goes wrong once: the n-th time that reg.exe is started to do this, it does nothing, prints nothing and
     * fails, as when a program does not start or a scanner holds a file.
     */
    private void stumble(Path folder, String script, String... times) {
        GoldenFiles.write(
                folder.resolve("stumble.cmd"),
                """
                @echo off
                set "count=%~dp0count-SCRIPT-%~1.txt"
                set "n=0"
                if exist "%count%" set /p n=<"%count%"
                set /a n+=1
                >"%count%" echo %n%
                for %%M in (TIMES) do if "%~1-%n%"=="%%M" exit /b 1
                "%SystemRoot%\\System32\\reg.exe" %*
                """
                        .replace("SCRIPT", script)
                        .replace("TIMES", String.join(" ", times))
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        GoldenFiles.replace(
                folder.resolve(script),
                "set \"reg=%SystemRoot%\\System32\\reg.exe\"",
                "set \"reg=cmd /c call stumble.cmd\"");
    }

    /** In the order of a run: noting keys and values, copying, comparing; deleting and reading back. */
    @ParameterizedTest
    @CsvSource({"query-1 copy-1 add-4, query-3 import-1 delete-3", "query-7 add-3, query-14 copy-1 delete-4"})
    void a_program_that_once_does_not_start_costs_no_value_and_no_verdict(String fix, String undo) {
        Path folder = analyst();
        imports(new ValueName(DOTNET4, "SchUseStrongCrypto"), RegistryValue.sz("kept"));
        imports(new ValueName(DOTNET4, "Foreign"), RegistryValue.sz("stays"));
        String before = wine.registry();
        stumble(folder, "Fix.cmd", fix.split(" "));
        fix(folder).exits(0).says("Failed: 0.");
        Sight.holds(wine, changes(folder, "TLS_NET4.reg"));
        stumble(folder, "Undo.cmd", undo.split(" "));
        undo(folder).exits(0).says("Everything is as it was before Fix.cmd.");
        wine.isAsBefore(before);
    }

    @Test
    void without_rights_both_say_so_and_change_nothing() {
        Path folder = analyst();
        String before = wine.registry();
        // Wine enforces no rights; a root that nobody can write to stands for them.
        String work = "set \"work=HKEY_LOCAL_MACHINE";
        GoldenFiles.replace(folder.resolve("Fix.cmd"), work, "set \"work=HKEY_NOBODY");
        fix(folder).exits(5).says("this needs an administrator");
        wine.isAsBefore(before);
        assertFalse(Files.exists(folder.resolve("before")));

        GoldenFiles.unpack(GoldenMachines.ANALYST, folder);
        fix(folder).exits(0);
        String fixed = wine.registry();
        GoldenFiles.replace(folder.resolve("Undo.cmd"), work, "set \"work=HKEY_NOBODY");
        undo(folder).exits(5).says("this needs an administrator");
        wine.isAsBefore(fixed);
    }

    @Test
    void what_cannot_be_saved_is_not_changed() throws Exception {
        Path folder = analyst();
        imports(new ValueName(DOTNET4, "SchUseStrongCrypto"), RegistryValue.dword(0));
        imports(new ValueName(DOTNET4, "a name with blanks"), RegistryValue.dword(0));
        String before = wine.registry();
        fix(folder).exits(2).says("cannot set apart").says("NOTHING WAS CHANGED");
        wine.isAsBefore(before);

        wine.reg("delete", DOTNET4.abbreviated(), "/v", "a name with blanks", "/f")
                .exits(0);
        before = wine.registry();
        assertFalse(Files.exists(folder.resolve("before")));
        Files.writeString(folder.resolve("before"), "a file in the way");
        fix(folder).exits(2).says("could not be saved");
        Files.delete(folder.resolve("before"));
        Files.delete(folder.resolve("Undo.cmd"));
        fix(folder).exits(2).says("Extract the whole zip file");
        wine.isAsBefore(before);
    }

    @Test
    void on_32_bit_windows_nothing_goes_to_the_other_view_and_a_bundle_for_it_refuses_64_bit_windows() {
        Path folder = analyst();
        String before = wine.registry();
        wine.cmd(folder, "set PROCESSOR_ARCHITECTURE=x86& call Fix.cmd /quiet")
                .exits(0)
                .says("this is a 32-bit Windows")
                .says("Set: 2. Failed: 0.");
        wine.reg("query", "HKLM\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework")
                .exits(1);
        wine.cmd(folder, "set PROCESSOR_ARCHITECTURE=x86& call Undo.cmd /quiet").exits(0);
        wine.isAsBefore(before);

        Bundle small = Bundles.of(GoldenMachines.CLERK.query().replace("admin=no", "admin=yes"));
        Path other = unpacked(small);
        fix(other).exits(4).says("made for 32-bit Windows");
        wine.isAsBefore(before);
        wine.cmd(other, "set PROCESSOR_ARCHITECTURE=x86& call Fix.cmd /quiet").exits(0);
        Sight.holds(wine, changes(other, "TLS_NET35.reg"));
        wine.cmd(other, "set PROCESSOR_ARCHITECTURE=x86& call Undo.cmd /quiet").exits(0);
        wine.isAsBefore(before);
    }
}
