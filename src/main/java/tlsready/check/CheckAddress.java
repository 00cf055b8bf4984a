package tlsready.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command finds an endpoint. Its parts stand in commands that people run, so nothing gets in that is not a host
 * name, an address, a port or a label.
 *
 * @param host a name or an address; IPv6 in brackets
 * @param label of a room, in the path
 */
record CheckAddress(String host, int port, Optional<String> label) {
    /** Letters, digits, dots and hyphens; or an IPv6 address in brackets. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}]");

    private static final Pattern AUTHORITY = Pattern.compile("(" + HOST.pattern() + ")(?::[0-9]{1,5})?");
    private static final int HTTPS = 443;

    CheckAddress {
        if (!HOST.matcher(host).matches() || port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("no host and port: " + host + " " + port);
        }
        if (label.filter(text -> !text.matches("[a-z0-9]{4,32}")).isPresent()) {
            throw new IllegalArgumentException("no label: " + label.get());
        }
    }

    /** The host that a request names, if it is one: what a caller writes there is not to be trusted. */
    static Optional<String> host(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Path of the verdict, with the label. */
    String path() {
        return labelled(label) + "/v1/verdict";
    }

    /** What stands before any path so that a call carries this label. */
    static String labelled(Optional<String> label) {
        return label.map(text -> "/r/" + text).orElse("");
    }

    /** The beginning of the address, without a path. */
    String origin() {
        return "https://" + host + (port == HTTPS ? "" : ":" + port);
    }

    /** Of the verdict, for programs. */
    String url() {
        return origin() + path();
    }

    /** Of the verdict as a page, for browsers. */
    String home() {
        return origin() + labelled(label) + "/";
    }
}
