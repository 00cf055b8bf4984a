package tlsready.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tlsready.knowledge.Knowledge;
import tlsready.registry.RegReader;

/**
 * Checks .reg files about TLS before somebody imports them: what Windows would pass over in silence, what nothing would
 * read, what may not be meant; and writes a corrected file. It never throws; time and memory grow with the size of the
 * text, which is limited.
 *
 * <p>The laws: the corrected file has no errors; checking it again changes nothing; a file without findings that are
 * mended does what it did.
 */
public final class RegLint {
    /** The most bytes, or characters of a text, that are read. */
    public static final int LIMIT = Decoding.MOST_BYTES;

    private static final String EMPTY = "There is nothing in it. Choose a .reg file, or paste its text.";

    private final Knowledge knowledge;
    private final LintWords words;
    private final LintPlaces places;

    public RegLint(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.words = new LintWords(knowledge);
        this.places = new LintPlaces(knowledge);
    }

    /** Checks a file; its encoding is a part of the check. */
    public LintReport read(byte[] file) {
        Decoding.Result result = Decoding.decode(file);
        if (result instanceof Decoding.Refused refused) {
            return LintReport.refused(isBlank(file) ? EMPTY : refused.sentence());
        }
        var text = (Decoding.Text) result;
        var notes = new LintNotes(words);
        encoding(file, text).ifPresent(notes::file);
        return check(text.text(), text.charset(), notes);
    }

    /** Checks a text, of whose encoding nothing is known. */
    public LintReport read(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (bare.isBlank()) {
            return LintReport.refused(EMPTY);
        }
        return Decoding.check(bare)
                .map(LintReport::refused)
                .orElseGet(() -> check(bare, StandardCharsets.US_ASCII, new LintNotes(words)));
    }

    private static boolean isBlank(byte[] file) {
        return file.length <= LIMIT && new String(file, StandardCharsets.ISO_8859_1).isBlank();
    }

    private static Optional<LintKind> encoding(byte[] file, Decoding.Text text) {
        boolean marked = starts(file, 0xFF, 0xFE);
        if (starts(file, 0xEF, 0xBB)) {
            return Optional.of(LintKind.UTF8_BOM);
        }
        if (text.charset().equals(StandardCharsets.UTF_16BE)) {
            return Optional.of(LintKind.UTF16_BIG_END);
        }
        if (text.charset().equals(StandardCharsets.UTF_16LE)) {
            return marked ? Optional.empty() : Optional.of(LintKind.UTF16_NO_MARK);
        }
        return text.text().chars().allMatch(c -> c < 0x80)
                ? Optional.empty()
                : Optional.of(LintKind.LETTERS_OF_CODE_PAGE);
    }

    private static boolean starts(byte[] file, int first, int second) {
        return file.length > 1 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    private LintReport check(String text, Charset charset, LintNotes notes) {
        String clean = clean(text);
        LintText file = LintText.of(clean, charset, notes);
        var lines = new ArrayList<LintLine>();
        form(file.lines(), lines, notes);
        new LintMeaning(notes, places).look(lines);
        RegReader.Reading reading = settle(file, lines, notes);
        new LintAdvice(knowledge, notes, places).look(lines);
        if (!text.equals(clean)) {
            notes.file(LintKind.CONTROL_CHARACTERS);
        }
        return new LintReport(
                Optional.empty(),
                file.count(),
                notes.findings(),
                corrected(file, lines),
                file.charset(),
                reading.changes());
    }

    /** Without control characters and half characters, which no text has. */
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n';
            boolean half = Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1)))
                    && !(Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
            if (!control && !half && c != '\uFEFF') {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    // ---- The form of lines ------------------------------------------------------------------------------------

    private enum Under {
        NOTHING,
        KEY,
        DELETED_KEY
    }

    private void form(List<LintLine> from, List<LintLine> to, LintNotes notes) {
        var keys = new KeyForm(notes);
        var values = new ValueForm(notes, places);
        Under under = Under.NOTHING;
        for (LintLine line : from) {
            to.add(line);
            String stands = line.original().strip();
            String text = stands.length() > Paste.LONGEST_LINE
                    ? stands
                    : PastedCharacters.plain(stands).strip();
            if (stands.isEmpty() || stands.startsWith(";") || stands.startsWith("#")) {
                continue;
            }
            if (text.isEmpty() || text.startsWith(";")) {
                line.quiet(List.of(text));
                notes.line(line, LintKind.PASTED_CHARACTERS, "given", PastedCharacters.words(stands));
            } else if (LintText.isHeader(stands)) {
                line.junk();
                notes.line(line, LintKind.SECOND_HEADER);
            } else if (KeyForm.isKey(text) && text.length() <= Paste.LONGEST_LINE) {
                if (!text.equals(stands)) {
                    notes.line(line, LintKind.PASTED_CHARACTERS, "given", PastedCharacters.words(stands));
                }
                Optional<String> rest = keys.read(line, text);
                under = switch (line.sort()) {
                    case KEY -> Under.KEY;
                    case DELETED_KEY -> Under.DELETED_KEY;
                    default -> Under.NOTHING;
                };
                if (rest.isPresent()) {
                    to.add(value(new LintLine(line.number(), List.of(rest.get())), under, values, notes));
                }
            } else {
                value(line, under, values, notes);
            }
        }
    }

    private static LintLine value(LintLine line, Under under, ValueForm values, LintNotes notes) {
        if (under == Under.KEY) {
            values.read(line);
        } else {
            line.junk();
            notes.line(line, under == Under.NOTHING ? LintKind.NO_KEY : LintKind.AFTER_DELETION);
        }
        return line;
    }

    // ---- The corrected file -----------------------------------------------------------------------------------

    /** Reads the corrected file as an import would; what that still passes over becomes a remark. */
    private static RegReader.Reading settle(LintText file, List<LintLine> lines, LintNotes notes) {
        RegReader.Reading reading = RegReader.read(corrected(file, lines));
        for (int round = 0; round < 3 && !reading.skipped().isEmpty(); round++) {
            Set<Integer> skipped = new HashSet<>();
            reading.skipped().forEach(one -> skipped.add(one.line()));
            int at = 2;
            for (LintLine line : lines) {
                int end = at + line.now().size();
                for (int i = at; i < end; i++) {
                    if (skipped.contains(i) && line.sort() != LintLine.Sort.JUNK) {
                        line.junk();
                        notes.line(line, LintKind.SKIPPED, "given", "it is not what an import takes");
                    }
                }
                at = end;
            }
            reading = RegReader.read(corrected(file, lines));
        }
        return reading;
    }

    private static String corrected(LintText file, List<LintLine> lines) {
        var text = new StringBuilder(file.header()).append("\r\n");
        for (LintLine line : lines) {
            line.now().forEach(one -> text.append(one).append("\r\n"));
        }
        int end = text.length();
        while (end > 4 && text.substring(end - 4, end).equals("\r\n\r\n")) {
            end -= 2;
        }
        text.setLength(end);
        return text.append("\r\n").toString();
    }
}
