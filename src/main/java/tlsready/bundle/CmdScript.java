package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Writes a Windows command script: printable ASCII, CR LF. What the scripts may use is what Windows 7 to 11 and Wine's
 * cmd have in common: built-in commands and reg.exe, {@code goto} and {@code call} instead of blocks in parentheses
 * and of {@code &&}.
 */
final class CmdScript {
    private final StringBuilder text = new StringBuilder();

    /** Adds lines as they stand, for example a text block; a line feed at the end is no further line. */
    CmdScript lines(String lines) {
        lines.lines().forEach(this::line);
        return this;
    }

    /** Adds one line as it stands. */
    CmdScript line(String line) {
        if (!line.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a command script is printable ASCII: " + line);
        }
        text.append(line).append("\r\n");
        return this;
    }

    /** Adds a line that prints this text, whatever it holds. */
    CmdScript echo(String sentence) {
        return line(sentence.isBlank() ? "echo." : "echo " + escape(sentence));
    }

    /** Adds a call of a subroutine; each argument is quoted. */
    CmdScript call(String label, Object... arguments) {
        return line(calling(label, arguments));
    }

    /** The line that calls a subroutine. */
    static String calling(String label, Object... arguments) {
        var call = new StringBuilder("call :").append(label);
        for (Object argument : arguments) {
            call.append(' ').append(quoted(argument.toString()));
        }
        return call.toString();
    }

    /** An argument in quotes; only what needs no escaping in a script is an argument. */
    static String quoted(String argument) {
        if (!argument.matches("[A-Za-z0-9 ._\\\\-]+") || argument.endsWith("\\")) {
            throw new IllegalArgumentException("cannot stand in a command script: " + argument);
        }
        return '"' + argument + '"';
    }

    /** Text as an echo outside quotes prints it: ASCII, with the characters cmd acts upon escaped. */
    static String escape(String sentence) {
        return ascii(sentence).replace('"', '\'').replaceAll("[&<>|()^]", "^$0").replace("%", "%%");
    }

    /** The nearest ASCII text: accents dropped, typographic marks replaced by plain ones, the rest by a question mark. */
    static String ascii(String text) {
        return Normalizer.normalize(
                        text.replaceAll("[‘’]", "'")
                                .replaceAll("[“”„]", "\"")
                                .replaceAll("[–—]", "-")
                                .replace("…", "...")
                                .replace("→", "->")
                                .replace("·", "-")
                                .replaceAll("\\s+", " "),
                        Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^ -~]", "?");
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
