package tlsready.guide;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Editions;

/**
 * The address of a page as it is shared: with the edition of the knowledge under which the link was made. A link of today's
 * edition needs none; one of another keeps it, and its page says what changed since.
 *
 * @param page canonical path and query, without an edition
 * @param since what changed since the link was made; nothing if nothing did
 */
public record SharedLink(String page, Optional<Editions.Since> since) {
    /** The parameter that carries the edition. */
    public static final String EDITION = "k";

    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)" + EDITION + "=([^&]*)");

    /**
     * The link that was followed.
     *
     * @param query as it stands in the address; null for none
     */
    public static SharedLink of(String page, String query, Editions editions) {
        Matcher found = PARAMETER.matcher(query == null ? "" : query);
        return new SharedLink(page, found.find() ? editions.since(found.group(1)) : Optional.empty());
    }

    /** Path and query to be shown: with the edition only if it is not today's. */
    public String address() {
        return since.map(older -> marked(page, older.made())).orElse(page);
    }

    /** A page's address with this edition. */
    public static String marked(String page, String edition) {
        return page + (page.contains("?") ? "&" : "?") + EDITION + "=" + edition;
    }
}
