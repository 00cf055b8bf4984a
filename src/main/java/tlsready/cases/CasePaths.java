package tlsready.cases;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The journey inside a case: {@code /c/CODE/guide/windows?…} is the page {@code /guide/windows?…}, with every link to
 * another page of the journey put under the case as well. Links that are shared, which are whole addresses with a host,
 * stay without the case. See decision 6.
 */
final class CasePaths {
    private static final String JOURNEY = "(?:guide|plan|bundle|bundle\\.zip|evidence)";
    private static final Pattern INSIDE = Pattern.compile("/c/([^/?]{1,80})(/" + JOURNEY + "(?:[/?].*)?)");
    private static final Pattern LINK = Pattern.compile("((?:href|action)=\")(/" + JOURNEY + ")(?=[\"/?#])");
    private static final Pattern PLACE = Pattern.compile("/" + JOURNEY + "(?:[/?#].*)?");

    /** A page of the journey inside a case: what stands for the code, and path and query of the page. */
    record Inside(String code, String place) {}

    private CasePaths() {}

    /** Reads path and query of a request. */
    static Optional<Inside> read(String uri) {
        Matcher inside = INSIDE.matcher(uri);
        return inside.matches() ? Optional.of(new Inside(inside.group(1), inside.group(2))) : Optional.empty();
    }

    /** A page with its links to the journey put under this path. */
    static String under(String base, String html) {
        return LINK.matcher(html).replaceAll(link -> Matcher.quoteReplacement(link.group(1) + base + link.group(2)));
    }

    /** Where a redirect leads, under this path if it leads to the journey. */
    static String redirected(String base, String location) {
        return PLACE.matcher(location).matches() ? base + location : location;
    }
}
