package tlsready.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DecodingTest {
    private static final String GERMAN =
            "Fehler: Der Registrierungsschlüssel für das Gerät größer, schön. C:\\Users\\Jörg>\r\n";

    private static Decoding.Text text(byte[] file) {
        return (Decoding.Text) Decoding.decode(file);
    }

    private static String refusal(byte[] file) {
        return ((Decoding.Refused) Decoding.decode(file)).sentence();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "IBM850"})
    void a_text_is_told_by_its_bytes(String charset) {
        assertEquals(GERMAN, text(GERMAN.getBytes(Charset.forName(charset))).text());
        assertEquals(
                Charset.forName(charset),
                text(GERMAN.getBytes(Charset.forName(charset))).charset());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_believed_and_left_out(String charset) {
        assertEquals(
                GERMAN,
                text(("\uFEFF" + GERMAN).getBytes(Charset.forName(charset))).text());
    }

    @Test
    void a_text_that_is_cut_in_the_middle_of_a_character_is_read() {
        byte[] utf8 = "größer als groß".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "größer als gro", text(Arrays.copyOf(utf8, utf8.length - 1)).text());
        byte[] utf16 = ("\uFEFF" + GERMAN).getBytes(StandardCharsets.UTF_16LE);
        assertTrue(text(Arrays.copyOf(utf16, utf16.length - 3)).text().startsWith("Fehler"));
    }

    @Test
    void a_file_that_is_no_text_is_refused_by_its_name() {
        Map.ofEntries(
                        Map.entry("PK\3\4\24", "zip"),
                        Map.entry("PK\5\6", "zip"),
                        Map.entry("\u001F\u008B\b", "gzip"),
                        Map.entry("7z\u00BC\u00AF", "7-Zip"),
                        Map.entry("Rar!\u001A", "RAR"),
                        Map.entry("BZh9", "bzip2"),
                        Map.entry("\u00FD7zXZ", "xz"),
                        Map.entry("MSCF", "cabinet"),
                        Map.entry("MZ\u0090\0", "program"),
                        Map.entry("%PDF-1.7", "PDF"),
                        Map.entry("\u0089PNG", "picture"),
                        Map.entry("\u00FF\u00D8\u00FF\u00E0", "picture"),
                        Map.entry("GIF89a", "picture"),
                        Map.entry("\u00D0\u00CF\u0011\u00E0", "Office"),
                        Map.entry("regf", "hive"),
                        Map.entry("ElfFile", "event log"),
                        Map.entry("PReg", "registry.pol"))
                .forEach((head, name) ->
                        assertTrue(refusal(bytes(head + "\0\1\2")).contains(name), name));
    }

    @Test
    void a_file_of_bytes_without_a_known_beginning_is_refused_too() {
        byte[] noise = new byte[5_000];
        new Random(7).nextBytes(noise);
        noise[0] = 1;
        assertTrue(refusal(noise).contains("no text"));
        assertTrue(refusal(new byte[100]).contains("no text"), "zeros");
    }

    @Test
    void a_file_that_is_too_large_is_refused_with_the_limit() {
        assertTrue(refusal(new byte[Decoding.MOST_BYTES + 1]).contains("2000000"));
        assertTrue(Decoding.check("x".repeat(Decoding.MOST_BYTES + 1))
                .orElseThrow()
                .contains("2000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\r\n", "\uFEFF"})
    void nothing_is_answered_with_what_to_do(String text) {
        assertTrue(refusal(text.getBytes(StandardCharsets.UTF_8)).contains("nothing in it"));
    }

    @Property(tries = 2000, seed = Seeds.BUILD)
    void no_file_is_too_odd(@ForAll byte[] file) {
        assertNotNull(Decoding.decode(file));
    }
}
