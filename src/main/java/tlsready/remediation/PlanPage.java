package tlsready.remediation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tlsready.knowledge.Citation;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.TlsVersion;
import tlsready.windows.Prediction;
import tlsready.windows.Reason;
import tlsready.windows.Verdict;

/**
 * A plan as its page prints it: nothing is left to decide.
 *
 * @param promise id of what is promised, for the look: {@code works}
 * @param title the promise in words
 * @param lead one or two sentences more
 * @param steps in order
 * @param alternatives better or other ways
 * @param values the registry values that change
 * @param forecasts what is predicted for each stack
 * @param assumptions what was assumed
 * @param risks what may go wrong
 * @param doubts answers that cannot be true together, in sentences
 * @param undo what the way back of the registry changes does
 */
public record PlanPage(
        String promise,
        String title,
        String lead,
        List<StepPart> steps,
        List<StepPart> alternatives,
        List<ValuePart> values,
        List<ForecastPart> forecasts,
        List<String> assumptions,
        List<Citation> risks,
        List<String> doubts,
        String undo) {

    /** A step. */
    public record StepPart(
            String title, boolean administrator, List<String> words, List<String> actions, List<GroundPart> grounds) {}

    /**
     * A reason.
     *
     * @param observed what was seen on the machine; may be empty
     */
    public record GroundPart(String observed, Citation citation) {}

    /** A registry value with the data it gets. */
    public record ValuePart(String key, String name, String data, RegistrySetting setting) {}

    /** The prediction for one stack. */
    public record ForecastPart(
            String stack,
            String id,
            boolean required,
            Outlook before,
            Outlook after,
            String test,
            String provesNot,
            List<GroundPart> grounds,
            List<String> undecided) {}

    /**
     * A prediction in words.
     *
     * @param verdict {@code works}, {@code fails} or {@code unknown}
     * @param why what follows the stack's name
     * @param offers the versions it offers, newest first
     */
    public record Outlook(String verdict, String why, String offers) {}

    /** The page of a plan. */
    public static PlanPage of(Plan plan, Knowledge knowledge, StepWords words) {
        StepWords.Headline headline = words.headline(plan);
        return new PlanPage(
                plan.promise().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                headline.title(),
                headline.lead(),
                steps(plan.steps(), knowledge),
                steps(plan.alternatives(), knowledge),
                values(plan, knowledge),
                plan.forecasts().stream()
                        .map(forecast -> forecast(forecast, knowledge, words))
                        .toList(),
                plan.assumptions(),
                plan.risks().stream().map(knowledge::cite).toList(),
                Doubts.of(plan.request().machine(), knowledge, words),
                words.undo(plan));
    }

    private static List<StepPart> steps(List<Step> steps, Knowledge knowledge) {
        return steps.stream()
                .map(step -> new StepPart(
                        step.title(),
                        step.needsAdministrator(),
                        step.words(),
                        step.actions(),
                        grounds(step.reasons(), knowledge)))
                .toList();
    }

    private static List<GroundPart> grounds(List<Reason> reasons, Knowledge knowledge) {
        return reasons.stream()
                .map(reason -> new GroundPart(reason.observed().orElse(""), knowledge.cite(reason.fact())))
                .toList();
    }

    private static List<ValuePart> values(Plan plan, Knowledge knowledge) {
        Map<ValueName, RegistrySetting> settings = new LinkedHashMap<>();
        for (RegistrySetting setting : knowledge.settings()) {
            for (var view : RegistryView.values()) {
                settings.putIfAbsent(setting.in(view), setting);
            }
        }
        var values = new ArrayList<ValuePart>();
        plan.allChanges()
                .written()
                .forEach((name, value) -> values.add(
                        new ValuePart(name.key().toString(), name.name(), value.toString(), settings.get(name))));
        return values;
    }

    private static ForecastPart forecast(Forecast forecast, Knowledge knowledge, StepWords words) {
        return new ForecastPart(
                forecast.stack().name(),
                forecast.stack().id(),
                forecast.required(),
                outlook(forecast.before(), words),
                outlook(forecast.after(), words),
                forecast.stack().test(),
                forecast.stack().provesNot(),
                grounds(forecast.after().because(), knowledge),
                forecast.after().undecided());
    }

    private static Outlook outlook(Prediction prediction, StepWords words) {
        var offers = prediction.offered().stream()
                .sorted(Comparator.reverseOrder())
                .map(TlsVersion::label)
                .toList();
        return new Outlook(
                prediction.verdict() == Verdict.WORKS
                        ? "works"
                        : prediction.verdict() == Verdict.FAILS ? "fails" : "unknown",
                words.cause(prediction.cause()),
                String.join(", ", offers));
    }
}
