package tlsready.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import tlsready.evidence.Claim;
import tlsready.evidence.Contradiction;
import tlsready.evidence.Evidence;
import tlsready.evidence.EvidenceCode;
import tlsready.guide.PasteReader;
import tlsready.knowledge.Knowledge;

/** Tells what evidence says beside the answer to the one question it was pasted for. */
final class PasteMore {
    /** As many sentences as a message can hold. */
    private static final int MOST_FOUND = 8;

    private final EvidenceCode code;
    private final Knowledge knowledge;

    PasteMore(EvidenceCode code, Knowledge knowledge) {
        this.code = code;
        this.knowledge = knowledge;
    }

    /** What it tells beyond one answer. */
    PasteReader.More of(Evidence evidence) {
        Map<String, String> answers = EvidenceAnswers.of(evidence.kept(), knowledge);
        List<String> says = evidence.kept().claims().stream()
                .filter(claim -> !isAnswer(claim))
                .map(Claim::says)
                .toList();
        return new PasteReader.More(answers, says.isEmpty() ? "" : code.write(evidence.kept()), says);
    }

    /** Claims that answers of the guide say as well; they need not travel beside them. */
    private static boolean isAnswer(Claim claim) {
        return isWindows(claim)
                || isDotNetFour(claim)
                || claim instanceof Claim.BitnessIs
                || claim instanceof Claim.DotNetThreeFive;
    }

    /** Whether this claim is about which Windows it is. */
    static boolean isWindows(Claim claim) {
        return claim instanceof Claim.WindowsIs || claim instanceof Claim.BuildIs || claim instanceof Claim.ServerIs;
    }

    /** Whether this claim is about which .NET Framework 4 is installed. */
    static boolean isDotNetFour(Claim claim) {
        return claim instanceof Claim.ReleaseIs
                || claim instanceof Claim.DotNetFourIs
                || claim instanceof Claim.NoDotNetFour;
    }

    /** What was understood, a sentence each, not too many. */
    static List<String> found(Evidence evidence) {
        var found = new ArrayList<String>();
        List<Claim> claims = evidence.kept().claims();
        claims.stream().limit(MOST_FOUND).map(Claim::says).forEach(found::add);
        if (claims.size() > MOST_FOUND) {
            found.add("and %d more".formatted(claims.size() - MOST_FOUND));
        }
        return found;
    }

    /** The answer is open if the text says two things about it. */
    static Optional<PasteReader.Unclear> dispute(Evidence evidence, Predicate<Claim> about) {
        return evidence.contradictions().stream()
                .filter(one -> one.findings().stream().anyMatch(finding -> about.test(finding.claim())))
                .map(one -> new PasteReader.Unclear(one.question(), said(one)))
                .findFirst();
    }

    private static List<String> said(Contradiction contradiction) {
        return contradiction.findings().stream()
                .map(finding -> finding.claim().says())
                .distinct()
                .limit(MOST_FOUND)
                .toList();
    }
}
