package tlsready.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tlsready.check.Expectations.Expected;
import tlsready.check.Expectations.Stack;
import tlsready.knowledge.Knowledge;
import tlsready.tls.TlsVersion;
import tlsready.windows.Prediction;

/** Puts what was predicted beside what a program really offered, and names the difference and its likely causes. */
public final class Meetings {
    private static final Set<Match> FITS = EnumSet.of(Match.SAME, Match.BEFORE_PLAN, Match.AFTER_PLAN);

    private final Words words;

    /** With the words on the class path. */
    public Meetings(Knowledge knowledge) {
        this.words = Words.read(knowledge);
    }

    /** What was expected meets what came; nothing if no hello came that could be read. */
    public Optional<Meeting> meet(Expected expected, Assessment assessment) {
        return assessment.offered().map(seen -> meeting(expected, seen, assessment.stack()));
    }

    private record Place(String predicted, String planned, Match match, List<String> missing) {}

    private Meeting meeting(Expected expected, Offer seen, NamedStack stack) {
        Map<Place, List<String>> places = new LinkedHashMap<>();
        var missing = new LinkedHashSet<String>();
        var strange = new LinkedHashSet<String>();
        for (Stack each : expected.stacks()) {
            HelloMatch now = HelloMatch.of(each.now(), seen, stack, expected);
            Optional<HelloMatch> planned = each.planned().map(after -> HelloMatch.of(after, seen, stack, expected));
            HelloMatch counting = planned.orElse(now);
            Match match = together(now.match(), planned.map(HelloMatch::match));
            List<String> gone = match == Match.UNSAID || match == Match.OTHER ? List.of() : counting.missing();
            missing.addAll(match == Match.LESS ? gone : List.of());
            strange.addAll(now.strange());
            var place = new Place(
                    offers(each.now()),
                    each.planned().map(Meetings::offers).orElse(""),
                    match,
                    match == Match.LESS ? gone : List.of());
            places.computeIfAbsent(place, same -> new ArrayList<>())
                    .add(each.now().stack().name());
        }
        List<Meeting.Row> rows = places.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Meeting.Row row) -> !row.fits()))
                .toList();
        Set<Match> matches = EnumSet.noneOf(Match.class);
        rows.forEach(row -> matches.add(row.match()));
        String id = summary(matches);
        Words.Told told = words.meeting(id);
        return new Meeting(
                told.title(),
                told.says(),
                seen(seen),
                rows,
                causes(matches, stack, !strange.isEmpty(), !missing.isEmpty(), seen));
    }

    /** One answer of two: where a plan makes a difference, it is told which side of it the hello is on. */
    private static Match together(Match now, Optional<Match> planned) {
        if (planned.isEmpty()) {
            return now;
        }
        if (planned.get() == Match.SAME) {
            return now == Match.SAME ? Match.SAME : Match.AFTER_PLAN;
        }
        return now == Match.SAME ? Match.BEFORE_PLAN : planned.get();
    }

    private Meeting.Row row(Place place, List<String> stacks) {
        return new Meeting.Row(
                stacks,
                place.predicted(),
                place.planned().equals(place.predicted()) ? "" : place.planned(),
                place.match(),
                words.match(place.match()),
                place.missing());
    }

    private static String summary(Set<Match> matches) {
        var told = EnumSet.noneOf(Match.class);
        told.addAll(matches);
        told.remove(Match.UNSAID);
        if (told.isEmpty()) {
            return "unsaid";
        }
        if (told.contains(Match.OTHER)) {
            return "other";
        }
        if (FITS.containsAll(told)) {
            return told.contains(Match.BEFORE_PLAN)
                    ? "before-plan"
                    : told.contains(Match.AFTER_PLAN) ? "after-plan" : "same";
        }
        return told.stream().anyMatch(FITS::contains) ? "some" : "none";
    }

    private List<Remark> causes(Set<Match> matches, NamedStack stack, boolean strange, boolean suites, Offer seen) {
        var keys = new LinkedHashSet<String>();
        if (matches.contains(Match.OTHER)) {
            keys.add(strange && (!stack.isKnown() || stack.isSchannel()) ? "other-windows" : "other-stack");
            keys.add("in-between");
        }
        if (matches.contains(Match.BEFORE_PLAN)) {
            keys.add("not-restarted");
        }
        if (matches.contains(Match.LESS)) {
            keys.add("not-restarted");
            keys.add("own-protocols");
            if (suites) {
                keys.add("suites-cut");
            }
        }
        if (matches.contains(Match.MORE)) {
            keys.add("changed-since");
            keys.add("own-protocols");
        }
        boolean differs = matches.contains(Match.LESS) || matches.contains(Match.MORE);
        if (differs && matches.stream().anyMatch(FITS::contains)) {
            keys.add("which-program");
        }
        if (differs || matches.contains(Match.OTHER)) {
            keys.add("model-wrong");
        }
        Map<String, String> names =
                Map.of("stack", stack.name(), "highest", seen.highest().orElse("no known version"));
        return keys.stream().map(key -> words.cause(key, names::get)).toList();
    }

    // ---- Offers in words -------------------------------------------------------------------------------------------

    /** Predicted versions, newest first; where it is not known whether one is offered, that is said. */
    static String offers(Prediction prediction) {
        if (prediction.possible().isEmpty()) {
            return switch (prediction.cause()) {
                case NOT_INSTALLED -> "not installed";
                case OWN_TLS -> "no prediction";
                default -> "nothing";
            };
        }
        String sure = labels(prediction.offered());
        var open = EnumSet.copyOf(prediction.possible());
        open.removeAll(prediction.offered());
        if (open.isEmpty()) {
            return sure;
        }
        return sure.isEmpty() ? "perhaps " + labels(open) : sure + ", perhaps " + labels(open);
    }

    private static String labels(Set<TlsVersion> versions) {
        return String.join(
                ", ",
                versions.stream()
                        .sorted(Comparator.reverseOrder())
                        .map(TlsVersion::label)
                        .toList());
    }

    private static String seen(Offer offer) {
        String versions = offer.versions().isEmpty()
                ? "up to " + offer.highest().orElse("an unknown version")
                : String.join(", ", offer.versions());
        return String.format(
                Locale.ROOT, "%s; %d cipher suites", versions, offer.suites().size());
    }
}
