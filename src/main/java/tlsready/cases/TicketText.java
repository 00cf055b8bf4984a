package tlsready.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tlsready.check.Visit;
import tlsready.remediation.PlanPage;

/** A case as a text to paste into a ticket. */
public final class TicketText {
    private TicketText() {}

    /**
     * What a ticket text is made from.
     *
     * @param told what the customer answered and brought
     * @param plan the plan, if the answers make one
     * @param permalink the plan's address, without the case
     * @param sha256 of the files taken last
     * @param edition of the knowledge
     */
    public record Matter(
            Case about,
            Standing standing,
            Journeys.Told told,
            Optional<PlanPage> plan,
            String permalink,
            Optional<String> sha256,
            String edition) {}

    /** The verdict, what each kind of program did, what the customer told, and the plan. */
    static Ticket of(Matter matter) {
        Case about = matter.about();
        var sections = new ArrayList<Ticket.Section>();
        sections.add(Ticket.Section.of(
                "What each kind of program did",
                matter.standing().stacks().stream().map(TicketText::stack).toList()));
        sections.add(Ticket.Section.of(
                "What the customer answered",
                matter.told().answers().stream()
                        .map(row -> row.topic() + ": " + row.answer())
                        .toList()));
        sections.add(Ticket.Section.of("What the computer said", matter.told().evidence()));
        matter.plan()
                .ifPresent(plan -> sections.add(new Ticket.Section(
                        "The plan: " + plan.title(),
                        true,
                        plan.steps().stream()
                                .map(step -> step.title() + (step.administrator() ? " (an administrator)" : ""))
                                .map(title -> new Ticket.Line(title, List.of()))
                                .toList())));
        sections.add(Ticket.Section.of(
                "Files taken",
                matter.sha256().stream().map(hash -> "SHA-256 " + hash).toList()));
        return new Ticket(
                matter.standing().headline().strip(),
                "TLS Ready, " + about.reference() + (about.ticket().isEmpty() ? "" : ", " + about.ticket())
                        + ", opened " + new Moment(about.openedAt()).text() + ", kept until "
                        + new Moment(about.expiresAt()).text() + ".",
                sections,
                Ticket.sources(matter.plan().stream()
                        .flatMap(plan -> plan.steps().stream())
                        .flatMap(step -> step.grounds().stream())
                        .map(PlanPage.GroundPart::citation)),
                matter.edition(),
                matter.permalink());
    }

    private static String stack(Standing.Row row) {
        return row.stack() + ": " + (row.twice() ? "was " + seen(row.first()) + ", is " : "") + seen(row.last())
                + row.asPredicted()
                        .map(yes -> yes ? ", as predicted" : ", not as predicted")
                        .orElse("");
    }

    private static String seen(Visit visit) {
        return visit.page().assessment().verdict().token() + " at "
                + new Moment(visit.page().assessment().when()).text();
    }
}
