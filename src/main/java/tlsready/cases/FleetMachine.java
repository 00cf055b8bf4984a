package tlsready.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine of a campaign as lists and exports show it.
 *
 * @param heard when it was last heard of
 * @param evidence what is kept of its evidence, as it travels in addresses
 * @param stacks in the order of their ids; empty if it never called
 */
public record FleetMachine(
        String group,
        String machine,
        boolean expected,
        Optional<Instant> heard,
        boolean signed,
        boolean late,
        int reports,
        Optional<String> evidence,
        List<FleetStanding> stacks) {
    public FleetMachine {
        stacks = List.copyOf(stacks);
    }

    /** The worst of its stacks: slid back, failed, unknown, passed; never called if there is none. */
    public FleetState state() {
        List<FleetState> found = stacks.stream().map(FleetStanding::state).toList();
        for (FleetState state :
                List.of(FleetState.SLID_BACK, FleetState.FAILED, FleetState.UNKNOWN, FleetState.PASSED)) {
            if (found.contains(state)) {
                return state;
            }
        }
        return FleetState.NEVER;
    }
}
