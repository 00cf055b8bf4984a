package tlsready.registry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RegFileTest {
    private static final ValueName X = new ValueName(RegistryKey.machine("SOFTWARE\\Test"), "x");

    @Provide
    Arbitrary<ChangeSet> changes() {
        return Registries.changes();
    }

    @Property(tries = 5000, seed = Seeds.BUILD)
    void what_is_written_reads_back_to_the_same_changes(@ForAll("changes") ChangeSet changes) {
        var reading = RegReader.read(RegFile.write(List.of("a remark", ""), changes), StandardCharsets.US_ASCII);
        assertTrue(reading.accepted(), reading.problem());
        assertEquals(List.of(), reading.skipped());
        assertEquals(changes, reading.changes());
    }

    @Test
    void a_file_looks_as_regedit_writes_it() {
        byte[] file = RegFile.write(List.of("Why"), ChangeSet.of(new Change.SetValue(X, RegistryValue.dword(1))));
        assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xFE}, Arrays.copyOf(file, 2));
        assertEquals(
                """
                Windows Registry Editor Version 5.00

                ; Why

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]
                "x"=dword:00000001

                """
                        .replace("\n", "\r\n"),
                new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE));
    }

    private static RegReader.Reading value(String line) {
        return RegReader.read("REGEDIT4\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]\n" + line + "\n");
    }

    // The tables below are domain facts 6.2: what `reg import` of Windows Vista and later takes and skips.

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"=dword:123", "\"x\"=dword:00000123", "\"x\"=dword:123;456", "\"x\"=dword:123 ;456"})
    void a_dword_has_one_to_eight_hex_digits(String line) {
        assertEquals(RegistryValue.dword(0x123), value(line).changes().written().get(X));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"=dword:",
                "\"x\"=dword:hello",
                "\"x\"=dword:000000001",
                "\"x\"=dword:0x123",
                "\"x\"=dword:123 456",
                "\"x\"=dword:00000003#comment",
                "\"x\"=dword:00000003 #comment",
                "\"x\"=;dword:2",
                "\"x\"=#dword:1",
                "x=dword:1",
                "\"x=dword:1",
                "\"x\"=\"text",
                "\"x\"=- #comment",
                "\"x\"=-\"Test\""
            })
    void a_faulty_line_is_skipped_and_named(String line) {
        var reading = value(line);
        assertTrue(reading.accepted());
        assertTrue(reading.changes().isEmpty(), reading.changes().toString());
        assertEquals(3, reading.skipped().get(0).line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"=-", "\"x\"=  -", "\"x\"=- ;comment"})
    void a_minus_deletes_the_value(String line) {
        assertEquals(ChangeSet.of(new Change.DeleteValue(X)), value(line).changes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"; remark", "# remark", "   ; remark", "; remark \\", ""})
    void a_remark_changes_nothing(String line) {
        var reading = value(line + "\n\"x\"=dword:1");
        assertEquals(RegistryValue.dword(1), reading.changes().written().get(X));
        assertEquals(List.of(), reading.skipped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGEDIT4", " REGEDIT4", "\tREGEDIT4", "Windows Registry Editor Version 5.00"})
    void these_headers_are_taken(String header) {
        assertTrue(RegReader.read(header + "\n").accepted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "regedit4",
                "AREGEDIT4",
                "REGEDIT5",
                "REGEDIT4 FOO",
                "Windows Registry Editor Version 4.00",
                "Windows Registry Editor version 5.00",
                "\uFEFFWindows Registry Editor Version 5.00"
            })
    void these_headers_are_not(String header) {
        assertFalse(RegReader.read(header + "\n").accepted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Test",
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]",
                "[HKEY_CURRENT_USERS\\x]"
            })
    void a_faulty_key_takes_its_values_with_it(String key) {
        var reading = RegReader.read("REGEDIT4\n" + key + "\n\"x\"=dword:1\n");
        assertTrue(reading.changes().isEmpty());
        assertEquals(2, reading.skipped().size());
    }

    @Test
    void a_key_with_a_minus_is_deleted_and_the_values_after_it_are_ignored() {
        var reading = RegReader.read("REGEDIT4\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]\n\"x\"=dword:1\n");
        assertEquals(ChangeSet.of(new Change.DeleteKey(X.key())), reading.changes());
        assertEquals(1, reading.skipped().size());
    }

    @Test
    void a_minus_behind_a_space_deletes_nothing() {
        for (String key : List.of("[ -HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]", "[- HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]")) {
            assertTrue(RegReader.read("REGEDIT4\n" + key + "\n").changes().isEmpty());
        }
    }

    @Test
    void every_change_knows_its_line() {
        var reading =
                RegReader.read("REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]\n\"a\"=hex:01,\\\n  02\n\"b\"=-\n");
        assertEquals(List.of(4, 6), reading.lines());
        assertEquals(2, reading.changes().changes().size());
    }

    // Wine's tests of hex data that goes on in the next line: each `|` is a line end.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hex:11,22,33",
                "hex:11,22,\\|  33",
                "hex:11,22,  \\  ;remark|33",
                "hex:11,\\||22,33",
                "hex:11,\\|;remark|  22,\\;remark|  33",
                "hex:\\|11,22,33",
                "hex:11,22,33,",
                "hex:11,22,33  ;remark"
            })
    void hex_data_goes_on_after_a_comma_and_a_backslash(String data) {
        var reading = value("\"x\"=" + data.replace('|', '\n') + "\n\"after\"=dword:1");
        assertEquals(
                RegistryValue.of(RegistryValue.BINARY, new byte[] {0x11, 0x22, 0x33}),
                reading.changes().written().get(X));
        assertEquals(2, reading.changes().written().size());
        assertEquals(List.of(), reading.skipped());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hex:11,22\\|  33",
                "hex:11,2\\|2,33",
                "hex:,\\|11,22",
                "hex:11,\\|\\|  22",
                "hex:11,\\#remark|22",
                "hex:11,\\|#remark|",
                "hex:11,100",
                "hex:11,\\|\"y\"=dword:1",
                "hex(100000000):11",
                "hex(0x2):11"
            })
    void hex_data_that_breaks_off_is_skipped(String data) {
        var reading = value("\"x\"=" + data.replace('|', '\n'));
        assertEquals(null, reading.changes().written().get(X));
        assertEquals(3, reading.skipped().get(0).line());
    }

    @Test
    void a_value_that_breaks_off_takes_the_line_with_it_that_it_ran_into() {
        var reading = value("\"x\"=hex:11,\\\n\"y\"=dword:1\n\"z\"=dword:1");
        assertEquals(1, reading.changes().written().size());
        assertEquals(
                2,
                value("\"x\"=hex:11\\\n\"y\"=dword:1\n\"z\"=dword:1")
                        .changes()
                        .written()
                        .size());
    }

    @Test
    void a_long_text_and_a_long_list_of_bytes_are_read() {
        String text = "a\\\"".repeat(200_000);
        assertEquals(
                RegistryValue.sz(text.replace("\\", "")),
                value("\"x\"=\"" + text + "\"").changes().written().get(X));
        String bytes = "  " + "00,".repeat(25) + "\\\n";
        var longest = value("\"x\"=hex:\\\n" + bytes.repeat(20_000) + "  00");
        assertEquals(500_001, longest.changes().written().get(X).bytes().length);
    }

    @Test
    void the_last_line_needs_no_end() {
        var reading = RegReader.read("REGEDIT4\r\n[hkey_local_machine\\software\\TEST]\r\n\"X\"=dword:1");
        assertEquals(RegistryValue.dword(1), reading.changes().written().get(X));
    }
}
