package tlsready.cases;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tlsready.knowledge.Source;
import tlsready.remediation.PlanPage;

/** A case as a text to paste into a ticket: the verdict first, then steps, sources, knowledge version and permalink. */
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

    /** For systems that show text as it is. */
    static String plain(Matter matter) {
        return write(matter, new Look("", "", "- ", ""));
    }

    /** For systems that read Markdown. */
    static String markdown(Matter matter) {
        return write(matter, new Look("**", "## ", "- ", "\\"));
    }

    /** How things look; {@code escape} goes before what would otherwise mean something. */
    private record Look(String strong, String heading, String item, String escape) {
        String text(String words) {
            return escape.isEmpty() ? words : words.replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1");
        }

        String address(String url) {
            return escape.isEmpty() ? url : "<" + url + ">";
        }
    }

    private static String write(Matter matter, Look look) {
        var text = new StringBuilder();
        text.append(look.strong())
                .append(look.text(matter.standing().headline().strip()))
                .append(look.strong())
                .append("\n\n");
        Case about = matter.about();
        line(text, look, "TLS Ready, " + about.reference() + (about.ticket().isEmpty() ? "" : ", " + about.ticket()));
        line(
                text,
                look,
                "Opened " + new Moment(about.openedAt()).text() + ", kept until "
                        + new Moment(about.expiresAt()).text());
        stacks(text, look, matter.standing());
        if (!matter.told().answers().isEmpty()) {
            heading(text, look, "What the customer answered");
            matter.told().answers().forEach(row -> line(text, look, row.topic() + ": " + row.answer()));
        }
        if (!matter.told().evidence().isEmpty()) {
            heading(text, look, "What the computer said");
            matter.told().evidence().forEach(words -> line(text, look, words));
        }
        matter.plan().ifPresent(plan -> plan(text, look, plan));
        heading(text, look, "Where it comes from");
        matter.sha256().ifPresent(hash -> line(text, look, "Files taken: SHA-256 " + hash));
        if (matter.plan().isPresent()) {
            text.append(look.item())
                    .append("The plan: ")
                    .append(look.address(matter.permalink()))
                    .append('\n');
        }
        line(text, look, "Knowledge edition " + matter.edition() + ". Not made by Esri or Microsoft.");
        return text.toString();
    }

    private static void stacks(StringBuilder text, Look look, Standing standing) {
        if (standing.stacks().isEmpty()) {
            return;
        }
        heading(text, look, "What each kind of program did");
        for (Standing.Row row : standing.stacks()) {
            String now = row.last().page().assessment().verdict().token() + " at "
                    + new Moment(row.last().page().assessment().when()).text();
            String before = row.twice()
                    ? "was " + row.first().page().assessment().verdict().token() + " at "
                            + new Moment(row.first().page().assessment().when()).text() + ", is "
                    : "";
            line(text, look, row.stack() + ": " + before + now + predicted(row));
        }
    }

    private static String predicted(Standing.Row row) {
        return row.asPredicted()
                .map(yes -> yes ? ", as predicted" : ", not as predicted")
                .orElse("");
    }

    private static void plan(StringBuilder text, Look look, PlanPage plan) {
        heading(text, look, "The plan: " + plan.title());
        int number = 1;
        for (PlanPage.StepPart step : plan.steps()) {
            text.append(number++)
                    .append(". ")
                    .append(look.text(step.title()))
                    .append(step.administrator() ? " (an administrator)" : "")
                    .append('\n');
        }
        Set<String> sources = new LinkedHashSet<>();
        plan.steps().stream()
                .flatMap(step -> step.grounds().stream())
                .map(PlanPage.GroundPart::citation)
                .map(citation -> citation.sources())
                .flatMap(List::stream)
                .map(Source::url)
                .filter(url -> !url.isEmpty())
                .forEach(sources::add);
        if (!sources.isEmpty()) {
            heading(text, look, "Sources");
            sources.forEach(
                    url -> text.append(look.item()).append(look.address(url)).append('\n'));
        }
    }

    private static void heading(StringBuilder text, Look look, String words) {
        text.append('\n')
                .append(look.heading())
                .append(look.text(words))
                .append(look.heading().isEmpty() ? ":" : "")
                .append('\n');
    }

    private static void line(StringBuilder text, Look look, String words) {
        text.append(look.item()).append(look.text(words)).append('\n');
    }
}
