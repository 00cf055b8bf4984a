package tlsready.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistrySnapshot.Present;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RegQueryTest {
    private static final String NDP = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP";
    private static final String WOW_NDP =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\NET Framework Setup\\NDP";

    /** Windows 10 with .NET 4.7.2 and 3.5, as cmd prints it on a German machine, prompt and last line included. */
    private static final String GERMAN =
            """
            Microsoft Windows [Version 10.0.17134.1]
            (c) 2018 Microsoft Corporation. Alle Rechte vorbehalten.

            C:\\Users\\Anna>reg query "HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP" /s

            %1$s\\v2.0.50727
                Install    REG_DWORD    0x1
                SP    REG_DWORD    0x2
                Version    REG_SZ    2.0.50727.4927

            %1$s\\v3.5
                Install    REG_DWORD    0x1
                SP    REG_DWORD    0x1

            %1$s\\v4\\Full
                (Standard)    REG_SZ    (Wert nicht gesetzt)
                Install    REG_DWORD    0x1
                InstallPath    REG_SZ    C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\
                Release    REG_DWORD    0x70bf0
                Version    REG_SZ    4.7.03056

            %1$s\\v4\\Full\\1031
                Release    REG_DWORD    0x1

            %1$s\\v4.0
                (Standard)    REG_SZ    deprecated

            C:\\Users\\Anna>
            """
                    .formatted(NDP);

    private static RegistrySnapshot snapshot(String text) {
        return RegQuery.read(text).snapshot();
    }

    private static InstalledDotNet installed(String text) {
        return InstalledDotNet.in(snapshot(text));
    }

    private static Object find(RegistrySnapshot snapshot, String key, String name) {
        return snapshot.find(new ValueName(RegistryKey.parse(key).orElseThrow(), name));
    }

    @Test
    void the_output_of_a_german_windows_10_is_read_and_everything_around_it_passed_over() {
        RegQuery.Reading reading = RegQuery.read(GERMAN);
        assertEquals(
                new Present(RegistryValue.dword(0x70bf0)), find(reading.snapshot(), NDP + "\\v4\\Full", "Release"));
        assertEquals(
                new Present(RegistryValue.sz("C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\")),
                find(reading.snapshot(), NDP + "\\v4\\Full", "InstallPath"));
        assertEquals(new Present(RegistryValue.sz("deprecated")), find(reading.snapshot(), NDP + "\\v4.0", ""));
        assertEquals(
                List.of(
                        "Microsoft Windows [Version 10.0.17134.1]",
                        "(c) 2018 Microsoft Corporation. Alle Rechte vorbehalten.",
                        "C:\\Users\\Anna>reg query \"HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\" /s",
                        "(Standard)    REG_SZ    (Wert nicht gesetzt)",
                        "C:\\Users\\Anna>"),
                reading.passedOver());
        assertEquals(
                new InstalledDotNet(OptionalInt.of(0x70bf0), Optional.of(true), Optional.of(true)),
                InstalledDotNet.in(reading.snapshot()));
    }

    @Test
    void windows_xp_prints_a_heading_and_tabs() {
        var found = installed("! REG.EXE VERSION 3.0\n\n" + NDP + "\\v4\\Full\n    Install\tREG_DWORD\t0x1\n"
                + "    Version\tREG_SZ\t4.0.30319\n");
        assertEquals(new InstalledDotNet(OptionalInt.empty(), Optional.of(true), Optional.empty()), found);
    }

    @Test
    void key_names_are_read_in_any_letter_case_and_indentation_may_be_lost() {
        var found = installed(
                "HKEY_LOCAL_MACHINE\\software\\microsoft\\Net Framework Setup\\ndp\\v4\\full\nRelease REG_DWORD 0x80eb1");
        assertEquals(OptionalInt.of(0x80eb1), found.release());
    }

    @Test
    void the_32_bit_view_is_believed_where_the_native_one_was_not_pasted() {
        assertEquals(
                OptionalInt.of(0x60636),
                installed(WOW_NDP + "\\v4\\Full\n    Release    REG_DWORD    0x60636")
                        .release());
        assertEquals(
                OptionalInt.of(2),
                installed(WOW_NDP + "\\v4\\Full\n    Release    REG_DWORD    0x1\n" + NDP
                                + "\\v4\\Full\n    Release    REG_DWORD    0x2")
                        .release());
    }

    @Test
    void a_key_broken_by_a_console_of_80_columns_is_put_together_again() {
        String key = WOW_NDP + "\\v4\\Full";
        assertEquals(81, key.length(), "this is the key that does not fit");
        String broken = key.substring(0, 80) + "\n" + key.substring(80) + "\n    Release    REG_DWORD    0x70bf6\n";
        assertEquals(OptionalInt.of(0x70bf6), installed(broken).release());
    }

    @Test
    void a_whole_key_of_80_columns_is_not_joined_with_its_first_value() {
        String key = NDP + "\\v4\\Full\\" + "1".repeat(80 - NDP.length() - "\\v4\\Full\\".length());
        assertEquals(80, key.length());
        var snapshot = snapshot(key + "\n    Install    REG_DWORD    0x1\n");
        assertEquals(new Present(RegistryValue.dword(1)), find(snapshot, key, "Install"));
    }

    @Test
    void the_subkeys_for_languages_are_not_taken_for_the_framework() {
        var found = installed(NDP + "\\v4\\Full\\1033\n    Release    REG_DWORD    0x70bf6");
        assertEquals(OptionalInt.empty(), found.release());
    }

    @Test
    void a_client_profile_of_4_0_counts_as_dotnet_4() {
        var found = installed(NDP + "\\v4\\Client\n    Install    REG_DWORD    0x1");
        assertEquals(Optional.of(true), found.dotnet4());
    }

    @Test
    void dotnet_4_is_missing_only_if_its_neighbours_were_listed() {
        String two = NDP + "\\v2.0.50727\n    Install    REG_DWORD    0x1\n";
        String threeFive = NDP + "\\v3.5\n    Install    REG_DWORD    0x1\n";
        assertEquals(
                new InstalledDotNet(OptionalInt.empty(), Optional.of(false), Optional.of(true)),
                installed(two + threeFive));
        assertEquals(
                new InstalledDotNet(OptionalInt.empty(), Optional.empty(), Optional.of(true)), installed(threeFive));
    }

    @Test
    void a_list_of_subkeys_without_values_shows_that_dotnet_4_is_missing_too() {
        var found = installed(NDP + "\\v2.0.50727\n" + NDP + "\\v3.0\n" + NDP + "\\v3.5\n");
        assertEquals(Optional.of(false), found.dotnet4());
        assertEquals(Optional.empty(), found.dotnet35(), "its key is there, but Install was not printed");
    }

    @Test
    void a_release_of_the_wrong_type_or_a_cut_line_is_not_guessed() {
        assertEquals(
                OptionalInt.empty(),
                installed(NDP + "\\v4\\Full\n    Release    REG_SZ    461814").release());
        var cut = RegQuery.read(NDP + "\\v4\\Full\n    Release    REG_DWORD    0x");
        assertEquals(OptionalInt.empty(), InstalledDotNet.in(cut.snapshot()).release());
        assertEquals(List.of("Release    REG_DWORD    0x"), cut.passedOver());
    }

    @Test
    void every_type_that_reg_prints_is_read() {
        var snapshot = snapshot(
                """
                HKEY_CURRENT_USER\\Software\\Acme
                    A name with  spaces    REG_EXPAND_SZ    %TEMP%\\x
                    Many    REG_MULTI_SZ    one\\0two
                    None    REG_MULTI_SZ
                    Empty    REG_SZ
                    Bytes    REG_BINARY    00FF10
                    Big    REG_QWORD    0xffffffffffffffff
                    Signed    REG_DWORD    0xffffffff
                """);
        String key = "HKCU\\Software\\Acme";
        assertEquals(new Present(RegistryValue.expandSz("%TEMP%\\x")), find(snapshot, key, "A name with  spaces"));
        assertEquals(new Present(RegistryValue.multiSz(List.of("one", "two"))), find(snapshot, key, "Many"));
        assertEquals(new Present(RegistryValue.multiSz(List.of())), find(snapshot, key, "None"));
        assertEquals(new Present(RegistryValue.sz("")), find(snapshot, key, "Empty"));
        assertEquals(
                new Present(RegistryValue.of(RegistryValue.BINARY, new byte[] {0, -1, 16})),
                find(snapshot, key, "Bytes"));
        assertEquals(new Present(RegistryValue.qword(-1)), find(snapshot, key, "Big"));
        assertEquals(new Present(RegistryValue.dword(-1)), find(snapshot, key, "Signed"));
    }

    @Test
    void text_that_is_no_output_says_nothing() {
        var reading = RegQuery.read("ERROR: The system was unable to find the specified registry key or value.");
        assertEquals(RegistrySnapshot.UNKNOWN, reading.snapshot());
        assertEquals(
                new InstalledDotNet(OptionalInt.empty(), Optional.empty(), Optional.empty()),
                InstalledDotNet.in(reading.snapshot()));
    }

    @Test
    void a_line_of_64_kib_is_passed_over_at_once() {
        String line = "a" + " ".repeat(65_536) + "b";
        var reading = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> RegQuery.read(NDP + "\n" + line));
        assertEquals(1, reading.passedOver().size());
    }

    @Property(seed = Seeds.BUILD)
    void no_text_is_too_odd(@ForAll String text) {
        assertNotNull(RegQuery.read(text));
        assertNotNull(RegQuery.read("HKEY_LOCAL_MACHINE\\A\n    " + text + "    REG_DWORD    " + text));
    }
}
