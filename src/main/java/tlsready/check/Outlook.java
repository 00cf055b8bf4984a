package tlsready.check;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;

import tlsready.knowledge.Target;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.TlsVersion;

/**
 * What a hello lets expect of a service that was not called.
 *
 * @param id of the target in the knowledge
 * @param name of the target
 * @param chance whether hello and target fit
 * @param common names of the cipher suites that both know, in the client's order; empty unless published
 */
public record Outlook(String id, String name, Chance chance, List<String> common) {
    /** Whether a client and a service fit, as far as versions and suites go. */
    public enum Chance {
        /** A version and a suite in common. */
        COULD("could"),
        /** A version in common; which suites the service takes is not published. */
        UNKNOWN("unknown"),
        /** No version in common. */
        NO_VERSION("no-version"),
        /** A version, but no suite in common. */
        NO_SUITE("no-suite");

        private final String token;

        Chance(String token) {
            this.token = token;
        }

        @JsonValue
        public String token() {
            return token;
        }
    }

    public Outlook {
        common = List.copyOf(common);
    }

    static Outlook of(ClientHello hello, Target target) {
        var versions = target.versions().stream().filter(hello::offers).toList();
        var suites = common(hello, versions, target.suites());
        Chance chance = versions.isEmpty()
                ? Chance.NO_VERSION
                : !target.suitesPublished() ? Chance.UNKNOWN : suites.isEmpty() ? Chance.NO_SUITE : Chance.COULD;
        return new Outlook(
                target.id(),
                target.name(),
                chance,
                suites.stream().map(CipherSuite::name).toList());
    }

    /** The suites of the hello that are in this list and that one of these versions can use. */
    static List<CipherSuite> common(ClientHello hello, List<TlsVersion> versions, List<CipherSuite> accepted) {
        boolean newest = versions.contains(TlsVersion.TLS_1_3);
        boolean older = versions.stream().anyMatch(version -> version != TlsVersion.TLS_1_3);
        return hello.suites().stream()
                .filter(accepted::contains)
                .filter(suite -> isOfTls13(suite) ? newest : older)
                .toList();
    }

    /** The suites of TLS 1.3 have numbers of their own (RFC 8446, B.4). */
    static boolean isOfTls13(CipherSuite suite) {
        return suite.code() >>> 8 == 0x13;
    }
}
