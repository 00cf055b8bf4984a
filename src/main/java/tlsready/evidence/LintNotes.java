package tlsready.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what the .reg check finds; told in full when the corrected file is known. */
final class LintNotes {
    /** As many findings as a page can bear. */
    static final int MOST = 500;

    private record Found(LintKind kind, LintLine line, Map<String, String> names, Optional<String> proposal) {
        int number() {
            return line == null ? 0 : line.number();
        }
    }

    private final LintWords words;
    private final List<Found> found = new ArrayList<>();
    private long errorsBeyond;
    private long beyond;

    LintNotes(LintWords words) {
        this.words = words;
    }

    /** Something about the whole file. */
    void file(LintKind kind) {
        add(new Found(kind, null, Map.of(), Optional.empty()));
    }

    /** Something about a line; if the check changes the line, the change is shown with it. */
    void line(LintLine line, LintKind kind, String... names) {
        add(new Found(kind, line, map(names), Optional.empty()));
    }

    /** Something about a line, with lines that a person may add or put in its place. */
    void proposal(LintLine line, LintKind kind, String lines, String... names) {
        add(new Found(kind, line, map(names), Optional.of(lines)));
    }

    private static Map<String, String> map(String... names) {
        var map = new java.util.HashMap<String, String>();
        for (int i = 0; i < names.length; i += 2) {
            map.put(names[i], new Line(1, names[i + 1]).excerpt().text());
        }
        return map;
    }

    private void add(Found finding) {
        if (found.size() < MOST) {
            found.add(finding);
        } else {
            beyond++;
            errorsBeyond += words.severity(finding.kind()) == LintSeverity.ERROR ? 1 : 0;
        }
    }

    /** The findings, those about the whole file first, then by line. */
    List<LintFinding> findings() {
        var findings = new ArrayList<LintFinding>();
        found.stream()
                .sorted(Comparator.comparingInt(Found::number))
                .map(this::told)
                .forEach(findings::add);
        if (beyond > 0) {
            LintFinding more = told(new Found(LintKind.MORE, null, Map.of("given", "" + beyond), Optional.empty()));
            LintSeverity severity = errorsBeyond > 0 ? LintSeverity.ERROR : more.severity();
            findings.add(new LintFinding(
                    0, "", more.id(), severity, more.title(), more.says(), "", errorsBeyond > 0, more.because()));
        }
        return findings;
    }

    private LintFinding told(Found finding) {
        LintLine line = finding.line();
        boolean changed = line != null && line.isChanged() && finding.proposal().isEmpty();
        String correction = finding.proposal().orElse(changed ? excerpt(line.now()) : "");
        boolean ofFile = line == null && words.severity(finding.kind()) == LintSeverity.ERROR;
        return new LintFinding(
                finding.number(),
                line == null ? "" : new Line(1, line.original()).excerpt().text(),
                finding.kind().id(),
                words.severity(finding.kind()),
                words.title(finding.kind()),
                words.says(finding.kind(), finding.names()),
                correction,
                changed || ofFile,
                words.because(finding.kind()));
    }

    private static String excerpt(List<String> lines) {
        return String.join(
                "\n",
                lines.stream()
                        .limit(8)
                        .map(line -> new Line(1, line).excerpt().text())
                        .toList());
    }
}
