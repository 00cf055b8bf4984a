package tlsready.wine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import tlsready.evidence.LintFinding;
import tlsready.evidence.LintReport;
import tlsready.evidence.LintSeverity;
import tlsready.evidence.RegLint;
import tlsready.knowledge.KnowledgeReader;
import tlsready.registry.RegFile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Imports faulty lines and what the check makes of them with a real reg.exe. */
class LintWineTest {
    private static final String KEY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\TlsReadyLint";
    /** Lines that the check says an import passes over in silence, and what the corrected file then writes. */
    private static final List<String> SKIPPED = List.of(
            "\"a\"=dword:0x1",
            "\"b\"=dword:000000001",
            "\"c\"=dword:1 # why",
            "\"d\"=dword:1 why",
            "e=dword:1",
            "\"f=dword:1",
            "\"g\"=dword:1\\",
            "\u201Ch\u201D=dword:1",
            "\u00A0\"i\"=dword:1",
            "\"j\":dword:1",
            "\"k\"=DWORD:1",
            "\"l\"=\"text",
            "\"m\"=hex:01,02\\");
    /** Of these nobody can tell what was meant. */
    private static final List<String> LOST = List.of("\"y\"=dword:hello", "\"z\"=dword:12 34", "nonsense");

    private static final RegLint LINT = new RegLint(KnowledgeReader.read());

    private static String file(List<String> lines) {
        return RegFile.HEADER + "\r\n\r\n[" + KEY + "]\r\n\"before\"=dword:1\r\n" + String.join("\r\n", lines)
                + "\r\n\"zz\"=dword:1\r\n\r\n";
    }

    @Test
    void reg_import_passes_over_each_of_these_lines_says_success_and_takes_the_corrected_file() {
        for (String line : SKIPPED) {
            byte[] faulty = ("\uFEFF" + file(List.of(line))).getBytes(StandardCharsets.UTF_16LE);
            LintReport report = LINT.read(faulty);
            assertTrue(
                    report.findings().stream().anyMatch(f -> f.line() == 5 && f.severity() == LintSeverity.ERROR),
                    line);
        }
        var all = new java.util.ArrayList<>(SKIPPED);
        all.addAll(LOST);
        byte[] faulty = ("\uFEFF" + file(all)).getBytes(StandardCharsets.UTF_16LE);
        Wine wine = Wine.fresh();
        wine.imports(faulty);
        assertEquals(List.of("before", "zz"), List.copyOf(values(wine).keySet()));
        LintReport report = LINT.read(faulty);
        assertEquals(
                all.size(),
                report.findings().stream()
                        .filter(f -> f.line() > 4)
                        .map(LintFinding::line)
                        .distinct()
                        .count());
        wine.imports(report.file());
        assertEquals(
                List.of("a", "b", "before", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "zz"),
                List.copyOf(values(wine).keySet()));
    }

    @Test
    void a_whole_file_that_imports_nothing_is_mended() throws Exception {
        for (String bad : List.of(
                "\r\n" + file(List.of()),
                file(List.of()).replace("5.00", "5"),
                file(List.of()).replace(RegFile.HEADER, "REGEDIT5"),
                file(List.of()).replace("[", ""),
                file(List.of()).replace("HKEY_LOCAL_MACHINE", "HKEY_LOCAL_MASCHINE"),
                file(List.of()).replace("[HKEY", "[Computer\\HKEY"))) {
            Wine wine = Wine.fresh();
            Path path = wine.folder("lint").resolve("bad.reg");
            Files.writeString(path, bad);
            wine.reg("import", Wine.name(path));
            assertEquals(1, wine.reg("query", KEY).exit(), bad);
            wine.imports(LINT.read(Files.readAllBytes(path)).file());
            assertEquals(List.of("before", "zz"), List.copyOf(values(wine).keySet()), bad);
        }
    }

    private static TreeMap<String, String> values(Wine wine) {
        var values = new TreeMap<String, String>();
        wine.reg("query", KEY)
                .exits(0)
                .output()
                .lines()
                .filter(line -> line.startsWith("    "))
                .forEach(line -> {
                    String[] parts = line.strip().split(" {4}", 2);
                    values.put(parts[0], parts[1]);
                });
        return values;
    }
}
