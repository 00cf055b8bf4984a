package tlsready.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class StoredZipTest {
    @Provide
    static Arbitrary<List<BundleFile>> files() {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(3000);
        return Combinators.combine(names, bytes)
                .as((name, content) -> new BundleFile(name + ".txt", "", content))
                .list()
                .uniqueElements(BundleFile::name)
                .ofMaxSize(12);
    }

    @Property(tries = 200, seed = Seeds.BUILD)
    void every_archive_reads_back_to_its_files_and_order_makes_no_difference(@ForAll("files") List<BundleFile> files)
            throws IOException {
        byte[] zip = StoredZip.write(files);
        Map<String, byte[]> read = read(zip);
        assertEquals(files.size(), read.size());
        files.forEach(file -> assertArrayEquals(file.bytes(), read.get(file.name()), file.name()));

        var shuffled = new ArrayList<>(files);
        Collections.reverse(shuffled);
        assertArrayEquals(zip, StoredZip.write(shuffled));
    }

    private static Map<String, byte[]> read(byte[] zip) throws IOException {
        var read = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                read.put(entry.getName(), in.readAllBytes());
            }
        }
        return read;
    }

    @Test
    void the_directory_at_the_end_agrees_with_the_entries(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bundle.zip");
        var one = new BundleFile("b.txt", "", "two".getBytes(StandardCharsets.US_ASCII));
        var two = new BundleFile("a.txt", "", new byte[0]);
        Files.write(file, StoredZip.write(List.of(one, two)));
        var names = new ArrayList<String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                names.add(entry.getName());
                assertEquals(ZipEntry.STORED, entry.getMethod());
                assertEquals(LocalDateTime.of(1980, 1, 1, 0, 0), entry.getTimeLocal());
                // Reading to the end checks length and CRC-32.
                assertEquals(entry.getSize(), zip.getInputStream(entry).readAllBytes().length);
            }
        }
        assertEquals(List.of("a.txt", "b.txt"), names);
    }

    @Test
    void a_flipped_byte_is_noticed_by_whoever_unpacks() {
        var file = new BundleFile("a.txt", "", "content".getBytes(StandardCharsets.US_ASCII));
        byte[] zip = StoredZip.write(List.of(file));
        zip[30 + "a.txt".length()] ^= 1;
        assertThrows(IOException.class, () -> read(zip));
    }

    @Test
    void a_bundle_has_no_two_files_of_one_name_and_no_folders() {
        var file = new BundleFile("a.txt", "", new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> new Bundle("twice", List.of(file, file)));
        for (String name : List.of("", "../a", "a/b", "a\\b", ".a", "a b", "ä.txt")) {
            assertThrows(IllegalArgumentException.class, () -> new BundleFile(name, "", new byte[0]), name);
        }
    }
}
