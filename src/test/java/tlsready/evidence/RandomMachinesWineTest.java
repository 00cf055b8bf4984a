package tlsready.evidence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;

import tlsready.GoldenMachines;
import tlsready.bundle.Bundle;
import tlsready.bundle.BundleFile;
import tlsready.bundle.Bundles;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.ValueName;
import tlsready.wine.Wine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Random machines in a real registry, odd types and data included: Look.cmd tells them as they are, and what a bundle
 * made from the report changes is taken back to the bit. The registry is not put back between them, which would take
 * most of the time; each is imported over the last.
 */
class RandomMachinesWineTest {
    private static final Pattern LEFTOVER = Pattern.compile("; May stay behind empty, without effect: (.+)");
    private static final EvidenceCode CODE = new EvidenceCode(EvidenceReaderTest.KNOWLEDGE);

    private static Wine wine;
    private static int machines;

    @BeforeContainer
    static void fresh() {
        wine = Wine.fresh();
    }

    @Provide
    Arbitrary<RegistrySnapshot> truths() {
        return Machines.truths().map(Machines::asWinePrints);
    }

    @Property(
            tries = 12,
            seed = "4",
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF)
    void look_tells_exactly_the_registry_it_was_given(@ForAll("truths") RegistrySnapshot truth) throws Exception {
        wine.imports(Machines.regFile(truth));
        Path folder = wine.folder("Look here (1)");
        Files.write(
                folder.resolve("Look.cmd"),
                getClass().getResourceAsStream("/bundle/Look.cmd").readAllBytes());
        wine.script(folder.resolve("Look.cmd"), "/quiet").exits(0);
        String report = Files.readString(folder.resolve("TLS-Ready-report.txt"));
        Evidence evidence = EvidenceReaderTest.READER.read(report);
        assertEquals(List.of(), evidence.contradictions());
        RegistrySnapshot read = RegistryClaims.snapshot(
                evidence.findings().stream().map(Finding::claim).toList());
        for (RegistryKey key : Machines.PLACES.keys()) {
            assertEquals(truth.hasKey(key), read.hasKey(key), () -> key + "\n" + report);
        }
        for (ValueName name : Machines.VALUES) {
            assertEquals(truth.find(name), read.find(name), () -> name + "\n" + report);
        }
    }

    @Property(
            tries = 8,
            seed = "14",
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF)
    void what_a_bundle_made_from_the_evidence_changes_is_taken_back_to_the_bit(@ForAll("truths") RegistrySnapshot truth)
            throws Exception {
        wine.imports(Machines.regFile(truth));
        String before = wine.registry();
        Evidence evidence = EvidenceReaderTest.READER.read(Prints.report(truth));
        String answers = machines++ % 4 == 0 ? Bundles.EVERYTHING : GoldenMachines.ANALYST.query();
        Bundle bundle = Bundles.of(answers + "&e=" + CODE.write(evidence.kept()));
        Path folder = wine.folder("Random machine");
        for (BundleFile file : bundle.files()) {
            Files.write(folder.resolve(file.name()), file.bytes());
        }
        List<Path> regFiles = regFiles(folder);
        assertTrue(!regFiles.isEmpty(), "a random machine needs something");

        wine.script(folder.resolve("Fix.cmd"), "/quiet").exits(0).says("Failed: 0.");
        wine.script(folder.resolve("Undo.cmd"), "/quiet").exits(0);
        wine.isAsBefore(before);

        for (Path file : regFiles) {
            byte[] undo = Files.readAllBytes(file.resolveSibling("UNDO_" + file.getFileName()));
            wine.imports(Files.readAllBytes(file));
            wine.imports(undo);
            // All that may be different: keys that stay behind empty, as the undo says of each.
            Set<String> announced = LEFTOVER.matcher(new BundleFile("undo.reg", "", undo).text())
                    .results()
                    .map(line -> ("[" + line.group(1) + "]").toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            String after = wine.registry();
            Set<String> come = lines(after);
            come.removeAll(lines(before));
            come.removeAll(announced);
            assertEquals(Set.of(), come);
            Set<String> lost = lines(before);
            lost.removeAll(lines(after));
            assertEquals(Set.of(), lost);
        }
    }

    private static List<Path> regFiles(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TLS_.*\\.reg"))
                    .sorted()
                    .toList();
        }
    }

    /** The lines of an export; keys may be spelled in capitals or not. */
    private static Set<String> lines(String export) {
        return export.lines()
                .map(line -> line.startsWith("[") ? line.toLowerCase(Locale.ROOT) : line)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
