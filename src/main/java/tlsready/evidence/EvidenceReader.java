package tlsready.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;

/**
 * Reads whatever people paste or upload and finds out by itself what it is. Several pieces in one paste are combined. It
 * never throws; time and memory grow with the size of the text, which is limited.
 */
public final class EvidenceReader {
    /** The most bytes, or characters of a text, that are read. */
    public static final int LIMIT = Decoding.MOST_BYTES;

    private final Knowledge knowledge;
    private final List<PieceReader> readers;
    private final RegistryMeaning meaning;
    private final EvidenceCode code;

    public EvidenceReader(Knowledge knowledge) {
        this.knowledge = knowledge;
        var errors = KnownErrors.read(knowledge);
        var places = new Places(knowledge);
        this.meaning = new RegistryMeaning(knowledge);
        this.code = new EvidenceCode(knowledge, errors, places);
        this.readers = List.of(
                new ReportPiece(),
                new RegFilePiece(places),
                new RegQueryPiece(places),
                new RegeditTextPiece(places),
                new ValueTablePiece(knowledge, places),
                new PropertyListPiece(places),
                new HiveListingPiece(places),
                new DotNetListPiece(knowledge),
                new WindowsPiece(knowledge),
                new SecurityProtocolPiece(),
                new ArcGisPiece(knowledge),
                new TypedPiece(knowledge),
                new ErrorPiece(errors));
    }

    /** Reads an uploaded file; its encoding is found out. */
    public Evidence read(byte[] file) {
        Decoding.Result result = Decoding.decode(file);
        return result instanceof Decoding.Text text
                ? understand(Paste.of(text.text()))
                : Evidence.refused(((Decoding.Refused) result).sentence());
    }

    /** Reads a pasted text. */
    public Evidence read(String text) {
        return Decoding.check(text).map(Evidence::refused).orElseGet(() -> understand(Paste.of(text)));
    }

    private Evidence understand(Paste paste) {
        var notes = new Notebook(paste);
        return understand(paste, notes);
    }

    /** The same with a notebook to look into afterwards. */
    Evidence understand(Paste paste, Notebook notes) {
        for (PieceReader reader : readers) {
            if (reader.recognises(paste)) {
                notes.by(reader.name());
                reader.read(paste, notes);
            }
        }
        var findings = new ArrayList<>(notes.findings());
        findings.addAll(meaning.of(notes.findings()));
        Weighing.Result weighed = Weighing.of(knowledge, findings);
        Kept kept = code.keep(weighed.claims());
        var remarks = new ArrayList<>(notes.remarks());
        whichWindows(kept).ifPresent(remarks::add);
        leftOut(weighed.claims(), kept).ifPresent(remarks::add);
        if (findings.isEmpty()) {
            remarks.add(new Remark(0, "We found nothing in it that tells about Windows, .NET or TLS. " + ADVICE));
        }
        return new Evidence(
                findings,
                weighed.contradictions(),
                remarks,
                kept,
                Optional.empty(),
                paste.size(),
                notes.understoodLines());
    }

    private static final String ADVICE =
            "Best is the report of our collector; the output of reg query, systeminfo or ver is good too.";

    /** An address carries only so much; what did not fit is named. */
    private Optional<Remark> leftOut(Collection<Claim> claims, Kept kept) {
        List<Claim> left = code.inOrder(claims).without(kept.claims()).claims();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Remark(
                        0,
                        "The address of a page carries %,d characters of evidence at most, so this is left out: %s."
                                .formatted(
                                        EvidenceCode.LONGEST,
                                        left.stream().map(Claim::says).collect(Collectors.joining("; ")))));
    }

    /** A build number that a desktop Windows shares with a server. */
    private Optional<Remark> whichWindows(Kept kept) {
        boolean told = kept.claims().stream()
                .anyMatch(claim -> claim instanceof Claim.BuildIs
                        || claim instanceof Claim.ServerIs
                        || claim instanceof Claim.WindowsIs);
        if (!told || kept.windows(knowledge).isPresent()) {
            return Optional.empty();
        }
        List<WindowsRelease> candidates = WindowsSieve.candidates(knowledge, kept.claims()).stream()
                .filter(row -> !knowledge.standsForSeveral(row))
                .toList();
        if (candidates.size() > 4) {
            return Optional.empty();
        }
        String names = candidates.stream().map(WindowsRelease::name).collect(Collectors.joining(" or "));
        return Optional.of(new Remark(
                0, "Is it " + names + "? They have the same build number. The first lines of systeminfo tell which."));
    }
}
