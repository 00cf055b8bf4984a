package tlsready.check;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * First line and headers of an HTTP request, as they came.
 *
 * @param method {@code GET}
 * @param target path and query: {@code /v1/verdict?seen=…}
 * @param version {@code HTTP/1.1}
 * @param headers by lower-case name; several of one name joined with {@code ", "}
 */
public record HttpRequestHead(String method, String target, String version, Map<String, String> headers) {
    /** {@code /r/LABEL}, alone or before any path; people who type it may write it large. */
    private static final Pattern LABELLED = Pattern.compile("/r/([A-Za-z0-9]{4,32})(/.*)?");

    private static final String BEFORE_LABELS = "/r/";
    /** What stands before the path when a client takes us for its proxy; every server has to take it (RFC 9112, 3.2.2). */
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?]*");

    public HttpRequestHead {
        target = ABSOLUTE.matcher(target).lookingAt()
                ? path(ABSOLUTE.matcher(target).replaceFirst(""))
                : target;
        var byName = new TreeMap<String, String>();
        headers.forEach((name, value) -> byName.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
        headers = Map.copyOf(byName);
    }

    /** The header with this lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The label of a waiting room that stands before the path. */
    public Optional<String> label() {
        return labelled().map(labelled -> labelled.group(1).toLowerCase(Locale.ROOT));
    }

    /** The path without label and query, {@code /} if nothing is left. */
    public String path() {
        Optional<Matcher> labelled = labelled();
        String path = labelled.isPresent() ? labelled.get().group(2) : rawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private Optional<Matcher> labelled() {
        if (!target.startsWith(BEFORE_LABELS)) {
            return Optional.empty();
        }
        Matcher labelled = LABELLED.matcher(rawPath());
        return labelled.matches() ? Optional.of(labelled) : Optional.empty();
    }

    /** The first value of this query parameter, decoded. */
    public Optional<String> query(String name) {
        int mark = target.indexOf('?');
        return mark < 0
                ? Optional.empty()
                : Arrays.stream(target.substring(mark + 1).split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> decode(pair.substring(name.length() + 1)))
                        .findFirst();
    }

    private String rawPath() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    private static String path(String rest) {
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a lone % sign: it stands for itself
        }
    }
}
