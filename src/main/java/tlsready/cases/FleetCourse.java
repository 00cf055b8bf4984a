package tlsready.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The course of a campaign over time: at the end of each day (UTC), how many standings were passed, failed and so on. */
public final class FleetCourse {
    private FleetCourse() {}

    /**
     * How many standings went from one state to another on a day.
     *
     * @param day in UTC
     * @param from nothing for those that were not heard of before
     */
    public record Step(LocalDate day, Optional<FleetState> from, FleetState to, long number) {}

    /** How it stood at the end of a day. */
    public record Day(LocalDate date, FleetTally tally) {}

    /**
     * The days from the first step to this time; none if nothing happened.
     *
     * @param steps by their days
     */
    public static List<Day> days(List<Step> steps, Instant until) {
        var days = new ArrayList<Day>();
        if (steps.isEmpty()) {
            return days;
        }
        var states = new EnumMap<FleetState, Long>(FleetState.class);
        int next = 0;
        LocalDate last = date(until);
        for (LocalDate day = steps.get(0).day(); !day.isAfter(last); day = day.plusDays(1)) {
            for (; next < steps.size() && !steps.get(next).day().isAfter(day); next++) {
                Step step = steps.get(next);
                step.from().ifPresent(from -> states.merge(from, -step.number(), Long::sum));
                states.merge(step.to(), step.number(), Long::sum);
            }
            days.add(new Day(day, new FleetTally(states, Map.of())));
        }
        return days;
    }

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
