package tlsready.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the machines of a campaign as CSV (RFC 4180), a line for each machine and stack. What a spreadsheet would take
 * for a formula gets an apostrophe before it.
 */
public final class FleetCsv {
    private static final List<String> HEAD = List.of(
            "group",
            "machine",
            "expected",
            "last heard",
            "signed",
            "late",
            "reports",
            "stack",
            "state",
            "verdict",
            "reason",
            "found",
            "seen by the check",
            "first passed",
            "evidence");

    private FleetCsv() {}

    /** The whole table; lines end with CR LF. */
    public static String write(List<FleetMachine> machines) {
        var csv = new StringBuilder();
        row(csv, HEAD);
        for (FleetMachine machine : machines) {
            if (machine.stacks().isEmpty()) {
                row(csv, cells(machine, List.of("", FleetState.NEVER.token(), "", "", "", "", "")));
            }
            for (FleetStanding standing : machine.stacks()) {
                row(csv, cells(machine, cells(standing)));
            }
        }
        return csv.toString();
    }

    private static List<String> cells(FleetMachine machine, List<String> stack) {
        var cells = new ArrayList<String>(List.of(
                machine.group(),
                machine.machine(),
                yes(machine.expected()),
                machine.heard().map(Object::toString).orElse(""),
                yes(machine.signed()),
                yes(machine.late()),
                Integer.toString(machine.reports())));
        cells.addAll(stack);
        cells.add(machine.evidence().orElse(""));
        return cells;
    }

    private static List<String> cells(FleetStanding standing) {
        return Arrays.asList(
                standing.now().stack(),
                standing.state().token(),
                standing.now().verdict().token(),
                standing.now().reason().equals(StackResult.NO_REASON)
                        ? ""
                        : standing.now().reason(),
                standing.when().toString(),
                yes(standing.seen()),
                standing.firstPassed().map(Object::toString).orElse(""));
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }

    private static void row(StringBuilder csv, List<String> cells) {
        csv.append(String.join(",", cells.stream().map(FleetCsv::cell).toList()))
                .append("\r\n");
    }

    /** A cell that is never run as a formula, quoted if it has to be. */
    static String cell(String text) {
        String tame = text.matches("(?s)[=+\\-@\t\r\n].*") ? "'" + text : text;
        return tame.matches("(?s).*[\",\r\n].*") ? '"' + tame.replace("\"", "\"\"") + '"' : tame;
    }
}
