package tlsready.site;

import java.util.List;
import java.util.Optional;

import tlsready.evidence.Claim;
import tlsready.evidence.Evidence;
import tlsready.evidence.EvidenceReader;
import tlsready.guide.PasteReader;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;

/** Reads which Windows it is out of whatever tells it: ver, winver, systeminfo, a report of the collector, a .reg file. */
final class WindowsPaste implements PasteReader {
    private final EvidenceReader reader;
    private final PasteMore more;
    private final Knowledge knowledge;

    WindowsPaste(EvidenceReader reader, PasteMore more, Knowledge knowledge) {
        this.reader = reader;
        this.more = more;
        this.knowledge = knowledge;
    }

    @Override
    public String id() {
        return "windows";
    }

    @Override
    public Reading read(String pasted) {
        Evidence evidence = reader.read(pasted);
        List<String> found = PasteMore.found(evidence);
        if (evidence.refusal().isPresent()) {
            return new Unclear(evidence.refusal().get(), found);
        }
        Optional<Unclear> dispute = PasteMore.dispute(evidence, PasteMore::isWindows);
        if (dispute.isPresent()) {
            return dispute.get();
        }
        Optional<WindowsRelease> windows = evidence.kept().windows(knowledge);
        boolean exact = windows.filter(row -> !knowledge.standsForSeveral(row)).isPresent();
        return exact ? understood(windows.get().id(), evidence) : unclear(windows, evidence, found);
    }

    private Reading understood(String answer, Evidence evidence) {
        return new Understood(answer, PasteMore.found(evidence), more.of(evidence));
    }

    /** A build number that several have is for the question to ask about. */
    private Reading unclear(Optional<WindowsRelease> family, Evidence evidence, List<String> found) {
        Optional<Claim.BuildIs> build = evidence.kept().claims().stream()
                .filter(Claim.BuildIs.class::isInstance)
                .map(Claim.BuildIs.class::cast)
                .findFirst();
        if (build.isPresent()) {
            return understood(Integer.toString(build.get().build()), evidence);
        }
        return new Unclear(
                family.map(row -> "We read “" + row.name()
                                + "”. The build number tells which release it is: paste what ver prints,"
                                + " or what winver shows.")
                        .orElse("We see no Windows in what you pasted. Paste what ver or systeminfo prints, or type the"
                                + " build number that winver shows."),
                found);
    }
}
