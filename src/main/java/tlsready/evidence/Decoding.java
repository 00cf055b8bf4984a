package tlsready.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the characters of a file: by its byte order mark, by the zeros of UTF-16, as UTF-8 if it is valid, otherwise as
 * the Windows or the console code page of western languages, whichever makes more letters. Files that are no text are
 * refused with a sentence that says what they are.
 */
final class Decoding {
    static final Charset WINDOWS = Charset.forName("windows-1252");
    static final Charset CONSOLE = Charset.forName("IBM850");

    /** How many bytes we take. An export of all TLS keys has some thousand. */
    static final int MOST_BYTES = 2_000_000;

    private static final int SAMPLE = 8_192;
    private static final char BOM = '\uFEFF';

    /** What a file turned out to be. */
    sealed interface Result {}

    /** A text. */
    record Text(String text, Charset charset) implements Result {}

    /** No text we can read, and what to do. */
    record Refused(String sentence) implements Result {}

    /** First bytes, in Latin-1, of files that people upload by mistake. */
    private static final Map<String, String> SIGNATURES = new LinkedHashMap<>();

    static {
        String unpack = "Unpack it and give us the text file in it.";
        for (String zip : new String[] {"PK\3\4", "PK\5\6", "PK\7\10"}) {
            SIGNATURES.put(zip, "This is a zip file (or a document of Word or Excel). " + unpack);
        }
        SIGNATURES.put("\u001F\u008B", "This is a gzip file. " + unpack);
        SIGNATURES.put("7z\u00BC\u00AF", "This is a 7-Zip file. " + unpack);
        SIGNATURES.put("Rar!", "This is a RAR file. " + unpack);
        SIGNATURES.put("BZh", "This is a bzip2 file. " + unpack);
        SIGNATURES.put("\u00FD7zXZ", "This is an xz file. " + unpack);
        SIGNATURES.put("MSCF", "This is a cabinet file. " + unpack);
        SIGNATURES.put("MZ\u0090", "This is a program. We read text, and never run anything.");
        SIGNATURES.put("%PDF-", "This is a PDF. Copy the text out of it and paste it.");
        SIGNATURES.put("\u0089PNG", "This is a picture. We cannot read pictures: copy the text and paste it.");
        SIGNATURES.put("\u00FF\u00D8\u00FF", "This is a picture. We cannot read pictures: copy the text and paste it.");
        SIGNATURES.put("GIF8", "This is a picture. We cannot read pictures: copy the text and paste it.");
        SIGNATURES.put(
                "\u00D0\u00CF\u0011\u00E0", "This is an old Office document or an installer. Give us plain text.");
        SIGNATURES.put("regf", "This is a registry hive. Export the keys with regedit or reg export instead.");
        SIGNATURES.put("ElfFile", "This is an event log. Copy the text of the event and paste it.");
        SIGNATURES.put("PReg", "This is a registry.pol file of Group Policy, which we do not read.");
    }

    private Decoding() {}

    static Result decode(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Refused(tooLarge(file.length, "bytes"));
        }
        String head = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
        for (var signature : SIGNATURES.entrySet()) {
            if (head.startsWith(signature.getKey())) {
                return new Refused(signature.getValue());
            }
        }
        Text text = text(file, head);
        return check(text.text()).<Result>map(Refused::new).orElse(text);
    }

    /** The same checks for a text that came as characters; empty if it can be read. */
    static Optional<String> check(String text) {
        if (text.length() > MOST_BYTES) {
            return Optional.of(tooLarge(text.length(), "characters"));
        }
        if (text.isBlank()) {
            return Optional.of(
                    "There is nothing in it. Run the command, mark what it prints, copy it and paste it here.");
        }
        int odd = 0;
        int seen = Math.min(text.length(), SAMPLE);
        for (int i = 0; i < seen; i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) && !Character.isWhitespace(c) && c != '\u001B';
            odd += control || c == '\uFFFD' || !Character.isDefined(c) ? 1 : 0;
        }
        return odd * 10 > seen
                ? Optional.of("This is no text: one character in " + seen / odd
                        + " is none that a text has. Give us a text file, or paste what the command printed.")
                : Optional.empty();
    }

    private static String tooLarge(int size, String unit) {
        return "This is too large: " + size + " " + unit + ". We read up to " + MOST_BYTES
                + ". Export the one key that matters, or paste the part of the text that is about TLS or .NET.";
    }

    private static Text text(byte[] file, String head) {
        if (head.startsWith("\u00EF\u00BB\u00BF")) {
            return of(file, StandardCharsets.UTF_8);
        }
        if (head.startsWith("\u00FF\u00FE")) {
            return of(file, StandardCharsets.UTF_16LE);
        }
        if (head.startsWith("\u00FE\u00FF")) {
            return of(file, StandardCharsets.UTF_16BE);
        }
        return byZeros(file).map(charset -> of(file, charset)).orElseGet(() -> utf8(file)
                .orElseGet(() -> of(file, codePage(file))));
    }

    private static Text of(byte[] file, Charset charset) {
        String text = new String(file, charset);
        return new Text(!text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text, charset);
    }

    /** UTF-16 without a mark: in text that is mostly ASCII every second byte is zero. */
    private static Optional<Charset> byZeros(byte[] file) {
        int even = 0;
        int odd = 0;
        int seen = Math.min(file.length, SAMPLE) & ~1;
        for (int i = 0; i < seen; i += 2) {
            even += file[i] == 0 ? 1 : 0;
            odd += file[i + 1] == 0 ? 1 : 0;
        }
        if (odd * 4 > seen && even * 20 < seen) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return even * 4 > seen && odd * 20 < seen ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    /** Valid UTF-8, whose last character may be cut in half. */
    private static Optional<Text> utf8(byte[] file) {
        for (int cut = 0; cut <= 3 && cut <= file.length; cut++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(file, 0, file.length - cut))
                        .toString();
                return Optional.of(new Text(text, StandardCharsets.UTF_8));
            } catch (CharacterCodingException e) {
                if (file.length - cut > 0 && file[file.length - 1 - cut] >= 0) {
                    return Optional.empty(); // the file ends in ASCII, so it is not its last character that is cut
                }
            }
        }
        return Optional.empty();
    }

    /** Accented letters stand at 0x80 to 0xA5 in the console's code page, at 0xC0 to 0xFF in that of Windows. */
    private static Charset codePage(byte[] file) {
        int console = 0;
        int windows = 0;
        for (int i = 0; i < Math.min(file.length, SAMPLE * 8); i++) {
            int b = file[i] & 0xFF;
            boolean inWord = i > 0 && isLetter(file[i - 1]) || i + 1 < file.length && isLetter(file[i + 1]);
            if (inWord && b >= 0x80 && b <= 0xA5) {
                console++;
            } else if (inWord && b >= 0xC0) {
                windows++;
            }
        }
        return console > windows ? CONSOLE : WINDOWS;
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }
}
