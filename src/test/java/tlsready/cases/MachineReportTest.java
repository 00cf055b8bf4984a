package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;
import tlsready.cases.MachineReportReader.Read;
import tlsready.cases.MachineReportReader.Refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reports as text, and what they come to. */
class MachineReportTest {
    private static final Instant TIME = Instant.parse("2026-11-22T20:15:00Z");
    private static final String GROUP = "fabcdefg";
    private static final String SECRET = "5e".repeat(32);
    private static final List<String> STACKS = List.of("winhttp-x86", "winhttp-x64", "dotnet4-x86");

    private final MachineReportReader reader = new MachineReportReader(Set.copyOf(STACKS));

    private static final MachineReport REPORT =
            MachineReports.of(GROUP, "0123456789ab", TIME, MachineReports.LOOK, new String[] {
                "winhttp-x86 passed tls-1.2", "dotnet4-x86 failed tls-refused"
            });

    private String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] bytes) {
        return assertInstanceOf(Refused.class, reader.read(bytes)).sentence();
    }

    @Test
    void a_report_is_read_as_it_was_written() {
        byte[] bytes = REPORT.signed(SECRET);
        var read = assertInstanceOf(Read.class, reader.read(bytes));
        assertEquals(REPORT, read.report());
        assertTrue(read.fits(bytes, SECRET));
        assertFalse(read.fits(bytes, "5f".repeat(32)));
        var unsigned = assertInstanceOf(Read.class, reader.read(REPORT.text().getBytes(StandardCharsets.US_ASCII)));
        assertEquals(REPORT, unsigned.report());
        assertEquals(Optional.empty(), unsigned.signature());
    }

    @Test
    void the_text_is_the_documented_one() {
        assertEquals(
                """
                TLS-READY-MACHINE 1
                group: fabcdefg
                machine: 0123456789ab
                time: 2026-11-22T20:15:00Z
                stack: winhttp-x86 passed tls-1.2
                TLS-READY-MACHINE END
                """
                        .replace("\n", "\r\n"),
                MachineReports.of(GROUP, "0123456789ab", TIME, "winhttp-x86 passed tls-1.2")
                        .text());
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void a_changed_byte_never_passes_for_signed(@ForAll @IntRange(min = 0, max = 5_000) int at, @ForAll byte to) {
        byte[] bytes = REPORT.signed(SECRET);
        int index = at % bytes.length;
        if (bytes[index] == to) {
            return;
        }
        bytes[index] = to;
        boolean lineEndOfSignature = index >= bytes.length - 2;
        if (reader.read(bytes) instanceof Read read && !lineEndOfSignature) {
            assertFalse(read.fits(bytes, SECRET), () -> "byte " + index);
        }
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void what_is_cut_off_is_refused(@ForAll @IntRange(min = 0, max = 5_000) int at) {
        String text = REPORT.text();
        refusal(text.substring(0, at % text.length()));
    }

    @Property(seed = Seeds.BUILD)
    void whatever_comes_is_read_or_refused(@ForAll byte[] anything) {
        reader.read(anything);
    }

    @Test
    void a_refusal_names_the_line() {
        String text = REPORT.text();
        assertEquals("Line 1: The first line of a report is \"TLS-READY-MACHINE 1\".", refusal("Hello\n"));
        assertEquals("Line 5: there is no stack winhttp-x99.", refusal(text.replace("winhttp-x86", "winhttp-x99")));
        assertEquals(
                "Line 5: a result is a stack, then passed, failed or unknown, then a reason.",
                refusal(text.replace("passed", "okay")));
        assertEquals(
                "A time looks like 2026-11-22T20:15:00Z, not like yesterday.",
                refusal(text.replace("2026-11-22T20:15:00Z", "yesterday")));
        assertEquals("There is no such time: 2026-13-22T20:15:00Z.", refusal(text.replace("-11-22", "-13-22")));
        assertEquals("A report is plain ASCII; byte 1 is none.", refusal("é" + text));
        assertTrue(refusal(text.replace("dotnet4-x86", "winhttp-x86")).contains("a stack has two results"));
        assertTrue(refusal(text + "signature: x\r\nmore\r\n").contains("nothing comes after the signature"));
        assertTrue(refusal(new byte[MachineReport.LIMIT + 1]).contains("at most 65536 bytes"));
        assertTrue(refusal(text.replace(GROUP, "gabcdefg")).contains("not the label of a group"));
    }

    // ---- Standings -------------------------------------------------------------------------------------------------

    @Provide
    static Arbitrary<FleetStanding> standing() {
        Arbitrary<StackResult> result = Combinators.combine(
                        Arbitraries.of(FleetVerdict.values()), Arbitraries.of("-", "tls-1.2", "tls-refused"))
                .as((verdict, reason) -> new StackResult("winhttp-x86", verdict, reason));
        return Combinators.combine(result, Arbitraries.integers().between(0, 3_000), Arbitraries.of(true, false))
                .as((one, second, seen) -> FleetStanding.first(one, TIME.plusSeconds(second), seen));
    }

    private static FleetStanding all(List<FleetStanding> told) {
        return told.stream().reduce(FleetStanding::with).orElseThrow();
    }

    @Property(seed = Seeds.BUILD)
    void the_order_of_arrival_makes_no_difference(
            @ForAll @Size(min = 1, max = 8) List<@net.jqwik.api.From("standing") FleetStanding> told,
            @ForAll long seed) {
        var shuffled = new java.util.ArrayList<>(told);
        Collections.shuffle(shuffled, new Random(seed));
        assertEquals(all(told), all(shuffled));
    }

    @Property(seed = Seeds.BUILD)
    void what_comes_twice_changes_nothing(
            @ForAll @Size(min = 1, max = 8) List<@net.jqwik.api.From("standing") FleetStanding> told,
            @ForAll @IntRange(min = 0, max = 7) int again) {
        FleetStanding before = all(told);
        assertEquals(before, before.with(told.get(again % told.size())));
        assertEquals(before, before.with(before));
    }

    private static FleetStanding claimed(String line, int second) {
        return FleetStanding.first(MachineReports.result(line), TIME.plusSeconds(second), false);
    }

    private static FleetStanding seen(String line, int second) {
        return FleetStanding.first(MachineReports.result(line), TIME.plusSeconds(second), true);
    }

    @Test
    void who_passed_before_and_fails_now_slid_back() {
        FleetStanding passed = claimed("winhttp-x86 passed tls-1.2", 0);
        assertEquals(FleetState.PASSED, passed.state());
        FleetStanding back = passed.with(claimed("winhttp-x86 failed tls-refused", 60));
        assertEquals(FleetState.SLID_BACK, back.state());
        assertEquals(
                FleetState.PASSED,
                back.with(claimed("winhttp-x86 passed tls-1.2", 90)).state());
        assertEquals(
                FleetState.FAILED, claimed("winhttp-x86 failed tls-refused", 0).state());
        assertEquals(
                FleetState.UNKNOWN,
                passed.with(claimed("winhttp-x86 unknown no-connection", 60)).state());
    }

    @Test
    void what_we_saw_beats_what_is_claimed_until_a_later_test() {
        FleetStanding refused = seen("winhttp-x86 failed legacy-only", 0);
        assertEquals(
                FleetState.FAILED,
                refused.with(claimed("winhttp-x86 passed tls-1.2", 30)).state());
        int later = (int) FleetStanding.SEEN_HOLDS.toSeconds() + 1;
        assertEquals(
                FleetState.PASSED,
                refused.with(claimed("winhttp-x86 passed tls-1.2", later)).state());
    }

    @Test
    void a_label_is_read_as_it_was_written() {
        var knowledge = tlsready.knowledge.KnowledgeReader.read();
        for (var stack : knowledge.stacks()) {
            var label = new FleetLabel(GROUP, "0123456789ab", stack.id());
            assertTrue(label.text().matches("[a-z0-9]{4,32}") || stack.bitness() == null, label.text());
            assertEquals(Optional.of(label), FleetLabel.read(label.text(), knowledge));
        }
        for (String none :
                Arrays.asList("k7m3px", "", GROUP, GROUP + "0123456789ab", GROUP + "0123456789abwinhttpx99")) {
            assertEquals(Optional.empty(), FleetLabel.read(none, knowledge), none);
        }
    }
}
