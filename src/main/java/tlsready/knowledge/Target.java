package tlsready.knowledge;

import java.util.List;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * A service people want to reach, and what it accepts.
 *
 * @param versions the protocol versions it accepts
 * @param suitesPublished whether it is known which cipher suites it accepts
 * @param suites those suites; empty if not published
 * @param testUrl an address to test with, or empty: the person knows their own server's
 * @param words what a person should know about it, one or two sentences
 */
public record Target(
        String id,
        String name,
        List<TlsVersion> versions,
        boolean suitesPublished,
        List<CipherSuite> suites,
        String testUrl,
        String words,
        List<Basis> basis)
        implements Row {
    public Target {
        basis = Row.required(id, basis);
        versions = List.copyOf(versions);
        suites = suites == null ? List.of() : List.copyOf(suites);
        testUrl = testUrl == null ? "" : testUrl;
        if (suitesPublished == suites.isEmpty()) {
            throw new IllegalArgumentException(
                    "target " + id + ": suites are listed if and only if they are published");
        }
    }
}
