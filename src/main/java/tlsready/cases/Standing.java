package tlsready.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.check.Visit;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.Forecast;
import tlsready.windows.Verdict;

/**
 * How a case stands: what each network stack did first and what it does now, beside what was predicted of it. Only calls
 * with the label count; one that came from the same address by chance proves nothing.
 *
 * @param stacks those that called, in the order of their first call
 * @param silent those that the plan has to make work and that never called
 */
public record Standing(List<Row> stacks, List<Silent> silent) {
    /**
     * A stack that called.
     *
     * @param first its first call
     * @param last its newest; the same if it called once
     * @param predicted what the plan says of it
     */
    public record Row(String stack, Visit first, Visit last, Optional<Predicted> predicted) {
        public boolean passes() {
            return last.page().assessment().verdict().passed();
        }

        public boolean twice() {
            return first.id() != last.id();
        }

        /** Whether the prediction and what was seen say the same; nothing where nothing was predicted. */
        public Optional<Boolean> asPredicted() {
            return predicted.flatMap(one -> {
                Optional<Boolean> before = agrees(one.before(), first);
                Optional<Boolean> after = twice() ? agrees(one.after(), last) : before;
                return before.flatMap(was -> after.map(is -> was && is));
            });
        }

        private static Optional<Boolean> agrees(String predicted, Visit seen) {
            String tone = seen.page().tone();
            boolean known = !predicted.equals("unknown") && !tone.equals("unknown");
            return known ? Optional.of(predicted.equals(tone)) : Optional.empty();
        }
    }

    /** What the plan says of a stack before and after it is carried out: works, fails or unknown. */
    public record Predicted(String before, String after) {}

    /** A stack that never called. */
    public record Silent(String stack, Predicted predicted) {}

    public Standing {
        stacks = List.copyOf(stacks);
        silent = List.copyOf(silent);
    }

    /** Of these events, and what the plan predicts, if there is a plan. */
    static Standing of(List<CaseEvent> events, List<Forecast> forecasts, Knowledge knowledge) {
        Map<String, Predicted> predicted = new LinkedHashMap<>();
        forecasts.forEach(one -> predicted.put(
                one.stack().name(),
                new Predicted(word(one.before().verdict()), word(one.after().verdict()))));
        Map<String, List<Visit>> calls = events.stream()
                .flatMap(event -> event.visit().stream())
                .filter(Visit::certain)
                .collect(Collectors.groupingBy(
                        visit -> CaseLine.stack(visit, knowledge), LinkedHashMap::new, Collectors.toList()));
        var rows = new ArrayList<Row>();
        calls.forEach((stack, visits) -> rows.add(new Row(
                stack, visits.get(0), visits.get(visits.size() - 1), Optional.ofNullable(predicted.get(stack)))));
        List<Silent> silent = forecasts.stream()
                .filter(one -> one.required() && !calls.containsKey(one.stack().name()))
                .map(one ->
                        new Silent(one.stack().name(), predicted.get(one.stack().name())))
                .toList();
        return new Standing(rows, silent);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case WORKS -> "works";
            case FAILS -> "fails";
            case UNKNOWN -> "unknown";
        };
    }

    /** Everything in one sentence. */
    public String headline() {
        if (stacks.isEmpty()) {
            return "No program has called the check yet.";
        }
        String passed = names(true);
        String refused = stacks.stream()
                .filter(row -> !row.passes())
                .map(row -> row.stack() + " ("
                        + row.last().page().assessment().verdict().token() + ")")
                .collect(Collectors.joining("; "));
        return (passed.isEmpty() ? "" : "Passed: " + passed + ". ")
                + (refused.isEmpty() ? "" : "Not passed: " + refused + ". ")
                + (silent.isEmpty()
                        ? ""
                        : "Not tested: " + silent.stream().map(Silent::stack).collect(Collectors.joining("; ")) + ".");
    }

    private String names(boolean passing) {
        return stacks.stream()
                .filter(row -> row.passes() == passing)
                .map(Row::stack)
                .collect(Collectors.joining("; "));
    }
}
