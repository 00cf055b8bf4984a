package tlsready.evidence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;

/**
 * What a person types: a Release number (decimal, or hex with {@code 0x}), a .NET version ({@code 4.7.2},
 * {@code .NET 3.5 SP1}) or a Windows ({@code Windows 10 22H2}), each alone in its line.
 */
final class TypedPiece implements PieceReader {
    private static final Pattern NUMBER = Pattern.compile(
            "(?i)^(Release\\b)?[\\s:=]*+(?:REG_DWORD\\s*+)?(?:0x([0-9a-f]{5,8})|(\\d{6}))(?:\\s*+\\((?:0x)?[0-9a-f]{1,10}\\))?");
    private static final Pattern DOTNET = Pattern.compile(
            "(?i)(?:Microsoft\\s+)?(\\.?NET\\s*+(?:Framework)?\\s*+)?v?(1\\.[01]|2\\.0|3\\.0|3\\.5(?:\\.1)?|4\\.\\d(?:\\.\\d)?)(?:\\s*+SP\\s?\\d)?");
    private static final Pattern WINDOWS =
            Pattern.compile("(?i)(?:Microsoft\\s+)?" + WindowsNames.NAME + "(?:[\\s,]+[^\\s,:]{1,20}){0,5}+");

    /** Six digits that are no Release number are common; without the word we believe only those near known ones. */
    private static final int FAR_BEYOND = 60_000;
    /** A bare 4.7.2 among many other lines may be anything. */
    private static final int FEW_LINES = 3;

    private final Knowledge knowledge;
    private final WindowsNames names;

    TypedPiece(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.names = new WindowsNames(knowledge);
    }

    @Override
    public String name() {
        return "typed";
    }

    @Override
    public boolean recognises(Paste paste) {
        return true; // a single line
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        int lines = 0;
        for (int i = 0; i < paste.size() && lines <= FEW_LINES; i++) {
            lines += paste.line(i).isBlank() ? 0 : 1;
        }
        for (int i = 0; i < paste.size(); i++) {
            Line line = paste.line(i);
            String text = line.text().strip();
            if (!notes.isUnderstood(i) && !text.isEmpty() && text.length() < 100) {
                line(line, text, lines <= FEW_LINES, notes);
            }
        }
    }

    private void line(Line line, String text, boolean few, Notebook notes) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            release(number).ifPresent(release -> notes.add(new Claim.ReleaseIs(release), line));
        }
        Matcher dotnet = DOTNET.matcher(text);
        if (dotnet.matches() && (few || dotnet.group(1) != null)) {
            version(dotnet.group(2), line, notes);
        }
        if (WINDOWS.matcher(text).matches()) {
            names.in(text).ifPresent(row -> notes.add(new Claim.WindowsIs(row.id(), row.name()), line));
        }
    }

    private Optional<Integer> release(Matcher number) {
        long release = number.group(2) != null ? Long.parseLong(number.group(2), 16) : Long.parseLong(number.group(3));
        int newest = knowledge.dotnet().stream()
                .flatMap(d -> d.known().stream())
                .mapToInt(DotNetRelease.Known::release)
                .max()
                .orElseThrow();
        boolean believed = number.group(1) != null ? release <= Integer.MAX_VALUE : release < newest + FAR_BEYOND;
        return believed && knowledge.dotnetOfRelease((int) release).isPresent()
                ? Optional.of((int) release)
                : Optional.empty();
    }

    private void version(String written, Line line, Notebook notes) {
        if (written.startsWith("3.5")) {
            notes.add(new Claim.DotNetThreeFive(true), line);
            return;
        }
        String id = written.replace('.', '-');
        knowledge.dotnet().stream()
                .filter(d -> d.id().equals(id) && written.startsWith("4"))
                .findFirst()
                .ifPresentOrElse(
                        d -> notes.add(new Claim.DotNetFourIs(d.id(), d.name()), line),
                        () -> notes.remark(
                                line, "We understand .NET Framework " + written + ", but it has no say in TLS."));
    }
}
