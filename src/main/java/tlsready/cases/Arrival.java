package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import tlsready.tls.Bytes;

/**
 * Something about a machine that came in, as the spool keeps it until it is counted.
 *
 * @param at when it came, by our clock
 * @param signed whether its signature was found to fit
 * @param report the bytes of a {@link MachineReport}; or nothing, and then {@code seen} holds what the check saw
 * @param seen what the check saw itself
 */
record Arrival(Instant at, boolean signed, Optional<Bytes> report, Optional<Seen> seen) {
    private static final String REPORT = "report";
    private static final String SEEN = "seen";

    /** A call to the check with a label of a campaign. */
    record Seen(FleetLabel label, StackResult result) {}

    Arrival {
        if (report.isPresent() == seen.isPresent()) {
            throw new IllegalArgumentException("either a report or something seen");
        }
    }

    static Arrival report(Instant at, boolean signed, byte[] bytes) {
        return new Arrival(at, signed, Optional.of(Bytes.of(bytes)), Optional.empty());
    }

    static Arrival seen(Instant at, FleetLabel label, StackResult result) {
        return new Arrival(at, false, Optional.empty(), Optional.of(new Seen(label, result)));
    }

    /** The bytes in the spool: one line, then those of the report. */
    byte[] entry() {
        String head = seen.map(call -> String.join(
                        " ",
                        SEEN,
                        at.toString(),
                        call.label().group(),
                        call.label().machine(),
                        call.result().line()))
                .orElseGet(() -> String.join(" ", REPORT, at.toString(), signed ? "signed" : "unsigned"));
        byte[] line = (head + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = report.map(Bytes::toArray).orElse(new byte[0]);
        byte[] entry = Arrays.copyOf(line, line.length + body.length);
        System.arraycopy(body, 0, entry, line.length, body.length);
        return entry;
    }

    /** Reads an entry of ours back. */
    static Arrival read(byte[] entry) {
        int end = 0;
        while (entry[end] != '\n') {
            end++;
        }
        String[] words = new String(entry, 0, end, StandardCharsets.US_ASCII).split(" ");
        Instant at = Instant.parse(words[1]);
        if (words[0].equals(REPORT)) {
            return report(at, words[2].equals("signed"), Arrays.copyOfRange(entry, end + 1, entry.length));
        }
        var result = new StackResult(words[4], FleetVerdict.called(words[5]), words[6]);
        return seen(at, new FleetLabel(words[2], words[3], words[4]), result);
    }
}
