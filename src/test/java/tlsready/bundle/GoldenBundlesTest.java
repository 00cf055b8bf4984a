package tlsready.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tlsready.GoldenMachines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What the portal hands out for the golden machines, file by file, byte by byte. Run with
 * {@code -Dgolden.update=true} to take today's bundles as the new measure, and read the difference before you commit it.
 */
@QuarkusTest
class GoldenBundlesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @EnumSource
    void the_bundle_is_the_golden_one(GoldenMachines machine) throws IOException {
        SortedMap<String, byte[]> files = unpack(download(machine));
        Path folder = GOLDEN.resolve(machine.id());
        if (Boolean.getBoolean("golden.update")) {
            update(folder, files);
        }
        SortedMap<String, byte[]> golden = read(folder);
        assertEquals(golden.keySet(), files.keySet());
        files.forEach((name, bytes) -> {
            assertEquals(text(golden.get(name)), text(bytes), name);
            assertArrayEquals(golden.get(name), bytes, name);
        });
    }

    private static byte[] download(GoldenMachines machine) {
        return RestAssured.given()
                .header("Host", GoldenMachines.SITE.substring("http://".length()))
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get("/bundle.zip?" + machine.query())
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static String text(byte[] bytes) {
        return new BundleFile("any", "", bytes).text();
    }

    private static SortedMap<String, byte[]> unpack(byte[] zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static SortedMap<String, byte[]> read(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.list(folder)) {
                for (Path path : paths.toList()) {
                    files.put(path.getFileName().toString(), Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    private static void update(Path folder, SortedMap<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (String old : read(folder).keySet()) {
            Files.delete(folder.resolve(old));
        }
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
