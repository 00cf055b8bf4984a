package tlsready.wine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.GoldenMachines;
import tlsready.bundle.BundleFile;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistryKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Imports every golden bundle's .reg files with a real reg.exe and takes them back. */
class RegFilesWineTest {
    private static final Pattern LEFTOVER = Pattern.compile("; May stay behind empty, without effect: (.+)");

    static Stream<GoldenMachines> bundles() {
        return GoldenFiles.with("TLS_.*");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_value_is_seen_by_the_programs_it_is_for_and_the_undo_leaves_nothing_but_what_it_announces(
            GoldenMachines machine) {
        Wine wine = Wine.fresh();
        for (Path file : GoldenFiles.matching(machine, "TLS_.*")) {
            byte[] undo = GoldenFiles.read(file.resolveSibling("UNDO_" + file.getFileName()));
            var before = keys(wine.registry());
            wine.imports(GoldenFiles.read(file));
            Sight.holds(wine, GoldenFiles.changes(GoldenFiles.read(file)));

            wine.imports(undo);
            String after = wine.registry();
            var left = new TreeSet<>(keys(after));
            left.removeAll(before);
            var announced = new TreeSet<>(announced(undo));
            announced.removeAll(before);
            assertEquals(announced, left);

            // With the keys there already, nothing at all is left behind.
            wine.imports(GoldenFiles.read(file));
            assertNotEquals(after, wine.registry());
            wine.imports(undo);
            wine.isAsBefore(after);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void the_undo_deletes_and_never_writes_a_zero(GoldenMachines machine) {
        for (Path file : GoldenFiles.matching(machine, "UNDO_.*")) {
            ChangeSet undo = GoldenFiles.changes(GoldenFiles.read(file));
            assertEquals(List.of(), List.copyOf(undo.written().keySet()));
        }
    }

    /** The keys of an export, spelled one way; the 32-bit ones are there under Wow6432Node too. */
    private static TreeSet<RegistryKey> keys(String export) {
        return export.lines()
                .filter(line -> line.startsWith("[") && line.endsWith("]"))
                .map(line -> RegistryKey.parse(line.substring(1, line.length() - 1)))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<RegistryKey> announced(byte[] undo) {
        Matcher lines = LEFTOVER.matcher(new BundleFile("undo.reg", "", undo).text());
        return lines.results()
                .map(line -> RegistryKey.parse(line.group(1)))
                .flatMap(Optional::stream)
                .toList();
    }
}
