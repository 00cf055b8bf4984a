package tlsready.evidence;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Findings that cannot all be true of one machine at one time. Nothing is guessed: what they are about counts as unknown
 * until somebody says which one holds.
 *
 * @param about what they disagree on, in words
 * @param findings at least two
 */
public record Contradiction(String about, List<Finding> findings) {
    public Contradiction {
        findings = List.copyOf(findings);
        if (findings.size() < 2) {
            throw new IllegalArgumentException("it takes two to contradict: " + findings);
        }
    }

    /** The question to the person. */
    public String question() {
        String each = findings.stream()
                .map(finding -> "line " + finding.origin().line() + " says: "
                        + finding.claim().says())
                .distinct()
                .collect(Collectors.joining("; "));
        return "Your text says two different things about " + about + ": " + each
                + ". Which one is true now? Until you leave the other one out, we count it as unknown.";
    }
}
