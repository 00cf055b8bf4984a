package tlsready.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The file that holds what was accepted. */
class ReportSpoolTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("reports.spool");
    }

    private static byte[] entry(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private List<byte[]> left() throws IOException {
        try (var spool = new ReportSpool(file(), 10_000)) {
            return spool.left();
        }
    }

    private void write(String... entries) throws IOException {
        try (var spool = new ReportSpool(file(), 10_000)) {
            spool.left();
            for (String entry : entries) {
                spool.append(List.of(entry(entry)));
            }
        }
    }

    @Test
    void what_was_written_is_there_after_a_stop() throws IOException {
        write("one", "two");
        write("three");
        List<byte[]> left = left();
        assertEquals(3, left.size());
        assertArrayEquals(entry("three"), left.get(2));
    }

    @Test
    void what_was_being_written_when_the_machine_stopped_is_cut_off_wherever_it_broke() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(file());
        int first = whole.length / 2;
        for (int length = first; length < whole.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            assertEquals(1, left().size(), "after " + length + " bytes");
            assertEquals(first, Files.size(file()));
        }
        Files.write(file(), whole);
        Files.write(file(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        assertEquals(2, left().size());
        write("three");
        assertEquals(3, left().size());
    }

    @Test
    void a_full_one_takes_nothing_and_loses_nothing() throws IOException {
        try (var spool = new ReportSpool(file(), 40)) {
            spool.left();
            spool.append(List.of(entry("twelve bytes")));
            assertThrows(ReportSpool.Full.class, () -> spool.append(List.of(entry("x"), entry("twelve bytes"))));
            spool.append(List.of(entry("abc")));
        }
        assertEquals(2, left().size());
    }

    @Test
    void two_processes_cannot_share_one() throws IOException {
        try (var spool = new ReportSpool(file(), 40)) {
            assertThrows(IOException.class, () -> new ReportSpool(file(), 40));
        }
    }

    @Test
    void an_emptied_one_is_empty() throws IOException {
        try (var spool = new ReportSpool(file(), 10_000)) {
            spool.left();
            spool.append(List.of(entry("one")));
            spool.clear();
            spool.append(List.of(entry("two")));
        }
        assertEquals(1, left().size());
    }
}
