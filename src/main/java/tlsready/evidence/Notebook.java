package tlsready.evidence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** What readers write down while they go through a {@link Paste}, and which lines they have understood. */
final class Notebook {
    /** More than any honest text says. */
    static final int MOST_FINDINGS = 2_000;

    private static final int MOST_REMARKS = 50;

    private final Paste paste;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final BitSet understood = new BitSet();
    private String reader = "";

    Notebook(Paste paste) {
        this.paste = paste;
        remarks.addAll(paste.remarks());
    }

    /** Says who reads now. */
    void by(String readerName) {
        reader = readerName;
    }

    /** Notes a claim with the lines that make it. */
    void add(Claim claim, Line... lines) {
        understand(lines);
        if (findings.size() < MOST_FINDINGS) {
            var origin = new Origin(reader, Stream.of(lines).map(Line::excerpt).toList());
            findings.add(new Finding(claim, origin));
            if (findings.size() == MOST_FINDINGS) {
                remarks.add(new Remark(
                        0, "We stopped after " + MOST_FINDINGS + " findings. Paste the part that matters by itself."));
            }
        }
    }

    /** Marks lines as read, so that no other reader takes them for something else. */
    void understand(Line... lines) {
        for (Line line : lines) {
            understood.set(line.number() - 1);
        }
    }

    boolean isUnderstood(int index) {
        return understood.get(index);
    }

    /** Notes a remark; what was said once is not said again of other lines. */
    void remark(Line line, String says) {
        boolean said = remarks.stream().anyMatch(remark -> remark.says().equals(says));
        if (!said && remarks.size() < MOST_REMARKS) {
            remarks.add(new Remark(line.number(), says));
        }
    }

    Paste paste() {
        return paste;
    }

    List<Finding> findings() {
        return findings;
    }

    List<Remark> remarks() {
        return remarks;
    }

    /** How many lines were understood. */
    int understoodLines() {
        return understood.cardinality();
    }
}
