package tlsready.check;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * A TLS implementation as it is on this machine: what it can be asked to do.
 *
 * @param kind which one
 * @param versions what it speaks
 * @param suites its cipher suites, most wanted first, none of them without encryption or without certificate
 * @param readsSsl2Framing whether it takes hellos in the framing of SSL 2.0
 * @param choosesTls13Suites whether it can be told which suites of TLS 1.3 to take; one that cannot takes all its own
 */
record Engine(
        Kind kind,
        Set<TlsVersion> versions,
        List<CipherSuite> suites,
        boolean readsSsl2Framing,
        boolean choosesTls13Suites) {
    /** The implementations there are. */
    enum Kind {
        /** BoringSSL: needs a fraction of the time, and has left RC4, 3DES, DHE and SSL 2.0's framing behind. */
        BORINGSSL,
        /** The JDK's own, which old clients need. */
        JDK
    }

    private static final Pattern NEVER = Pattern.compile("_NULL_|_EXPORT_|_anon_|_DES_|_DES40_|_KRB5_|_PSK_");
    private static final Pattern OBSOLETE = Pattern.compile("_RC4_|_3DES_");

    Engine {
        Objects.requireNonNull(kind);
        versions = Set.copyOf(versions);
        suites = suites.stream().filter(Engine::canBeServed).distinct().toList();
    }

    private static boolean canBeServed(CipherSuite suite) {
        boolean forCertificates = isTls13(suite) || KeyKind.of(suite).isPresent();
        return forCertificates && !NEVER.matcher(suite.name()).find();
    }

    /** Whether no service of today takes this suite: RC4 and 3DES, all that Windows XP has. */
    static boolean isObsolete(CipherSuite suite) {
        return OBSOLETE.matcher(suite.name()).find();
    }

    /** Whether this is a suite of TLS 1.3, which no earlier version can use (RFC 8446, B.4). */
    static boolean isTls13(CipherSuite suite) {
        return suite.code() >> 8 == 0x13;
    }

    /** The suites that this engine takes at this endpoint, in the order in which it prefers them. */
    List<CipherSuite> suitesAt(Endpoint endpoint) {
        List<CipherSuite> all = endpoint.suites().isEmpty() ? suites : endpoint.suites();
        return all.stream().filter(suite -> takes(suite, endpoint)).toList();
    }

    /** Whether this engine takes this suite at this endpoint; an endpoint that names none takes no obsolete one, unless it is old itself. */
    boolean takes(CipherSuite suite, Endpoint endpoint) {
        boolean old = !endpoint.versions().get(0).isAtLeast(TlsVersion.TLS_1_2);
        boolean welcome = endpoint.suites().isEmpty() ? old || !isObsolete(suite) : endpoint.accepts(suite);
        return welcome && suites.contains(suite);
    }

    /** The versions that this engine speaks at this endpoint, oldest first. */
    List<TlsVersion> versionsAt(Endpoint endpoint) {
        return endpoint.versions().stream().filter(versions::contains).toList();
    }
}
