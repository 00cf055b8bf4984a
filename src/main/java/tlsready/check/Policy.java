package tlsready.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tlsready.check.Decision.Refuse;
import tlsready.check.Decision.Shake;
import tlsready.tls.Alert;
import tlsready.tls.AlertDescription;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.Extensions;
import tlsready.tls.HelloFlaw;
import tlsready.tls.HelloFormat;
import tlsready.tls.NamedGroup;
import tlsready.tls.TlsVersion;

/**
 * Decides from the hello alone what becomes of a connection: the version is the highest that both sides have, the
 * first engine that has a suite in common runs it, and the certificate is one that the client can verify. Whatever
 * an engine may still refuse after that (a broken extension, a group) it refuses itself.
 *
 * @param engines those of this machine, the one to prefer first
 */
record Policy(List<Engine> engines) {
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int GROUPS = 10;
    private static final NamedGroup P256 = NamedGroup.of(23);
    /** What both engines have in common: P-256, P-384, P-521, X25519. */
    private static final List<NamedGroup> OURS = List.of(P256, NamedGroup.of(24), NamedGroup.of(25), NamedGroup.of(29));

    Policy {
        engines = List.copyOf(engines);
    }

    /** What this endpoint does with this hello, if it has certificates with these kinds of key. */
    Decision decide(Endpoint endpoint, ClientHello hello, Set<KeyKind> keys) {
        Optional<TlsVersion> version = common(endpoint, hello);
        if (version.isEmpty()) {
            return new Refuse(fatal("protocol_version"));
        }
        if (hello.isFallback() && !version.get().isAtLeast(newest(endpoint))) {
            return new Refuse(fatal("inappropriate_fallback")); // RFC 7507: somebody made it think that we are old
        }
        for (Engine engine : engines) {
            if (canRun(engine, endpoint, hello, version.get())) {
                for (KeyKind key : inOrder(version.get())) {
                    if (keys.contains(key) && fits(engine, key, endpoint, hello, version.get())) {
                        return new Shake(version.get(), engine.kind(), key);
                    }
                }
            }
        }
        return new Refuse(fatal("handshake_failure"));
    }

    /** The alert for bytes that begin like a hello and are none (RFC 8446, 6.2). */
    static Alert alertFor(HelloFlaw flaw) {
        return switch (flaw) {
            case WRONG_RECORD, WRONG_MESSAGE, EMPTY_RECORD -> fatal("unexpected_message");
            case OVERSIZED_RECORD -> fatal("record_overflow");
            case WRONG_RECORD_VERSION -> fatal("protocol_version");
            case DUPLICATE_EXTENSION -> fatal("illegal_parameter");
            default -> fatal("decode_error");
        };
    }

    /** What becomes of a client that asks for a name of no endpoint (RFC 6066 section 3). */
    static Decision noSuchName() {
        return new Refuse(fatal("unrecognized_name"));
    }

    /** Whether any engine of this machine speaks a version of this endpoint. */
    boolean canServe(Endpoint endpoint) {
        return engines.stream().anyMatch(engine -> !engine.versionsAt(endpoint).isEmpty());
    }

    private static Alert fatal(String name) {
        return new Alert(Alert.FATAL, AlertDescription.named(name).orElseThrow());
    }

    private TlsVersion newest(Endpoint endpoint) {
        return endpoint.versions().stream()
                .filter(this::speaks)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private boolean speaks(TlsVersion version) {
        return engines.stream().anyMatch(engine -> engine.versions().contains(version));
    }

    private Optional<TlsVersion> common(Endpoint endpoint, ClientHello hello) {
        return endpoint.versions().stream()
                .filter(version -> offers(hello, version))
                .filter(this::speaks)
                .max(Comparator.naturalOrder());
    }

    /** A draft of TLS 1.3 may tell of a client what it could do, but no engine speaks it. */
    private static boolean offers(ClientHello hello, TlsVersion version) {
        boolean draftOnly = version == TlsVersion.TLS_1_3
                && hello.extensions().supportedVersions().stream()
                        .noneMatch(named -> named.code() == TlsVersion.TLS_1_3.code());
        return hello.offers(version) && !draftOnly;
    }

    private static boolean canRun(Engine engine, Endpoint endpoint, ClientHello hello, TlsVersion version) {
        boolean speaks = engine.versions().contains(version);
        boolean reads = hello.format() != HelloFormat.SSLV2 || engine.readsSsl2Framing();
        boolean obeys = version != TlsVersion.TLS_1_3
                || engine.choosesTls13Suites()
                || hello.suites().stream().filter(Engine::isTls13).allMatch(endpoint::accepts);
        return speaks && reads && obeys;
    }

    /** Clients that stop below TLS 1.2 are old, and the oldest have never heard of curves. */
    private static List<KeyKind> inOrder(TlsVersion version) {
        return version.isAtLeast(TlsVersion.TLS_1_2)
                ? List.of(KeyKind.ECDSA, KeyKind.RSA)
                : List.of(KeyKind.RSA, KeyKind.ECDSA);
    }

    private static boolean fits(Engine engine, KeyKind key, Endpoint endpoint, ClientHello hello, TlsVersion version) {
        boolean verifies = verifies(hello, key, version);
        return hello.suites().stream()
                .filter(suite -> verifies || !isSigned(suite))
                .filter(suite -> works(suite, key, hello, version))
                .anyMatch(suite -> engine.takes(suite, endpoint));
    }

    private static boolean works(CipherSuite suite, KeyKind key, ClientHello hello, TlsVersion version) {
        if (version == TlsVersion.TLS_1_3 || Engine.isTls13(suite)) {
            return version == TlsVersion.TLS_1_3 && Engine.isTls13(suite);
        }
        boolean byCurve = suite.name().contains("ECDHE");
        return KeyKind.of(suite).filter(key::equals).isPresent()
                && (version.isAtLeast(TlsVersion.TLS_1_2) || !needsTls12(suite))
                && (!byCurve || hasOneOf(hello.extensions(), OURS))
                && (key == KeyKind.RSA || hasOneOf(hello.extensions(), List.of(P256)));
    }

    /** Whether the server signs with its key; in plain RSA key exchange it only decrypts. */
    private static boolean isSigned(CipherSuite suite) {
        return !suite.name().startsWith("TLS_RSA_");
    }

    /** Suites that came with TLS 1.2 (RFC 5246, RFC 5288, RFC 5289, RFC 7905) name their hash; SHA alone is SHA-1. */
    private static boolean needsTls12(CipherSuite suite) {
        return !suite.name().endsWith("_SHA") && !suite.name().endsWith("_MD5");
    }

    /** A client that names no curves leaves the choice to the server (RFC 8422, 4). */
    private static boolean hasOneOf(Extensions extensions, List<NamedGroup> groups) {
        return !extensions.has(GROUPS) || extensions.groups().stream().anyMatch(groups::contains);
    }

    /** Whether the client can check signatures of this key. Before TLS 1.2 nobody asked (RFC 5246, 7.4.1.4.1). */
    private static boolean verifies(ClientHello hello, KeyKind key, TlsVersion version) {
        if (!version.isAtLeast(TlsVersion.TLS_1_2) || !hello.extensions().has(SIGNATURE_ALGORITHMS)) {
            return true;
        }
        boolean newest = version == TlsVersion.TLS_1_3;
        return hello.extensions().signatureSchemes().stream().anyMatch(scheme -> {
            int code = scheme.code();
            boolean pss = code >= 0x0804 && code <= 0x0806;
            return switch (key) {
                case ECDSA -> newest ? code == 0x0403 : code >> 8 <= 6 && (code & 0xFF) == 3;
                case RSA -> pss || !newest && code >> 8 <= 6 && (code & 0xFF) == 1;
            };
        });
    }
}
