package tlsready.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the host name that a client asks for (SNI) says beyond the host: an endpoint and the label of a waiting room.
 * Both stand in its first part, because a wildcard certificate covers one part only: {@code tls12.}, {@code r7k3m.}
 * or both, {@code tls12-r7k3m.}, before a domain of ours.
 *
 * @param endpoint id of the endpoint asked for
 * @param label label of a waiting room, which only adds
 * @param astray whether the name is below our domain and can be none of these, as that of an endpoint that is switched off:
 *     a pass at another endpoint would be taken for one at this
 */
record AskedName(Optional<String> endpoint, Optional<String> label, boolean astray) {
    /** A name that says nothing more. */
    static final AskedName NOTHING = new AskedName(Optional.empty(), Optional.empty(), false);

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]{4,32}");

    /** Reads a name below this domain; any other name says nothing. */
    static AskedName read(String name, String domain, Endpoints endpoints) {
        String asked = name.toLowerCase(Locale.ROOT);
        String tail = "." + domain.toLowerCase(Locale.ROOT);
        if (!asked.endsWith(tail)) {
            return NOTHING;
        }
        String first = asked.substring(0, asked.length() - tail.length());
        if (endpoints.find(first).isPresent()) {
            return new AskedName(Optional.of(first), Optional.empty(), false);
        }
        int dash = first.lastIndexOf('-');
        Optional<String> endpoint = dash < 0 ? Optional.empty() : Optional.of(first.substring(0, dash));
        Optional<String> label = endpoints.isLeftOut(first)
                ? Optional.empty()
                : Optional.of(first.substring(dash + 1))
                        .filter(text -> LABEL.matcher(text).matches());
        boolean known = endpoint.isEmpty() || endpoints.find(endpoint.get()).isPresent();
        return known && label.isPresent()
                ? new AskedName(endpoint, label, false)
                : new AskedName(Optional.empty(), label, true);
    }
}
