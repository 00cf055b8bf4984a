package tlsready.check;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * The JDK's TLS engine on this JVM. Out of the box it refuses everything below TLS 1.2; old clients can only be told
 * what they lack where it is loosened first.
 *
 * <p>The properties are read once, when the first class of the engine is loaded, and hold for the whole JVM. So
 * whoever serves with this engine names versions and suites one by one, and clients stay with TLS 1.2 and 1.3.
 */
final class JdkEngine {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final String CLIENT_PROTOCOLS = "jdk.tls.client.protocols";
    /** What old clients need. Everything else that the JDK disables stays disabled, SSL 3.0 and MD5 signatures with it. */
    private static final Set<String> NEEDED = Set.of("TLSv1", "TLSv1.1", "RC4", "3DES_EDE_CBC", "TLS_RSA_*");

    private static final String SIGN_OF_LOOSENESS = "SSL_RSA_WITH_RC4_128_SHA";

    private JdkEngine() {}

    /**
     * Lets this JVM's engine speak TLS 1.0 and 1.1 and use RC4 and 3DES where a server names them.
     *
     * @return whether it does; if not, something used the engine before
     */
    static boolean loosen() {
        String disabled = String.valueOf(Security.getProperty(DISABLED));
        Security.setProperty(
                DISABLED,
                Arrays.stream(disabled.split(","))
                        .map(String::strip)
                        .filter(algorithm -> !NEEDED.contains(algorithm))
                        .collect(Collectors.joining(", ")));
        if (System.getProperty(CLIENT_PROTOCOLS) == null) {
            System.setProperty(CLIENT_PROTOCOLS, "TLSv1.3,TLSv1.2");
        }
        return isLoose();
    }

    /** Whether this JVM's engine takes what old clients need. */
    static boolean isLoose() {
        return suiteNames().contains(SIGN_OF_LOOSENESS);
    }

    /** What it can be asked to do. */
    static Engine ability() {
        var versions = isLoose()
                ? EnumSet.range(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3)
                : EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
        return new Engine(Engine.Kind.JDK, versions, List.copyOf(namesBySuite().keySet()), true, true);
    }

    /** The names that the JDK has for its suites; the oldest keep the SSL_ of their youth. */
    static Map<CipherSuite, String> namesBySuite() {
        var names = new LinkedHashMap<CipherSuite, String>();
        for (String name : suiteNames()) {
            CipherSuite.named(name.replaceFirst("^SSL_", "TLS_")).ifPresent(suite -> names.put(suite, name));
        }
        return names;
    }

    private static List<String> suiteNames() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null); // nobody to trust: saves reading the trust store
            return List.of(context.getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
