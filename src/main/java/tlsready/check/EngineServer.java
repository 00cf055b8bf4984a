package tlsready.check;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * Serves TLS engines for single handshakes. No session is ever resumed and no ticket given out: a resumed session
 * would hide what has changed on the client since.
 */
final class EngineServer {
    /** More than the seven days that a ticket of TLS 1.3 may live; with it the JDK gives none out. */
    private static final long TOO_LONG_FOR_TICKETS_SECONDS = 8 * 24 * 60 * 60;

    private static final ApplicationProtocolConfig HTTP_1_1 = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_1_1);

    static {
        // Read once by the JDK's engine. Both only take away: tickets of TLS 1.2, and clients' renegotiation.
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    /**
     * What one context is for. It has one certificate, because BoringSSL chooses badly between two; and one of its own
     * for TLS 1.3, because BoringSSL looks for the certificate by the suites of TLS 1.2.
     */
    private record Purpose(Endpoint endpoint, Engine.Kind engine, KeyKind key, boolean tls13) {
        List<TlsVersion> versions(Engine engine) {
            return engine.versionsAt(endpoint).stream()
                    .filter(version -> tls13 == (version == TlsVersion.TLS_1_3))
                    .toList();
        }

        List<CipherSuite> suites(Engine engine) {
            return tls13 && engine.kind() == Engine.Kind.BORINGSSL
                    ? engine.suites()
                    : engine.suitesAt(endpoint).stream()
                            .filter(suite -> tls13 == Engine.isTls13(suite))
                            .toList();
        }
    }

    /** Contexts of one set of certificates. */
    private record Contexts(Map<KeyKind, Identity> identities, Map<Purpose, SslContext> byPurpose) {}

    private final Map<Engine.Kind, Engine> engines = new LinkedHashMap<>();
    private volatile Contexts contexts = new Contexts(Map.of(), new ConcurrentHashMap<>());

    /** The engines of this machine, BoringSSL first where there is a build of it. */
    EngineServer() {
        if (OpenSsl.isAvailable()) {
            engines.put(Engine.Kind.BORINGSSL, boringSsl());
        }
        engines.put(Engine.Kind.JDK, JdkEngine.ability());
    }

    List<Engine> engines() {
        return List.copyOf(engines.values());
    }

    /** The kinds of key that there are certificates for. */
    Set<KeyKind> keys() {
        return contexts.identities().keySet();
    }

    /** From now on new handshakes show these certificates. */
    void use(Map<KeyKind, Identity> identities) {
        var before = contexts;
        contexts = new Contexts(Map.copyOf(identities), new ConcurrentHashMap<>());
        before.byPurpose().values().forEach(ReferenceCountUtil::release);
    }

    /** The certificate that this handshake shows. */
    Identity identity(KeyKind key) {
        return contexts.identities().get(key);
    }

    /**
     * A handler that shakes hands as the endpoint does.
     *
     * @throws SSLException if the engine does not take what it was asked for, which is a fault of ours
     */
    SslHandler handler(Endpoint endpoint, Decision.Shake shake, ByteBufAllocator allocator) throws SSLException {
        var now = contexts;
        var purpose = new Purpose(endpoint, shake.engine(), shake.key(), shake.version() == TlsVersion.TLS_1_3);
        SslContext context = now.byPurpose().get(purpose);
        if (context == null) {
            SslContext made = context(purpose, now.identities().get(shake.key()));
            SslContext earlier = now.byPurpose().putIfAbsent(purpose, made);
            if (earlier != null) {
                ReferenceCountUtil.release(made);
            }
            context = earlier != null ? earlier : made;
        }
        // An engine made like this looks at one record at a time: who ends the own side right behind the request is
        // answered.
        var handler = new SslHandler(context.newEngine(allocator));
        handler.setHandshakeTimeoutMillis(0); // the connection's own deadline covers it, and its farewell
        handler.setCloseNotifyFlushTimeoutMillis(0);
        return handler;
    }

    private SslContext context(Purpose purpose, Identity identity) throws SSLException {
        Engine engine = engines.get(purpose.engine());
        boolean jdk = purpose.engine() == Engine.Kind.JDK;
        var versions = new ArrayList<>(
                purpose.versions(engine).stream().map(EngineServer::javaName).toList());
        if (jdk) {
            versions.add("SSLv2Hello");
        }
        var context = SslContextBuilder.forServer(
                        identity.key(), identity.chain().toArray(new X509Certificate[0]))
                .sslProvider(jdk ? SslProvider.JDK : SslProvider.OPENSSL_REFCNT)
                .protocols(versions)
                .ciphers(names(engine.kind(), purpose.suites(engine)))
                .applicationProtocolConfig(HTTP_1_1)
                .sessionCacheSize(1)
                .sessionTimeout(TOO_LONG_FOR_TICKETS_SECONDS)
                .build();
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setSessionCacheEnabled(false);
        }
        return context;
    }

    private static List<String> names(Engine.Kind engine, List<CipherSuite> suites) {
        Map<CipherSuite, String> own = engine == Engine.Kind.JDK ? JdkEngine.namesBySuite() : Map.of();
        return suites.stream()
                .map(suite -> own.getOrDefault(suite, suite.name()))
                .toList();
    }

    private static String javaName(TlsVersion version) {
        return version == TlsVersion.TLS_1_0 ? "TLSv1" : version.label().replace("TLS ", "TLSv");
    }

    private static Engine boringSsl() {
        var versions = Arrays.stream(TlsVersion.values())
                .filter(version -> version.isAtLeast(TlsVersion.TLS_1_0))
                .collect(Collectors.toSet());
        var suites = OpenSsl.availableJavaCipherSuites().stream()
                .flatMap(name -> CipherSuite.named(name).stream())
                .toList();
        return new Engine(Engine.Kind.BORINGSSL, versions, suites, false, false);
    }
}
