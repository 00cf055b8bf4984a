package tlsready.evidence;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.Seeds;
import tlsready.knowledge.Bitness;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is pasted: nothing is thrown, nothing hangs, and no fact is made up. Time is counted in steps. */
class HostileTest {
    private static final EvidenceReader READER = EvidenceReaderTest.READER;

    // ---- Steps -------------------------------------------------------------------------------------------------

    /** A text that counts how often a pattern looks at one of its characters. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Every pattern of the room, by class and field, found in the class files so that none is forgotten. */
    static Stream<String> patterns() {
        return patternsByName().keySet().stream();
    }

    private static Map<String, Pattern> patternsByName() {
        var patterns = new LinkedHashMap<String, Pattern>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("tlsready.evidence", "tlsready.registry")
                        .stream()
                        .map(type -> type.reflect())
                        .forEach(type -> Stream.of(type.getDeclaredFields())
                                .filter(field -> field.getType() == Pattern.class)
                                .filter(field -> Modifier.isStatic(field.getModifiers()))
                                .forEach(field ->
                                        patterns.put(type.getSimpleName() + "." + field.getName(), get(field))));
        return patterns;
    }

    private static Pattern get(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    /** Texts that make careless patterns look again and again, stretched to a length. */
    private static List<String> nasty(int length) {
        List<String> seeds = List.of(
                " ",
                "\t",
                "a",
                "a ",
                "1",
                "1.",
                "0",
                ":",
                ": ",
                "a: ",
                "\\",
                "\\\"",
                "\"",
                "(",
                ")",
                "[",
                "]",
                "HKEY_",
                "HKLM\\",
                "REG_",
                " REG_DWORD ",
                "x64",
                "PC ",
                "Windows ",
                "Microsoft ",
                "10.0.",
                "KB1",
                "Tls, ",
                "Tls",
                "reg ",
                "query ",
                "C:\\",
                ">",
                "&",
                "-",
                "=",
                "é",
                ",",
                "\u00A0",
                "Path : ",
                "Enabled ",
                "SYSTEM\\",
                "..",
                "Microsoft Windows [",
                "10.0 (",
                "Version ",
                "Build ",
                "::",
                "0x",
                "f");
        var texts = new ArrayList<String>();
        for (String one : seeds) {
            texts.add(stretch(one, length));
            texts.add("HKLM:\\SOFTWARE\\" + stretch(one, length));
            texts.add("a : " + stretch(one, length) + "!");
            texts.add("Enabled SYSTEM\\" + stretch(one, length) + " ?");
            texts.add("Microsoft Windows 10" + stretch(one, length) + "?");
            texts.add("    x    REG_DWORD" + stretch(one, length));
            texts.add("C:\\a>reg query " + stretch(one, length));
            texts.add("Property x does not exist at path HKEY_" + stretch(one, length));
        }
        return texts;
    }

    private static String stretch(String one, int length) {
        return one.repeat(length / one.length() + 1).substring(0, length);
    }

    private static long looks(Pattern pattern, String text) {
        var matching = new Counted(text);
        pattern.matcher(matching).matches();
        var finding = new Counted(text);
        pattern.matcher(finding).find();
        return matching.looks + finding.looks;
    }

    /** A line is at most 4,000 characters long; twice the length must not take much more than twice the steps. */
    @ParameterizedTest
    @MethodSource("patterns")
    void every_pattern_takes_steps_in_proportion_to_the_line(String name) {
        Pattern pattern = patternsByName().get(name);
        for (String text : nasty(Paste.LONGEST_LINE)) {
            long looks = looks(pattern, text);
            assertTrue(
                    looks < 700L * Paste.LONGEST_LINE,
                    () -> name + " looked " + looks + " times at " + text.substring(0, 40));
        }
    }

    @Test
    void all_patterns_are_looked_at() {
        assertTrue(patternsByName().size() > 30, patternsByName().keySet().toString());
    }

    /** Large texts of every kind; the largest that are taken. */
    static Stream<String> largeTexts() {
        int most = Decoding.MOST_BYTES - 100;
        String one = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n";
        return Stream.of(
                "a".repeat(most),
                " ".repeat(most - 1) + "a",
                "\n".repeat(most - 1) + "a",
                "a\n".repeat(most / 2),
                "[".repeat(most),
                "\u202E\u0007x".repeat(most / 3),
                one.repeat(most / one.length()),
                "Windows Registry Editor Version 5.00\n" + "\"x\"=hex:\\\n".repeat(most / 12),
                "Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\a]\n\"x\"=hex:\\\n"
                        + "00,\\\n".repeat(most / 6),
                "Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\a]\n"
                        + "\"SchUseStrongCrypto\"=dword:1\n".repeat(most / 30),
                ("C:\\>reg query " + one).repeat(most / 90),
                ("absent key: " + one + one + "    SchUseStrongCrypto    absent\n").repeat(most / 180),
                "Path Name Value\n"
                        + "HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 Enabled 1\n".repeat(most / 70),
                "PSPath : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\x\n".repeat(most / 80),
                ("SchUseStrongCrypto : 1\nPSPath : Registry::" + one + "\n").repeat(most / 110),
                "Key Name: " + one + "  Name: a\n  Type: REG_DWORD\n  Data: 0x1\n".repeat(most / 50),
                "    Hive: " + one + "v4.0.30319   SchUseStrongCrypto : 1\n".repeat(most / 40),
                "Microsoft Windows [Version 10.0.19045.1]\n".repeat(most / 42),
                "[01]: KB3140245\n".repeat(most / 17),
                "error 12175 0x80090326 12157 36874\n".repeat(most / 36),
                "<script>alert(1)</script>\n".repeat(most / 27),
                "TLS-READY-REPORT 1\n".repeat(most / 20),
                IntStream.range(0, most / 60)
                        .mapToObj(i -> "HKEY_LOCAL_MACHINE\\SOFTWARE\\Key" + i + "\n    v    REG_DWORD    0x1\n")
                        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                        .substring(0, most - 10));
    }

    @ParameterizedTest
    @MethodSource("largeTexts")
    void the_largest_text_is_read_in_steps_and_memory_in_proportion_to_it(String text) {
        Paste paste = Paste.of(text);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Evidence evidence = READER.understand(paste, new Notebook(paste));
        long used = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(paste.looked() < 60L * (text.length() + paste.size()), "looked at " + paste.looked());
        assertTrue(used < 6_000L * 1_000_000, used / 1_000_000 + " MB passed through");
        assertTrue(evidence.findings().size() <= Notebook.MOST_FINDINGS * 2);
        assertTrue(evidence.remarks().size() <= 60);
    }

    // ---- Oddities ----------------------------------------------------------------------------------------------

    @Test
    void a_line_that_is_too_tooLongis_passed_over_and_named_and_the_rest_is_read() {
        String tooLong = "x".repeat(5_000);
        var evidence = READER.read("Microsoft Windows [Version 10.0.19045.1]\n" + tooLong + "\n461814");
        assertEquals(2, evidence.kept().claims().size());
        assertTrue(evidence.remarks().get(0).says().contains("Line 2 has 5000 characters"));
    }

    @Test
    void control_characters_and_tags_stay_text() {
        var evidence = READER.read("\u001B[31mMicrosoft Windows [Version 10.0.19045.1]\u0007\u202E <b>x</b>\u0000");
        assertTrue(evidence.kept().windows(EvidenceReaderTest.KNOWLEDGE).isEmpty()
                || evidence.findings()
                        .get(0)
                        .origin()
                        .lines()
                        .get(0)
                        .text()
                        .chars()
                        .noneMatch(Character::isISOControl));
    }

    @Test
    void a_refusal_leaves_nothing_behind() {
        var evidence = READER.read(new byte[] {'P', 'K', 3, 4});
        assertTrue(evidence.refusal().orElseThrow().contains("zip"));
        assertTrue(evidence.isEmpty());
    }

    // ---- Mutations ---------------------------------------------------------------------------------------------

    private static final List<String> REAL = List.of(
            Prints.report(sample()),
            Prints.regQuery(sample()),
            Prints.regExport(sample()),
            Prints.properties(sample()),
            Prints.table(sample()),
            Prints.healthChecker(sample()),
            Prints.regeditText(sample()));

    private static RegistrySnapshot sample() {
        var truth = RegistrySnapshot.UNKNOWN;
        int i = 0;
        for (ValueName name : Machines.VALUES) {
            truth = i++ % 3 == 0 ? truth.withKey(name.key()).without(name) : truth.with(name, RegistryValue.dword(i));
        }
        return truth;
    }

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Decoding.WINDOWS,
            Decoding.CONSOLE);

    @Provide
    Arbitrary<String> realTexts() {
        return Arbitraries.of(REAL);
    }

    @Property(tries = 1200, seed = Seeds.BUILD)
    void real_texts_with_wrong_bytes_are_read_without_a_fault(@ForAll("realTexts") String text, @ForAll Random random) {
        byte[] file = text.getBytes(ENCODINGS.get(random.nextInt(ENCODINGS.size())));
        for (int i = 0; i < 1 + random.nextInt(40); i++) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(4)) {
                case 0 -> file[at] = (byte) random.nextInt(256);
                case 1 -> file[at] = file[random.nextInt(file.length)];
                case 2 -> file = Arrays.copyOf(file, Math.max(2, at));
                default -> System.arraycopy(file, at / 2, file, at, Math.min(30, file.length - at));
            }
        }
        Evidence evidence = READER.read(file);
        assertNotNull(evidence);
        assertEquals(
                evidence.kept(),
                new EvidenceCode(EvidenceReaderTest.KNOWLEDGE)
                        .read(new EvidenceCode(EvidenceReaderTest.KNOWLEDGE).write(evidence.kept()))
                        .kept());
    }

    /** Lines that people and tools leave between, before and after what they copy. */
    static final List<String> NOISE = List.of(
            "",
            "   ",
            "Dear support,",
            "this is what it says:",
            "-----",
            "> quoted",
            "<div>",
            "\t",
            "(c) 2018 Microsoft Corporation.",
            "Volume in drive C has no label.",
            "'regquery' is not recognized as an internal or external command,",
            "1",
            "0x1",
            "SchUseStrongCrypto should be 1",
            "REG_DWORD",
            "Press any key to continue . . .",
            "Enabled",
            "…",
            "Name Value");

    @Provide
    Arbitrary<RegistrySnapshot> plainTruths() {
        return Machines.truths().map(Machines::withoutUnprintable);
    }

    @Property(tries = 800, seed = Seeds.BUILD)
    void no_fact_is_made_up_where_lines_are_lost_between_pieces_or_added(
            @ForAll("plainTruths") RegistrySnapshot truth, @ForAll Random random) {
        String text =
                switch (random.nextInt(7)) {
                    case 0 -> Prints.report(truth);
                    case 6 -> Prints.healthChecker(truth);
                    case 1 -> Prints.regQuery(truth);
                    case 2 -> Prints.properties(truth);
                    case 3 -> Prints.regExport(truth);
                    case 4 -> Prints.regeditText(truth);
                    default -> Prints.table(truth);
                };
        var lines = new ArrayList<>(text.lines().toList());
        for (int i = 0; i < random.nextInt(12); i++) {
            int at = random.nextInt(lines.size());
            // One loss cannot be told from the text: that of a value or a key out of the middle of a listing.
            if (random.nextBoolean() && !isListed(lines, at) && lines.size() > 5) {
                lines.remove(at);
            } else {
                lines.add(at, NOISE.get(random.nextInt(NOISE.size())));
            }
        }
        int keep = 1 + random.nextInt(lines.size());
        String mutated = String.join(random.nextBoolean() ? "\n" : "\r\n", lines.subList(0, keep));
        Evidence evidence = READER.read(mutated + "\n.");
        for (Finding finding : evidence.findings()) {
            assertTrue(isTrue(finding.claim(), truth), () -> finding + " in\n" + mutated);
        }
    }

    private static boolean isListed(List<String> lines, int at) {
        String line = lines.get(at);
        boolean header = at + 1 < lines.size() && lines.get(at + 1).startsWith(" ");
        boolean file = line.startsWith("[") || line.endsWith("\\") || line.startsWith("  ") && line.contains(",");
        boolean text = line.startsWith("Schl") || line.startsWith("  Name:") || line.startsWith("  Daten:");
        return file
                || text
                || line.contains("REG_")
                || line.contains(" : ") && !line.contains("PS")
                || line.startsWith("HKEY_") && !header;
    }

    private static boolean isTrue(Claim claim, RegistrySnapshot truth) {
        if (claim instanceof Claim.ValueIs value) {
            var is = truth.find(value.name());
            return is instanceof RegistrySnapshot.Present present
                    && (present.value().equals(value.value())
                            || present.value().asText().map(String::strip).equals(digits(value)));
        }
        if (claim instanceof Claim.ValueIsAbsent absent) {
            return truth.find(absent.name()) instanceof RegistrySnapshot.Absent;
        }
        if (claim instanceof Claim.KeyIsThere there) {
            return truth.hasKey(there.key()).orElse(true);
        }
        if (claim instanceof Claim.KeyIsAbsent absent) {
            return !truth.hasKey(absent.key()).orElse(false);
        }
        return isWordSize(claim, truth);
    }

    /** The only other thing that these texts tell: that there is a Wow6432Node, as 64-bit Windows alone has. */
    static boolean isWordSize(Claim claim, RegistrySnapshot truth) {
        return claim instanceof Claim.BitnessIs told
                && told.bitness() == Bitness.X64
                && Machines.PLACES.keys().stream()
                        .anyMatch(key -> key.view() == RegistryView.WOW6432NODE
                                && truth.hasKey(key).orElse(false));
    }

    /** A text of digits looks like a number in a listing without types; the reader says so. */
    private static Optional<String> digits(Claim.ValueIs value) {
        return value.value().asDword().isPresent()
                ? Optional.of(Integer.toString(value.value().asDword().getAsInt()))
                : value.value().asText().map(String::strip);
    }

    @Property(tries = 1000, seed = Seeds.BUILD)
    void no_text_is_too_odd(@ForAll String text) {
        assertNotNull(READER.read(text));
        assertFalse(READER.read("x" + text).lines() == 0
                && READER.read("x" + text).refusal().isEmpty());
    }
}
