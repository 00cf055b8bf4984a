package tlsready.cases;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many machines stand where.
 *
 * @param states machines by state; none is 0
 * @param reasons machines that fail now, slid back or not, by reason
 */
public record FleetTally(Map<FleetState, Long> states, Map<String, Long> reasons) {
    public FleetTally {
        var all = new EnumMap<FleetState, Long>(FleetState.class);
        for (FleetState state : FleetState.values()) {
            all.put(state, states.getOrDefault(state, 0L));
        }
        states = java.util.Collections.unmodifiableMap(all);
        reasons = java.util.Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    public long of(FleetState state) {
        return states.get(state);
    }

    public long passed() {
        return of(FleetState.PASSED);
    }

    public long failed() {
        return of(FleetState.FAILED);
    }

    public long slidBack() {
        return of(FleetState.SLID_BACK);
    }

    public long unknown() {
        return of(FleetState.UNKNOWN);
    }

    public long never() {
        return of(FleetState.NEVER);
    }

    /** All machines that are counted here. */
    public long all() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }
}
