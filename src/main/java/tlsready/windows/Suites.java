package tlsready.windows;

import java.util.List;
import java.util.Set;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/** What a cipher suite's name says of it (RFC 8446 B.4, RFC 5289, RFC 5246). */
public final class Suites {
    private Suites() {}

    /** TLS 1.3 suites name no key exchange. */
    static boolean isTls13(CipherSuite suite) {
        return suite.code() >> 8 == 0x13;
    }

    /** GCM, CCM and SHA-2 MACs came with TLS 1.2; the handshakes before it cannot use them. */
    static boolean needsTls12(CipherSuite suite) {
        String name = suite.name();
        return !isTls13(suite)
                && (name.contains("_GCM_")
                        || name.contains("_CCM")
                        || name.endsWith("_CBC_SHA256")
                        || name.endsWith("_CBC_SHA384")
                        || name.contains("_CHACHA20_"));
    }

    /** Those of the suites that at least one of the versions can use. */
    static List<CipherSuite> ofVersions(List<CipherSuite> suites, Set<TlsVersion> versions) {
        boolean tls13 = versions.contains(TlsVersion.TLS_1_3);
        boolean tls12 = versions.contains(TlsVersion.TLS_1_2);
        boolean older = versions.stream().anyMatch(version -> !version.isAtLeast(TlsVersion.TLS_1_2));
        return suites.stream()
                .filter(suite -> isTls13(suite) ? tls13 : needsTls12(suite) ? tls12 : tls12 || older)
                .toList();
    }

    /**
     * Whether public services that do not say what they accept can be expected to accept it: TLS 1.3's suites, and
     * ephemeral RSA with GCM, which every published policy we know of contains.
     */
    public static boolean isUsual(CipherSuite suite) {
        return isTls13(suite)
                || suite.name().startsWith("TLS_ECDHE_RSA_WITH_AES_")
                        && suite.name().contains("_GCM_");
    }
}
