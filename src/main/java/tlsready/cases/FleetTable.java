package tlsready.cases;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts the machines of a campaign for each group and stack. */
public final class FleetTable {
    private FleetTable() {}

    /** A group as it was announced: how many machines it has; 0 if nobody said. */
    public record Expected(String group, int machines) {}

    /** One line: a group and a stack. */
    public record Row(String group, String stack, FleetTally tally) {}

    /** Machines by their worst stack. */
    public static FleetTally total(List<Expected> groups, List<FleetMachine> machines) {
        var states = new EnumMap<FleetState, Long>(FleetState.class);
        var reasons = new HashMap<String, Long>();
        machines.forEach(machine -> {
            states.merge(machine.state(), 1L, Long::sum);
            machine.stacks().stream()
                    .filter(standing -> standing.now().verdict() == FleetVerdict.FAILED)
                    .map(standing -> standing.now().reason())
                    .distinct()
                    .forEach(reason -> reasons.merge(reason, 1L, Long::sum));
        });
        long missing = groups.stream()
                .mapToLong(group -> missing(group, of(machines, group.group())))
                .sum();
        states.merge(FleetState.NEVER, missing, Long::sum);
        return new FleetTally(states, reasons);
    }

    /** A line for each group and stack that somebody in the campaign reported; for each group at least one. */
    public static List<Row> rows(List<Expected> groups, List<FleetMachine> machines) {
        Set<String> stacks = new TreeSet<>();
        machines.forEach(machine ->
                machine.stacks().forEach(standing -> stacks.add(standing.now().stack())));
        if (stacks.isEmpty()) {
            stacks.add("");
        }
        var rows = new ArrayList<Row>();
        for (Expected group : groups) {
            List<FleetMachine> members = of(machines, group.group());
            for (String stack : stacks) {
                rows.add(new Row(group.group(), stack, tally(group, members, stack)));
            }
        }
        return rows;
    }

    private static FleetTally tally(Expected group, List<FleetMachine> members, String stack) {
        var states = new EnumMap<FleetState, Long>(FleetState.class);
        var reasons = new HashMap<String, Long>();
        for (FleetMachine machine : members) {
            Optional<FleetStanding> standing = machine.stacks().stream()
                    .filter(one -> one.now().stack().equals(stack))
                    .findFirst();
            states.merge(standing.map(FleetStanding::state).orElse(FleetState.NEVER), 1L, Long::sum);
            standing.filter(one -> one.now().verdict() == FleetVerdict.FAILED)
                    .ifPresent(one -> reasons.merge(one.now().reason(), 1L, Long::sum));
        }
        states.merge(FleetState.NEVER, missing(group, members), Long::sum);
        return new FleetTally(states, reasons);
    }

    /** Machines that were announced by number only, and of which nothing was heard. */
    private static long missing(Expected group, List<FleetMachine> members) {
        return Math.max(0, group.machines() - members.size());
    }

    private static List<FleetMachine> of(List<FleetMachine> machines, String group) {
        return machines.stream()
                .filter(machine -> machine.group().equals(group))
                .toList();
    }
}
