package tlsready.site;

import java.util.Optional;

import tlsready.evidence.EvidenceReader;

/**
 * The box to paste evidence in.
 *
 * @param action address to send it to; it carries the guide's answers, if there are any
 * @param given what stands in the box, so that nothing pasted is lost
 * @param trouble what was wrong with it, a sentence
 */
record EvidenceBox(String action, String given, Optional<String> trouble) {
    /** The most that is read, as people read numbers. */
    public String limit() {
        return "%,d".formatted(EvidenceReader.LIMIT);
    }

    static EvidenceBox empty(String action) {
        return new EvidenceBox(action, "", Optional.empty());
    }

    EvidenceBox with(String sentence) {
        return new EvidenceBox(action, given, Optional.of(sentence));
    }
}
