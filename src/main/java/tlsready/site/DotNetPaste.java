package tlsready.site;

import java.util.List;
import java.util.Optional;

import tlsready.evidence.Claim;
import tlsready.evidence.Evidence;
import tlsready.evidence.EvidenceReader;
import tlsready.evidence.InstalledDotNet;
import tlsready.evidence.RegQuery;
import tlsready.guide.PasteReader;
import tlsready.knowledge.Knowledge;
import tlsready.windows.Frameworks;

/**
 * Reads the .NET Framework 4 of a machine out of whatever tells it: reg query, a report of the collector, a list of
 * Get-STDotNetVersion, a .reg file, a Release number.
 */
final class DotNetPaste implements PasteReader {
    private final EvidenceReader reader;
    private final PasteMore more;
    private final Knowledge knowledge;

    DotNetPaste(EvidenceReader reader, PasteMore more, Knowledge knowledge) {
        this.reader = reader;
        this.more = more;
        this.knowledge = knowledge;
    }

    @Override
    public String id() {
        return "dotnet";
    }

    @Override
    public Reading read(String pasted) {
        Evidence evidence = reader.read(pasted);
        List<String> found = PasteMore.found(evidence);
        if (evidence.refusal().isPresent()) {
            return new Unclear(evidence.refusal().get(), found);
        }
        Optional<Unclear> dispute = PasteMore.dispute(evidence, PasteMore::isDotNetFour);
        if (dispute.isPresent()) {
            return dispute.get();
        }
        return four(evidence)
                .or(() -> listed(pasted))
                .<Reading>map(answer -> new Understood(answer, found, more.of(evidence)))
                .orElseGet(() -> new Unclear(why(pasted, evidence), found));
    }

    private Optional<String> four(Evidence evidence) {
        Optional<String> release = evidence.kept().claims().stream()
                .filter(Claim.ReleaseIs.class::isInstance)
                .map(claim -> "release-" + ((Claim.ReleaseIs) claim).release())
                .findFirst();
        Frameworks frameworks = evidence.machine(knowledge).frameworks();
        return release.or(() -> frameworks.four() instanceof Frameworks.NoFour
                ? Optional.of("none")
                : frameworks.installed().map(version -> version.id()));
    }

    /** The keys alone, as our lines print them, tell a 4.0 without saying that they are whole. */
    private static Optional<String> listed(String pasted) {
        InstalledDotNet installed = InstalledDotNet.in(RegQuery.read(pasted).snapshot());
        return installed.release().isPresent()
                ? Optional.of("release-"
                        + Integer.toUnsignedString(installed.release().getAsInt()))
                : installed.dotnet4().map(there -> there ? "4-0" : "none");
    }

    private static String why(String pasted, Evidence evidence) {
        if (!RegQuery.read(pasted).snapshot().keys().isEmpty()) {
            return "We see registry keys, but nothing that tells about .NET Framework 4. Run one of the lines above as "
                    + "it stands, and paste all of what it prints.";
        }
        return evidence.isEmpty()
                ? "We see no registry key in what you pasted. It should have lines that begin with HKEY_LOCAL_MACHINE. "
                        + "Mark everything in the window, copy it and paste it again."
                : "We read what you pasted, but it does not tell about .NET Framework 4. Run one of the lines above as "
                        + "it stands, and paste all of what it prints.";
    }
}
