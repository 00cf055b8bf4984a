package tlsready.check;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import tlsready.tls.ClientHello;
import tlsready.tls.Grease;
import tlsready.tls.HelloFormat;
import tlsready.tls.Ja3;
import tlsready.tls.Ja4;
import tlsready.tls.ProtocolVersion;
import tlsready.tls.TlsVersion;

/**
 * A hello as the contract {@code tls-ready/hello/1}: everything in it, in its order, GREASE and unknown numbers included.
 *
 * @param raw the records that carried the hello, in hexadecimal
 */
record HelloCoat(
        String contract,
        Instant when,
        String endpoint,
        String format,
        Point recordVersion,
        Point legacyVersion,
        Optional<String> highestVersion,
        String random,
        String sessionId,
        List<Point> suites,
        List<Point> ssl2Ciphers,
        List<Integer> compressionMethods,
        List<Part> extensions,
        Optional<String> serverName,
        List<Point> supportedVersions,
        List<Point> groups,
        List<Point> keyShares,
        List<Point> signatureAlgorithms,
        List<Integer> pointFormats,
        List<String> alpn,
        Optional<Ja3> ja3,
        Optional<Ja4> ja4,
        String raw) {
    static final String CONTRACT = "tls-ready/hello/1";

    /**
     * A number with its name.
     *
     * @param code {@code "0xC02F"}
     */
    record Point(String code, String name, boolean grease) {
        static Point of(int code, String name) {
            return new Point(String.format(Locale.ROOT, "0x%04X", code), name, Grease.is(code));
        }
    }

    /**
     * An extension.
     *
     * @param data its body in hexadecimal
     */
    record Part(String code, String name, boolean grease, String data) {}

    static HelloCoat of(Observation seen, ClientHello hello) {
        var extensions = hello.extensions();
        return new HelloCoat(
                CONTRACT,
                seen.when(),
                seen.endpoint(),
                hello.format() == HelloFormat.SSLV2 ? "SSLv2" : "TLS",
                version(hello.recordVersion()),
                version(hello.legacyVersion()),
                hello.highestVersion().map(TlsVersion::label),
                hello.random().hex(),
                hello.sessionId().hex(),
                points(hello.suites(), suite -> suite.code(), suite -> suite.name()),
                points(hello.ssl2Ciphers(), kind -> kind.code(), kind -> kind.name()),
                hello.compressionMethods(),
                extensions.inOrder().stream()
                        .map(extension -> {
                            Point type = Point.of(
                                    extension.type().code(), extension.type().name());
                            return new Part(
                                    type.code(),
                                    type.name(),
                                    type.grease(),
                                    extension.data().hex());
                        })
                        .toList(),
                hello.serverName(),
                points(extensions.supportedVersions(), version -> version.code(), version -> version.name()),
                points(extensions.groups(), group -> group.code(), group -> group.name()),
                points(extensions.keyShares(), group -> group.code(), group -> group.name()),
                points(extensions.signatureSchemes(), scheme -> scheme.code(), scheme -> scheme.name()),
                extensions.pointFormats(),
                extensions.alpn(),
                Ja3.of(hello),
                Ja4.of(hello),
                hello.raw().hex());
    }

    private static Point version(int code) {
        return Point.of(code, new ProtocolVersion(code).name());
    }

    private static <T> List<Point> points(List<T> all, ToIntFunction<T> code, Function<T, String> name) {
        return all.stream()
                .map(one -> Point.of(code.applyAsInt(one), name.apply(one)))
                .toList();
    }
}
