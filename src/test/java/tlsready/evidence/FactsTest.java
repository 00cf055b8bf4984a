package tlsready.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tlsready.Seeds;
import tlsready.knowledge.Bitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What ver, winver, systeminfo, OSVersion, Get-STDotNetVersion, SecurityProtocol and error messages say of a machine is
 * read back, and nothing else, whatever happens to the text on its way.
 */
class FactsTest {
    private static final EvidenceReader READER = EvidenceReaderTest.READER;
    private static final EvidenceCode CODE = new EvidenceCode(EvidenceReaderTest.KNOWLEDGE);
    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Decoding.WINDOWS,
            Decoding.CONSOLE);

    @Provide
    Arbitrary<Facts> machines() {
        return Facts.arbitrary();
    }

    @Property(tries = 150, seed = Seeds.BUILD)
    void every_format_is_read_back_alone(@ForAll("machines") Facts machine, @ForAll Random random) {
        for (Facts.Print print : machine.prints(random.nextInt(100))) {
            for (Charset charset : ENCODINGS) {
                String text = print.text().replace("\n", "\r\n") + "\r\n";
                if (!charset.newEncoder().canEncode(text)) {
                    continue;
                }
                Evidence evidence = READER.read(text.getBytes(charset));
                List<Claim> claims =
                        evidence.findings().stream().map(Finding::claim).toList();
                assertTrue(
                        claims.containsAll(print.tells()),
                        () -> charset + ", " + print.tells() + " in " + text + " but " + evidence.findings());
                isAllTrue(evidence, machine, text);
                assertEquals(List.of(), evidence.contradictions());
                assertEquals(
                        evidence.kept(), CODE.read(CODE.write(evidence.kept())).kept());
            }
        }
    }

    @Property(tries = 150, seed = Seeds.BUILD)
    void all_formats_together_agree_and_tell_the_machine(@ForAll("machines") Facts machine, @ForAll Random random) {
        var texts = new ArrayList<>(machine.prints(random.nextInt(100)).stream()
                .map(Facts.Print::text)
                .toList());
        Collections.shuffle(texts, random);
        Evidence evidence = READER.read(String.join("\n\n", texts));
        assertEquals(List.of(), evidence.contradictions());
        var told = evidence.machine(EvidenceReaderTest.KNOWLEDGE);
        assertEquals(machine.windows().id(), told.windows().id());
        assertEquals(machine.bitness(), told.bitness().orElseThrow());
        assertTrue(machine.updates().stream().allMatch(update -> told.updates().getOrDefault(update.id(), false)));
    }

    @Property(tries = 600, seed = Seeds.BUILD)
    void no_fact_is_made_up_where_lines_are_lost_or_added_and_the_end_is_cut(
            @ForAll("machines") Facts machine, @ForAll Random random) {
        var lines = new ArrayList<>(text(machine, random).lines().toList());
        for (int i = 0; i < random.nextInt(12); i++) {
            int at = random.nextInt(lines.size());
            if (random.nextBoolean() && lines.size() > 2) {
                lines.remove(at);
            } else {
                lines.add(at, HostileTest.NOISE.get(random.nextInt(HostileTest.NOISE.size())));
            }
        }
        byte[] file = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        String cut = new String(file, 0, random.nextInt(file.length + 1), StandardCharsets.UTF_8);
        isAllTrue(READER.read(cut), machine, cut);
    }

    /** Other bytes say other things; but what is understood of them still stands in the text. */
    @Property(tries = 600, seed = Seeds.BUILD)
    void a_number_that_was_understood_stands_in_the_text_however_it_was_damaged(
            @ForAll("machines") Facts machine, @ForAll Random random) {
        byte[] file = text(machine, random).getBytes(ENCODINGS.get(random.nextInt(ENCODINGS.size())));
        for (int i = 0; i < 1 + random.nextInt(30); i++) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(4)) {
                case 0 -> file[at] = (byte) random.nextInt(256);
                case 1 -> file[at] = (byte) ('0' + random.nextInt(10));
                case 2 -> file = Arrays.copyOf(file, Math.max(2, at));
                default -> swap(file, at, random.nextInt(file.length));
            }
        }
        Evidence evidence = READER.read(file);
        for (Finding finding : evidence.findings()) {
            String said = finding.origin().lines().stream().map(Line::text).collect(Collectors.joining("\n"));
            assertTrue(isSaid(finding.claim(), said), () -> finding + " in\n" + said);
        }
        assertEquals(evidence.kept(), CODE.read(CODE.write(evidence.kept())).kept());
    }

    private static void swap(byte[] file, int one, int other) {
        byte kept = file[one];
        file[one] = file[other];
        file[other] = kept;
    }

    private static boolean isSaid(Claim claim, String said) {
        if (claim instanceof Claim.BuildIs is) {
            return Pattern.compile("(?<!\\d)" + is.build() + "(?!\\d)")
                    .matcher(said)
                    .find();
        }
        if (claim instanceof Claim.ReleaseIs is) {
            return said.contains(Integer.toString(is.release())) || said.contains(Integer.toHexString(is.release()));
        }
        if (claim instanceof Claim.DotNetFourIs is) {
            return said.contains(is.id().replace('-', '.')) || said.contains("elease");
        }
        if (claim instanceof Claim.BitnessIs is) {
            return said.contains(is.bitness() == Bitness.X64 ? "64" : "86") || said.contains("32");
        }
        return true;
    }

    /** Some of what is printed of the machine, in any order. */
    private static String text(Facts machine, Random random) {
        var texts = new ArrayList<>(machine.prints(random.nextInt(100)).stream()
                .map(Facts.Print::text)
                .toList());
        Collections.shuffle(texts, random);
        return String.join("\n", texts.subList(0, 1 + random.nextInt(4)));
    }

    /** The last line may be half of something; everything before it is whole. */
    private static void isAllTrue(Evidence evidence, Facts machine, String text) {
        for (Finding finding : evidence.findings()) {
            boolean half = finding.origin().lines().stream().anyMatch(line -> line.number() >= evidence.lines());
            assertTrue(half || machine.isTrue(finding.claim()), () -> finding + " of " + machine + " in\n" + text);
        }
    }
}
