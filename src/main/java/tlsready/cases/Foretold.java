package tlsready.cases;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tlsready.check.Expectations;
import tlsready.check.Expectations.Expected;
import tlsready.check.Meeting;
import tlsready.check.Meetings;
import tlsready.check.Visit;

/**
 * What the customer told of the machine, and so what was to be expected of each call. A call meets what had been told when
 * it came; one that came before anything was told meets what was told first. One is made for each page: it remembers what
 * it worked out.
 */
final class Foretold {
    private static final String EVIDENCE = "e=";

    private final List<CaseEvent> told;
    private final Expectations expectations;
    private final Meetings meetings;
    private final Map<String, Optional<Expected>> known = new HashMap<>();

    /**
     * A prediction beside a call.
     *
     * @param meeting with the predictions for the stack that the label names, or for each
     * @param page path and query of the page that tells why
     * @param later whether the machine was told of only after the call
     */
    record Met(Meeting meeting, String page, boolean later) {
        /** The prediction that counts, where the label says which. */
        public Optional<Meeting.Row> row() {
            return meeting.rows().size() == 1 && meeting.rows().get(0).stacks().size() == 1
                    ? Optional.of(meeting.rows().get(0))
                    : Optional.empty();
        }
    }

    /** @param told plans and evidence of a case, in order */
    Foretold(List<CaseEvent> told, Expectations expectations, Meetings meetings) {
        this.told = told.stream()
                .filter(event ->
                        event.kind().tellsOfTheMachine() && event.place().isPresent())
                .toList();
        this.expectations = expectations;
        this.meetings = meetings;
    }

    /** A call beside what was expected of its stack; of each, if its label names none. */
    Optional<Met> of(CaseEvent event) {
        return event.visit().flatMap(visit -> met(event.number(), visit, visit.stack()));
    }

    /** A call beside what was expected of each stack. */
    Optional<Met> each(CaseEvent event) {
        return event.visit().flatMap(visit -> met(event.number(), visit, Optional.empty()));
    }

    private Optional<Met> met(int number, Visit visit, Optional<String> stack) {
        if (told.isEmpty()) {
            return Optional.empty();
        }
        List<CaseEvent> before =
                told.stream().filter(one -> one.number() < number).toList();
        boolean later = before.isEmpty();
        return known.computeIfAbsent(query(later ? told.subList(0, 1) : before), expectations::of)
                .flatMap(all -> {
                    Expected expected = stack.map(all::only).orElse(all);
                    return meetings.meet(expected, visit.page().assessment())
                            .map(meeting -> new Met(meeting, expected.page(), later));
                });
    }

    /** The newest answers together with the newest evidence: both are about the same machine. */
    private static String query(List<CaseEvent> told) {
        String answers = "";
        String evidence = "";
        for (CaseEvent one : told) {
            List<String> pairs =
                    List.of(one.place().get().replaceFirst("^[^?]*\\??", "").split("&"));
            evidence = pairs.stream()
                    .filter(pair -> pair.startsWith(EVIDENCE))
                    .findFirst()
                    .orElse(evidence);
            if (one.kind() == CaseEvent.Kind.ANSWERED) {
                answers = pairs.stream()
                        .filter(pair -> !pair.startsWith(EVIDENCE))
                        .collect(Collectors.joining("&"));
            }
        }
        return Stream.of(answers, evidence).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
    }
}
