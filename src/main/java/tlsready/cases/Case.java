package tlsready.cases;

import java.time.Instant;
import java.util.Optional;

/**
 * A support case: somebody has a problem, somebody else helps. It owns a waiting room of the check, whose label travels in
 * clear and only adds; its code, and signing in, read.
 *
 * @param code opens the customer's page; it must not get into links that are shared, nor into files or logs
 * @param room id of its waiting room
 * @param label of that room
 * @param ticket number in the supporters' own system; may be empty
 * @param language in which the customer is led
 * @param owner name of who looks after it
 * @param openedBy name of who opened it
 * @param expiresAt from then on nothing of it is left
 * @param closedAt from then on nothing is added
 * @param place where the customer is in the guide: path and query of a page
 * @param customerAt when the customer was last there
 * @param happened how many events it has
 */
public record Case(
        long id,
        CaseCode code,
        long room,
        String label,
        String ticket,
        CustomerLanguage language,
        String owner,
        String openedBy,
        Instant openedAt,
        Instant expiresAt,
        Optional<Instant> closedAt,
        String place,
        Optional<Instant> customerAt,
        int happened) {
    public boolean open() {
        return closedAt.isEmpty();
    }

    /** What people who sign in call it; it opens nothing. */
    public String reference() {
        return "case " + id;
    }

    /** The customer's page. */
    public String customerPath() {
        return "/c/" + code.spelled();
    }

    /** The page of those who help. */
    public String staffPath() {
        return "/staff/cases/" + id;
    }
}
