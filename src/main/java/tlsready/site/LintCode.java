package tlsready.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import tlsready.evidence.LintReport;
import tlsready.evidence.RegLint;

/**
 * A checked .reg file as it travels in an address, so that a result can be shared and nothing need be stored: {@code t}
 * for a text or {@code f} for the bytes of a file, then base64url of the same, deflated.
 */
final class LintCode {
    /** What every browser and proxy lets through; see {@code Answers.MAX_QUERY}. */
    static final int LONGEST = 1_900;

    private static final String LOST =
            "This address of a checked .reg file has lost a part on the way. Ask for it again,"
                    + " or give the file to /lint once more.";

    private LintCode() {}

    /** A text that somebody pasted; nothing if it is too long to travel. */
    static Optional<String> of(String text) {
        return code('t', text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that somebody uploaded; nothing if it is too long to travel. */
    static Optional<String> of(byte[] file) {
        return code('f', file);
    }

    private static Optional<String> code(char kind, byte[] bytes) {
        if (bytes.length > RegLint.LIMIT) {
            return Optional.empty();
        }
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] small = new byte[LONGEST];
            int length = deflater.deflate(small);
            if (!deflater.finished()) {
                return Optional.empty();
            }
            byte[] exact = java.util.Arrays.copyOf(small, length);
            String code = kind + Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
            return code.length() > LONGEST ? Optional.empty() : Optional.of(code);
        } finally {
            deflater.end();
        }
    }

    /** What a code says. */
    record Given(byte[] bytes, boolean isText) {
        String text() {
            return isText ? new String(bytes, StandardCharsets.UTF_8) : "";
        }

        LintReport check(RegLint lint) {
            return isText ? lint.read(text()) : lint.read(bytes);
        }
    }

    /**
     * Reads a code.
     *
     * @throws BadAddress if it is none, or holds more than is read
     */
    static Given read(String code) {
        boolean known = code.startsWith("t") || code.startsWith("f");
        if (!known || code.length() > LONGEST) {
            throw new BadAddress(LOST);
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(Base64.getUrlDecoder().decode(code.substring(1)));
            var bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8_192];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished() || bytes.size() + read > RegLint.LIMIT) {
                    throw new BadAddress(LOST);
                }
                bytes.write(buffer, 0, read);
            }
            return new Given(bytes.toByteArray(), code.startsWith("t"));
        } catch (DataFormatException | IllegalArgumentException e) {
            throw e instanceof BadAddress bad ? bad : new BadAddress(LOST);
        } finally {
            inflater.end();
        }
    }
}
