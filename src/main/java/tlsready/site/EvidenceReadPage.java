package tlsready.site;

import java.util.List;

import tlsready.evidence.Claim;
import tlsready.evidence.Evidence;
import tlsready.evidence.Finding;
import tlsready.evidence.Line;
import tlsready.evidence.Remark;

/**
 * What was understood of evidence, with nothing left to decide.
 *
 * @param findings everything understood, each with its lines
 * @param questions contradictions, as questions to the person
 * @param remarks what could not be used, or was assumed
 * @param kept what goes on, in words
 * @param code the same as it travels in the address
 * @param lines how many lines there were
 * @param dropped how many of them said nothing to us
 * @param result address of the verdicts
 */
record EvidenceReadPage(
        List<Found> findings,
        List<String> questions,
        List<Said> remarks,
        List<String> kept,
        String code,
        int lines,
        int dropped,
        String result,
        EvidenceBox box) {

    /**
     * A finding.
     *
     * @param reader what its piece was read as
     * @param kept whether it goes on
     */
    record Found(String says, String reader, List<Line> lines, boolean kept) {}

    /** A remark; the place is empty where it is about the whole. */
    record Said(String place, String words) {}

    static EvidenceReadPage of(Evidence evidence, String code, String result, EvidenceBox box) {
        List<Claim> claims = evidence.kept().claims();
        return new EvidenceReadPage(
                evidence.findings().stream()
                        .map(finding -> found(finding, claims))
                        .toList(),
                evidence.contradictions().stream().map(c -> c.question()).toList(),
                evidence.remarks().stream().map(EvidenceReadPage::said).toList(),
                claims.stream().map(Claim::says).toList(),
                code,
                evidence.lines(),
                Math.max(0, evidence.lines() - evidence.understood()),
                result,
                box);
    }

    private static Found found(Finding finding, List<Claim> kept) {
        return new Found(
                finding.claim().says(),
                finding.origin().reader(),
                finding.origin().lines(),
                kept.contains(finding.claim()));
    }

    private static Said said(Remark remark) {
        return new Said(remark.line() == 0 ? "" : "Line " + remark.line() + ": ", remark.says());
    }
}
