package tlsready.evidence;

import java.util.List;
import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.windows.Machine;

/**
 * What was understood of something pasted or uploaded.
 *
 * @param findings everything that was understood, in the order of the readers, each with its lines
 * @param contradictions findings that cannot all be true; none of them is kept
 * @param remarks what was assumed, passed over or could not be used
 * @param kept the facts that are kept; everything else is dropped
 * @param refusal why nothing at all was read, and what to do; empty if it was read
 * @param lines how many lines there were
 * @param understood how many of them said something to a reader
 */
public record Evidence(
        List<Finding> findings,
        List<Contradiction> contradictions,
        List<Remark> remarks,
        Kept kept,
        Optional<String> refusal,
        int lines,
        int understood) {
    public Evidence {
        findings = List.copyOf(findings);
        contradictions = List.copyOf(contradictions);
        remarks = List.copyOf(remarks);
    }

    static Evidence refused(String sentence) {
        return new Evidence(List.of(), List.of(), List.of(), Kept.NOTHING, Optional.of(sentence), 0, 0);
    }

    /** The machine as far as the evidence tells it. */
    public Machine machine(Knowledge knowledge) {
        return kept.machine(knowledge);
    }

    /** Whether anything is known after it that was not before. */
    public boolean isEmpty() {
        return kept.claims().isEmpty();
    }
}
