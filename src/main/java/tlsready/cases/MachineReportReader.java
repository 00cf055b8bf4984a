package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text of a {@link MachineReport}, strictly: what is not described is refused, with a sentence that names the
 * line. It never throws.
 */
public final class MachineReportReader {
    private static final int LONGEST_LINE = 4_000;
    /** How the output of collectors begins and ends; the second pair is that of bundles made before there was a form. */
    private static final Map<String, String> LOOKS =
            Map.of("TLS-READY-REPORT ", "TLS-READY-REPORT END", "TLS Ready look, ", "End of the look");
    /** A clock that is further off makes certificates fail too. */
    static final Duration WRONG_CLOCK = Duration.ofDays(1);

    private final Set<String> stacks;

    /**
     * @param stacks ids of the network stacks that can be named
     */
    public MachineReportReader(Set<String> stacks) {
        this.stacks = Set.copyOf(stacks);
    }

    /** What came of reading. */
    public sealed interface Outcome {}

    /**
     * A report.
     *
     * @param signature the claimed one, over all bytes before its line; nothing if it was not signed
     * @param signedLength how many bytes that is
     */
    public record Read(MachineReport report, Optional<String> signature, int signedLength) implements Outcome {
        /** Whether it was signed with this secret. */
        public boolean fits(byte[] bytes, String secret) {
            byte[] signed = java.util.Arrays.copyOf(bytes, signedLength);
            return signature
                    .filter(claimed -> Hmac.fits(secret, signed, claimed))
                    .isPresent();
        }
    }

    /** Why it is none. */
    public record Refused(String sentence) implements Outcome {}

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** Reads what was sent. */
    public Outcome read(byte[] bytes) {
        try {
            return report(bytes);
        } catch (Wrong e) {
            return new Refused(e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Refused("This is no report: " + e.getMessage() + ".");
        }
    }

    /** Whether a machine's clock can be believed. */
    static boolean believes(Instant time, Instant now) {
        return Duration.between(time, now).abs().compareTo(WRONG_CLOCK) <= 0;
    }

    private Read report(byte[] bytes) {
        if (bytes.length > MachineReport.LIMIT) {
            throw new Wrong("A report has at most " + MachineReport.LIMIT + " bytes; this has " + bytes.length + ".");
        }
        ascii(bytes);
        String text = new String(bytes, StandardCharsets.US_ASCII);
        var lines = new Lines(text);
        lines.expect(MachineReport.HEAD, "The first line of a report is \"" + MachineReport.HEAD + "\".");
        String group = lines.value("group");
        String machine = lines.value("machine");
        Instant time = time(lines.value("time"));
        var results = new ArrayList<StackResult>();
        while (lines.peek().startsWith("stack: ")) {
            results.add(result(lines.value("stack"), lines.number));
        }
        String look = look(lines);
        lines.expect(MachineReport.END, "After what Look printed comes \"" + MachineReport.END + "\".");
        var report = new MachineReport(group, machine, time, results, look);
        int signedLength = lines.at;
        Optional<String> signature = Optional.empty();
        if (!lines.isOver()) {
            signature = Optional.of(lines.value(MachineReport.SIGNATURE.replace(": ", "")));
            if (!lines.isOver()) {
                throw new Wrong("Line " + (lines.number + 1) + ": nothing comes after the signature.");
            }
        }
        return new Read(report, signature, signedLength);
    }

    private static void ascii(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i];
            if (c < ' ' && c != '\r' && c != '\n' && c != '\t' || c == 0x7F) {
                throw new Wrong("A report is plain ASCII; byte " + (i + 1) + " is none.");
            }
        }
    }

    private static Instant time(String text) {
        try {
            if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
                throw new Wrong("A time looks like 2026-11-22T20:15:00Z, not like " + text + ".");
            }
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Wrong("There is no such time: " + text + ".");
        }
    }

    private StackResult result(String line, int number) {
        String[] words = line.split(" ", -1);
        FleetVerdict verdict = words.length == 3 ? FleetVerdict.called(words[1]) : null;
        if (verdict == null) {
            throw new Wrong("Line " + number + ": a result is a stack, then passed, failed or unknown, then a reason.");
        }
        if (!stacks.contains(words[0])) {
            throw new Wrong("Line " + number + ": there is no stack " + words[0] + ".");
        }
        return new StackResult(words[0], verdict, words[2]);
    }

    private static String look(Lines lines) {
        String first = lines.peek();
        Optional<String> last = LOOKS.entrySet().stream()
                .filter(look -> first.startsWith(look.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (last.isEmpty()) {
            return "";
        }
        var look = new StringBuilder();
        String line;
        do {
            line = lines.next();
            look.append(line).append('\n');
        } while (!line.equals(last.get()));
        return look.toString();
    }

    /** The lines of a text, one after the other. */
    private static final class Lines {
        private final String text;
        private int at;
        private int number;

        Lines(String text) {
            this.text = text;
        }

        boolean isOver() {
            return at == text.length();
        }

        String peek() {
            int before = at;
            int count = number;
            String line = next();
            at = before;
            number = count;
            return line;
        }

        String next() {
            int end = text.indexOf('\n', at);
            number++;
            if (end < 0) {
                throw new Wrong("The report is cut off: line " + number + " does not end. Send it whole.");
            }
            String line = text.substring(at, end > at && text.charAt(end - 1) == '\r' ? end - 1 : end);
            if (line.length() > LONGEST_LINE) {
                throw new Wrong("Line " + number + " is longer than " + LONGEST_LINE + " characters.");
            }
            at = end + 1;
            return line;
        }

        void expect(String line, String otherwise) {
            if (!next().equals(line)) {
                throw new Wrong("Line " + number + ": " + otherwise);
            }
        }

        String value(String name) {
            String line = next();
            if (!line.startsWith(name + ": ")) {
                throw new Wrong("Line " + number + " should begin with \"" + name + ": \".");
            }
            return line.substring(name.length() + 2);
        }
    }
}
