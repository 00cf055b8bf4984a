package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one machine sends: who it is by a pseudonym, what its tests came to, and what a collector saw. Its text is
 * described in {@code docs/campaigns.md}.
 *
 * @param group label of the group of a campaign
 * @param machine 12 hexadecimal digits: the beginning of a SHA-256 that the machine made of its own id and the
 *     campaign's salt
 * @param time by the machine's clock, whole seconds
 * @param results at least one, at most one for each stack
 * @param look what Look.cmd or Look.ps1 printed; empty if nothing
 */
public record MachineReport(String group, String machine, Instant time, List<StackResult> results, String look) {
    static final String HEAD = "TLS-READY-MACHINE 1";
    static final String END = "TLS-READY-MACHINE END";
    static final String SIGNATURE = "signature: ";
    /** The most bytes of a report. */
    public static final int LIMIT = 65_536;

    static final int MOST_RESULTS = 32;

    public MachineReport {
        Objects.requireNonNull(time);
        Objects.requireNonNull(look);
        results = List.copyOf(results);
        if (!FleetLabel.isGroup(group)) {
            throw new IllegalArgumentException("not the label of a group: " + group);
        }
        if (!FleetLabel.isMachine(machine)) {
            throw new IllegalArgumentException("not the pseudonym of a machine: " + machine);
        }
        if (time.getNano() != 0) {
            throw new IllegalArgumentException("whole seconds: " + time);
        }
        if (results.isEmpty() || results.size() > MOST_RESULTS) {
            throw new IllegalArgumentException("a report has 1 to " + MOST_RESULTS + " results");
        }
        if (results.stream().map(StackResult::stack).distinct().count() < results.size()) {
            throw new IllegalArgumentException("a stack has two results");
        }
    }

    /** The text without a signature; each line ends with CR LF. */
    public String text() {
        var text = new StringBuilder();
        text.append(HEAD)
                .append("\r\ngroup: ")
                .append(group)
                .append("\r\nmachine: ")
                .append(machine);
        text.append("\r\ntime: ").append(time).append("\r\n");
        results.forEach(result -> text.append("stack: ").append(result.line()).append("\r\n"));
        look.lines().forEach(line -> text.append(line).append("\r\n"));
        return text.append(END).append("\r\n").toString();
    }

    /** The bytes with a signature, as a machine sends them. */
    public byte[] signed(String secret) {
        String text = text();
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        return (text + SIGNATURE + Hmac.hex(secret, body) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
