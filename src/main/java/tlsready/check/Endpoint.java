package tlsready.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * A place that can be called to be checked, and what it accepts. It is reached by its port, or by its id as the first
 * label of a host name where a wildcard name is configured.
 *
 * @param id kebab-case, permanent, also a host label and a path segment: {@code tls12}, {@code afd2023}
 * @param name what people call it
 * @param offset its port is this many above the first port of all endpoints; 1010, 1011, 1012 as at badssl.com
 * @param versions what it accepts, oldest first
 * @param suites what it accepts; empty if whatever its engine can do
 * @param lenient whether it lets old clients in only to tell them what is wrong
 * @param target id of the service in the knowledge whose versions and suites it copies
 * @param words what a call to it shows, one or two sentences
 */
public record Endpoint(
        String id,
        String name,
        int offset,
        List<TlsVersion> versions,
        List<CipherSuite> suites,
        boolean lenient,
        Optional<String> target,
        String words) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Endpoint {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of lower-case words: " + id);
        }
        if (offset < 1 || versions.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + id + " needs an offset and at least one version");
        }
        versions = versions.stream().sorted().distinct().toList();
        suites = List.copyOf(suites);
    }

    /** Its port where the endpoints begin at this one. */
    public int port(int first) {
        return first + offset;
    }

    public boolean accepts(TlsVersion version) {
        return versions.contains(version);
    }

    /** Whether it accepts this suite; unknown suites of an engine count as accepted. */
    public boolean accepts(CipherSuite suite) {
        return suites.isEmpty() || suites.contains(suite);
    }
}
