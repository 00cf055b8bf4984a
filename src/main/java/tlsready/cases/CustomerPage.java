package tlsready.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tlsready.check.CheckPage;

/**
 * The customer's page of a case, with nothing left to decide.
 *
 * @param steps what to do, in order
 * @param lines what happened, the newest first
 * @param last number of the last event
 * @param check commands to copy, with the label of the case
 * @param byName whether a refused call is recognised by its label too
 * @param full whether no more calls are shown
 */
record CustomerPage(
        Case about,
        Moment expires,
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

    /** The steps of a case for somebody at this place. */
    static List<Step> steps(Case about, Journeys.Told told, List<CaseEvent> events) {
        String base = about.customerPath();
        boolean planned = told.plan().isPresent();
        boolean taken = happened(events, CaseEvent.Kind.BUNDLE);
        boolean called = happened(events, CaseEvent.Kind.VISIT);
        var steps = new ArrayList<Step>();
        steps.add(new Step(
                "Answer, or let the PC speak",
                answered(told),
                planned ? "done" : "now",
                Optional.of(base + (planned ? "/guide?" + told.plan().get() : about.place())),
                planned ? "Look at the answers" : told.answers().isEmpty() ? "Begin" : "Go on where you were"));
        steps.add(new Step(
                "Read your plan",
                List.of(planned ? "It says what to do, why, and who says so." : "It comes from your answers."),
                !planned ? "later" : taken ? "done" : "now",
                told.plan().map(query -> base + "/plan?" + query),
                "Show the plan"));
        steps.add(new Step(
                "Take the files, and run them",
                List.of("Read README.txt first. If you may not change the PC, print the page for your administrator."),
                !planned ? "later" : called && taken ? "done" : "now",
                told.plan().map(query -> base + "/bundle?" + query),
                "See and download the files"));
        steps.add(new Step(
                "Test again",
                List.of("Run Test.js and Test.ps1 from the files once before you change anything, and once after. Each"
                        + " run appears below by itself, also when it was refused, and who helps you sees it too."),
                taken || called ? "now" : "later",
                Optional.empty(),
                ""));
        return steps;
    }

    private static List<String> answered(Journeys.Told told) {
        var words = new ArrayList<String>();
        if (!told.answers().isEmpty()) {
            words.add("So far: "
                    + String.join(
                            "; ",
                            told.answers().stream()
                                    .map(row -> row.topic() + ": " + row.answer())
                                    .toList())
                    + ".");
        }
        told.open().ifPresent(question -> words.add("Next: " + question));
        if (words.isEmpty()) {
            words.add("A few plain questions. “I do not know” is an answer to each.");
        }
        return words;
    }

    private static boolean happened(List<CaseEvent> events, CaseEvent.Kind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }
}
