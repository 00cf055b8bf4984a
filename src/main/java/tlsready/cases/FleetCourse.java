package tlsready.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The course of a campaign over time: at the end of each day (UTC), how many standings were passed, failed and so on. */
public final class FleetCourse {
    private FleetCourse() {}

    /**
     * A change of a standing.
     *
     * @param whose machine and stack, in whatever words
     */
    public record Change(Instant at, String whose, FleetState state) {}

    /** How it stood at the end of a day. */
    public record Day(LocalDate date, FleetTally tally) {}

    /** The days from the first change to this time; none if nothing happened. */
    public static List<Day> days(List<Change> changes, Instant until) {
        var days = new ArrayList<Day>();
        if (changes.isEmpty()) {
            return days;
        }
        Map<String, FleetState> standings = new HashMap<>();
        int next = 0;
        LocalDate last = date(until);
        for (LocalDate day = date(changes.get(0).at()); !day.isAfter(last); day = day.plusDays(1)) {
            while (next < changes.size() && !date(changes.get(next).at()).isAfter(day)) {
                standings.put(changes.get(next).whose(), changes.get(next).state());
                next++;
            }
            days.add(new Day(day, tally(standings)));
        }
        return days;
    }

    private static FleetTally tally(Map<String, FleetState> standings) {
        var states = new EnumMap<FleetState, Long>(FleetState.class);
        standings.values().forEach(state -> states.merge(state, 1L, Long::sum));
        return new FleetTally(states, Map.of());
    }

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
