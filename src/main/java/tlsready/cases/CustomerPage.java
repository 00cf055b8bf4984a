package tlsready.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.check.CheckPage;

/**
 * The customer's page of a case, with nothing left to decide.
 *
 * @param language in which it leads
 * @param steps what to do, in order
 * @param lines what happened, the newest first
 * @param last number of the last event
 * @param check commands to copy, with the label of the case
 * @param byName whether a refused call is recognised by its label too
 * @param full whether no more calls are shown
 */
record CustomerPage(
        Case about,
        CustomerLanguage language,
        List<Step> steps,
        List<CaseLine> lines,
        int last,
        CheckPage check,
        boolean byName,
        boolean full) {
    /**
     * A step.
     *
     * @param state where it is: done, now or later
     * @param href where it is done
     */
    record Step(String title, List<String> words, String state, Optional<String> href, String label) {}

    CustomerPage {
        steps = List.copyOf(steps);
        lines = List.copyOf(lines);
    }

    public String base() {
        return about.customerPath();
    }

    /** How many calls there are to compare. */
    public long calls() {
        return lines.stream().filter(line -> line.call().isPresent()).count();
    }

    /** What to say, in the language of the page. */
    public String say(String key) {
        return language.say(key);
    }

    /** What to say of something, in the language of the page. */
    public String say(String key, String what) {
        return language.say(key, what);
    }

    /** When everything is deleted, in the language of the page. */
    public String deleted() {
        return language.time(about.expiresAt());
    }

    public Moment expires() {
        return new Moment(about.expiresAt());
    }

    /** The languages there are. */
    public List<CustomerLanguage> languages() {
        return List.of(CustomerLanguage.values());
    }

    /** The steps of a case for somebody at this place. */
    static List<Step> steps(Case about, CustomerLanguage in, Journeys.Told told, List<CaseEvent> events) {
        String base = about.customerPath();
        boolean planned = told.plan().isPresent();
        boolean taken = happened(events, CaseEvent.Kind.BUNDLE);
        boolean called = happened(events, CaseEvent.Kind.VISIT);
        var steps = new ArrayList<Step>();
        steps.add(new Step(
                in.say("step.answer"),
                answered(told, in),
                planned ? "done" : "now",
                Optional.of(base + (planned ? "/guide?" + told.plan().get() : about.place())),
                in.say(
                        planned
                                ? "step.answer.look"
                                : told.answers().isEmpty() ? "step.answer.start" : "step.answer.goOn")));
        steps.add(new Step(
                in.say("step.plan"),
                List.of(in.say(planned ? "step.plan.ready" : "step.plan.later")),
                !planned ? "later" : taken ? "done" : "now",
                told.plan().map(query -> base + "/plan?" + query),
                in.say("step.plan.show")));
        steps.add(new Step(
                in.say("step.files"),
                List.of(in.say("step.files.words")),
                !planned ? "later" : called && taken ? "done" : "now",
                told.plan().map(query -> base + "/bundle?" + query),
                in.say("step.files.show")));
        steps.add(new Step(
                in.say("step.test"),
                List.of(in.say("step.test.words")),
                taken || called ? "now" : "later",
                Optional.empty(),
                ""));
        return steps;
    }

    private static List<String> answered(Journeys.Told told, CustomerLanguage in) {
        var words = new ArrayList<String>();
        if (!told.answers().isEmpty()) {
            words.add(in.say(
                    "step.answer.soFar",
                    told.answers().stream()
                            .map(row -> row.topic() + ": " + row.answer())
                            .collect(Collectors.joining("; "))));
        }
        told.open().ifPresent(question -> words.add(in.say("step.answer.next", question)));
        if (words.isEmpty()) {
            words.add(in.say("step.answer.begin"));
        }
        return words;
    }

    private static boolean happened(List<CaseEvent> events, CaseEvent.Kind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }
}
