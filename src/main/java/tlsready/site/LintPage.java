package tlsready.site;

import java.util.List;
import java.util.Optional;

import tlsready.evidence.LintFinding;
import tlsready.evidence.LintReport;
import tlsready.evidence.LintSeverity;
import tlsready.evidence.RegLint;

/**
 * The page of the .reg check, with nothing left to decide.
 *
 * @param given what stands in the box, so that nothing pasted is lost
 * @param trouble what was wrong with what was sent, a sentence
 * @param report what was found; nothing on the empty page
 * @param code of the file in an address; nothing if it is too long for one
 * @param outlook address of what a PC with these values could reach; nothing if no value says anything
 */
record LintPage(
        String given,
        Optional<String> trouble,
        Optional<LintReport> report,
        Optional<String> code,
        Optional<String> outlook) {
    /** As much of the corrected file as a page shows. */
    private static final int MOST_SHOWN = 60_000;

    static LintPage empty() {
        return new LintPage("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    LintPage with(String sentence) {
        return new LintPage(given, Optional.of(sentence), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The most that is read, as people read numbers. */
    public String limit() {
        return "%,d".formatted(RegLint.LIMIT);
    }

    /**
     * A finding with the name of its place.
     *
     * @param anchor unique in the page
     * @param place line 4, or the whole file
     */
    public record Item(String anchor, String place, LintFinding finding) {}

    public List<Item> items() {
        List<LintFinding> findings = report.map(LintReport::findings).orElse(List.of());
        return java.util.stream.IntStream.range(0, findings.size())
                .mapToObj(i -> item(i, findings))
                .toList();
    }

    private static Item item(int index, List<LintFinding> findings) {
        LintFinding finding = findings.get(index);
        long before = findings.subList(0, index).stream()
                .filter(other -> other.line() == finding.line() && other.id().equals(finding.id()))
                .count();
        String anchor = "l" + finding.line() + "-" + finding.id() + (before == 0 ? "" : "-" + (before + 1));
        return new Item(anchor, finding.line() == 0 ? "The whole file" : "Line " + finding.line(), finding);
    }

    /** The verdict in a sentence. */
    public String headline() {
        LintReport checked = report.orElseThrow();
        long errors = checked.count(LintSeverity.ERROR);
        long warnings = checked.count(LintSeverity.WARNING);
        if (errors > 0) {
            return "As it is, this file does not do all that it says";
        }
        return warnings > 0 ? "Windows takes every line; look at the warnings" : "This file is fine";
    }

    /** How many of what. */
    public String count() {
        LintReport checked = report.orElseThrow();
        return number(checked.count(LintSeverity.ERROR), "error") + ", "
                + number(checked.count(LintSeverity.WARNING), "warning") + ", "
                + number(checked.count(LintSeverity.NOTE), "note") + " in " + number(checked.lines(), "line") + ".";
    }

    private static String number(long count, String what) {
        return (count == 0 ? "no" : "" + count) + " " + what + (count == 1 ? "" : "s");
    }

    public boolean isWhole() {
        return report.orElseThrow().corrected().length() <= MOST_SHOWN;
    }

    /** The corrected file, or its beginning. */
    public String shown() {
        String text = report.orElseThrow().corrected();
        return isWhole() ? text : text.substring(0, MOST_SHOWN);
    }

    public boolean isMended() {
        return report.orElseThrow().findings().stream().anyMatch(LintFinding::mended);
    }
}
