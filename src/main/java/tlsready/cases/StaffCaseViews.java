package tlsready.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of staff about cases: {@code templates/cases/}. */
final class StaffCaseViews {
    private StaffCaseViews() {}

    /** The list, and the form to open another. */
    @CheckedTemplate(basePath = "cases")
    record cases(
            List<Row> rows,
            String whose,
            String state,
            String ticket,
            Map<String, List<Journeys.Choice>> choices,
            List<CustomerLanguage> languages,
            Draft draft,
            int most,
            Optional<String> trouble)
            implements TemplateInstance {}

    /**
     * The form for another case, as it was filled in.
     *
     * @param answers what is known already, by question of the guide
     */
    record Draft(String ticket, Map<String, String> answers, String language, String days) {
        public boolean has(String question, String answer) {
            return answer.equals(answers.get(question));
        }
    }

    /**
     * One case.
     *
     * @param link the customer's link, a whole address
     * @param invitation an e-mail with it, as a link
     * @param people to hand it over to
     * @param longest characters of a note
     * @param draft a note that was refused
     */
    @CheckedTemplate(basePath = "cases")
    record oneCase(
            TicketText.Matter matter,
            List<CaseLine> lines,
            Times times,
            String link,
            String invitation,
            Ticket ticket,
            List<String> people,
            int longest,
            boolean full,
            String draft,
            Optional<String> trouble)
            implements TemplateInstance {}

    /** How a case stands. */
    @CheckedTemplate(basePath = "cases")
    record standing(TicketText.Matter matter, Ticket ticket) implements TemplateInstance {}

    /** A case in the list. */
    record Row(
            long id, String ticket, String owner, boolean open, Moment opened, Moment expires, Optional<Moment> seen) {
        static Row of(Case one) {
            return new Row(
                    one.id(),
                    one.ticket(),
                    one.owner(),
                    one.open(),
                    new Moment(one.openedAt()),
                    new Moment(one.expiresAt()),
                    one.customerAt().map(Moment::new));
        }
    }

    /** The times of a case. */
    record Times(Moment opened, Moment expires, Optional<Moment> closed, Optional<Moment> customer) {
        Times(Case about) {
            this(
                    new Moment(about.openedAt()),
                    new Moment(about.expiresAt()),
                    about.closedAt().map(Moment::new),
                    about.customerAt().map(Moment::new));
        }
    }
}
