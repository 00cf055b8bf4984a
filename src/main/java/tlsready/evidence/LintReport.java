package tlsready.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import tlsready.registry.ChangeSet;

/**
 * What the .reg check says of a file.
 *
 * @param refusal why nothing could be read, a sentence; then everything else is empty
 * @param lines how many lines the file has
 * @param findings in the order of the lines, those about the whole file first
 * @param corrected the corrected file as text, lines apart by CR LF
 * @param charset of the corrected file: UTF-16LE with its mark, as regedit writes it; a code page only where the older
 *     form must stay
 * @param changes what the corrected file does
 */
public record LintReport(
        Optional<String> refusal,
        int lines,
        List<LintFinding> findings,
        String corrected,
        Charset charset,
        ChangeSet changes) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    static LintReport refused(String sentence) {
        return new LintReport(Optional.of(sentence), 0, List.of(), "", StandardCharsets.UTF_16LE, ChangeSet.NOTHING);
    }

    /** The bytes of the corrected file. */
    public byte[] file() {
        String mark = charset.equals(StandardCharsets.UTF_16LE) ? "\uFEFF" : "";
        return (mark + corrected).getBytes(charset);
    }

    /** How many findings weigh this much. */
    public long count(LintSeverity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Whether Windows does what every line of the file says. */
    public boolean passes() {
        return refusal.isEmpty() && count(LintSeverity.ERROR) == 0;
    }
}
