package tlsready.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import tlsready.registry.RegFile;

/**
 * A .reg file as text: its encoding, its header and its lines.
 *
 * @param lines the lines below the header, each with its number
 * @param header the first line of the corrected file
 * @param charset of the corrected file
 * @param count how many lines the file has
 */
record LintText(List<LintLine> lines, String header, Charset charset, int count) {
    private static final String OLD_HEADER = "REGEDIT4";
    private static final Pattern OLD_BYTES = Pattern.compile("(?i)=\\s{0,9}+hex\\([127]\\):");

    /** Splits a text; what is wrong with the file as a whole is noted. */
    static LintText of(String text, Charset charset, LintNotes notes) {
        List<String> raw = List.of(text.split("\r\n|\n|\r", -1));
        var lines = new ArrayList<LintLine>();
        int header = header(raw);
        String given = header < 0 ? "" : raw.get(header).strip();
        boolean old = given.equals(OLD_HEADER) && keepsOldForm(raw);
        boolean unicode = charset.equals(StandardCharsets.UTF_16LE);
        judge(raw, header, unicode, notes);
        if (header > 0) {
            int from = 0;
            while (from < header && raw.get(from).isBlank()) {
                from++;
            }
            read(raw.subList(from, header), from + 1, lines);
        }
        int below = header + 1;
        read(raw.subList(below, raw.size()), below + 1, lines);
        if (!lines.isEmpty() && !lines.get(0).original().isBlank()) {
            lines.add(0, new LintLine(1, List.of("")));
            if (header <= 0) {
                notes.file(LintKind.NO_BLANK_LINE);
            }
        }
        boolean ended = raw.get(raw.size() - 1).isEmpty();
        if (!ended) {
            notes.file(LintKind.NO_LAST_LINE_END);
        }
        boolean ansi = old && !unicode && fits(text, Decoding.WINDOWS);
        return new LintText(
                lines,
                old ? OLD_HEADER : RegFile.HEADER,
                ansi ? Decoding.WINDOWS : StandardCharsets.UTF_16LE,
                ended ? raw.size() - 1 : raw.size());
    }

    private static boolean fits(String text, Charset charset) {
        return charset.newEncoder().canEncode(text);
    }

    /** Lists and expandable texts in the older form are bytes of a code page, which another header would change. */
    private static boolean keepsOldForm(List<String> raw) {
        return raw.stream().anyMatch(line -> OLD_BYTES
                .matcher(line.length() > Paste.LONGEST_LINE ? line.substring(0, Paste.LONGEST_LINE) : line)
                .find());
    }

    private static void read(List<String> raw, int first, List<LintLine> lines) {
        int at = 0;
        while (at < raw.size()) {
            int length = ValueForm.length(raw, at);
            lines.add(new LintLine(first + at, raw.subList(at, at + length)));
            at += length;
        }
    }

    /** Where the header is, or what was meant as one; -1 if nothing is. */
    private static int header(List<String> raw) {
        for (int i = 0; i < raw.size(); i++) {
            if (isHeader(raw.get(i))) {
                return i;
            }
        }
        return -1;
    }

    static boolean isHeader(String line) {
        String stands = line.strip();
        if (line.length() > 200 || stands.isEmpty() || ";#[\"@".indexOf(stands.charAt(0)) >= 0) {
            return false;
        }
        String text = PastedCharacters.plain(line).strip().toUpperCase(Locale.ROOT);
        return text.startsWith("REGEDIT")
                || text.startsWith("WINDOWS REGISTRY EDITOR")
                || text.endsWith("REGEDIT4")
                || Spelling.distance(text, RegFile.HEADER, 6) <= 6;
    }

    private static void judge(List<String> raw, int header, boolean unicode, LintNotes notes) {
        if (header < 0) {
            notes.file(LintKind.NO_HEADER);
            return;
        }
        String line = raw.get(header);
        String given = line.strip();
        var place = new LintLine(header + 1, List.of(line));
        place.quiet(List.of(RegFile.HEADER));
        if (header > 0) {
            notes.line(place, LintKind.BEFORE_HEADER);
        }
        if (given.equals(OLD_HEADER)) {
            if (unicode) {
                notes.line(place, LintKind.OLD_FORM_IN_UNICODE);
            }
        } else if (given.startsWith("REGEDIT")) {
            notes.line(place, LintKind.SILENT_HEADER, "given", given);
        } else if (!given.equals(RegFile.HEADER)) {
            notes.line(place, LintKind.WRONG_HEADER, "given", given);
        }
    }
}
