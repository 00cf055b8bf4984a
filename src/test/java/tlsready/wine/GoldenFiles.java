package tlsready.wine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import tlsready.GoldenMachines;
import tlsready.bundle.Bundle;
import tlsready.bundle.BundleFile;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The files of golden bundles, which {@code GoldenBundlesTest} proves to be what the portal hands out. */
final class GoldenFiles {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private GoldenFiles() {}

    static Path folder(GoldenMachines machine) {
        return GOLDEN.resolve(machine.id());
    }

    /** The machines whose bundle has a file of this name pattern. */
    static Stream<GoldenMachines> with(String pattern) {
        return Arrays.stream(GoldenMachines.values())
                .filter(machine -> !matching(machine, pattern).isEmpty());
    }

    /** The files of a bundle whose names match. */
    static List<Path> matching(GoldenMachines machine, String pattern) {
        try (Stream<Path> files = Files.list(folder(machine))) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a golden bundle's files into a folder. */
    static void unpack(GoldenMachines machine, Path to) {
        matching(machine, ".*")
                .forEach(file -> write(to.resolve(file.getFileName().toString()), read(file)));
    }

    /** Puts a bundle's files into a folder. */
    static void unpack(Bundle bundle, Path to) {
        for (BundleFile file : bundle.files()) {
            write(to.resolve(file.name()), file.bytes());
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces words in an ASCII file; they must be there. */
    static void replace(Path file, String words, String others) {
        String text = new String(read(file), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(words), () -> words + " is not in " + file);
        write(file, text.replace(words, others).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What a .reg file does. */
    static ChangeSet changes(byte[] regFile) {
        RegReader.Reading reading = RegReader.read(regFile, StandardCharsets.US_ASCII);
        assertEquals(List.of(), reading.skipped());
        return reading.changes();
    }
}
