package tlsready.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where one machine stands with one stack. What is added in whatever order, however often, gives the same standing.
 *
 * @param now the result that holds
 * @param when it was found: by the machine's clock, or by ours if we saw it
 * @param seen whether the check saw it itself; otherwise the machine claims it
 * @param firstPassed when this stack passed for the first time, as far as it was told
 */
public record FleetStanding(StackResult now, Instant when, boolean seen, Optional<Instant> firstPassed) {
    /** What the check saw holds against claims until this much later: a script tests first and reports then. */
    static final Duration SEEN_HOLDS = Duration.ofMinutes(15);

    public FleetStanding {
        Objects.requireNonNull(now);
        Objects.requireNonNull(when);
        Objects.requireNonNull(firstPassed);
    }

    /** The standing after one result. */
    public static FleetStanding first(StackResult result, Instant when, boolean seen) {
        boolean passed = result.verdict() == FleetVerdict.PASSED;
        return new FleetStanding(result, when, seen, passed ? Optional.of(when) : Optional.empty());
    }

    /** This standing and another of the same machine and stack, as one. */
    public FleetStanding with(FleetStanding other) {
        if (!now.stack().equals(other.now.stack())) {
            throw new IllegalArgumentException(now.stack() + " is not " + other.now.stack());
        }
        FleetStanding holds = isBefore(other) ? other : this;
        Optional<Instant> passed = firstPassed.isEmpty()
                ? other.firstPassed
                : other.firstPassed.filter(firstPassed.get()::isAfter).or(() -> firstPassed);
        return new FleetStanding(holds.now, holds.when, holds.seen, passed);
    }

    /** Whether the other one holds against this. */
    boolean isBefore(FleetStanding other) {
        int time = weight().compareTo(other.weight());
        if (time != 0) {
            return time < 0;
        }
        if (seen != other.seen) {
            return other.seen;
        }
        return now.line().compareTo(other.now.line()) < 0; // any order will do, if it is always the same
    }

    private Instant weight() {
        return seen ? when.plus(SEEN_HOLDS) : when;
    }

    /** As it is counted. */
    public FleetState state() {
        return switch (now.verdict()) {
            case PASSED -> FleetState.PASSED;
            case UNKNOWN -> FleetState.UNKNOWN;
            case FAILED -> firstPassed.filter(when::isAfter).isPresent() ? FleetState.SLID_BACK : FleetState.FAILED;
        };
    }
}
