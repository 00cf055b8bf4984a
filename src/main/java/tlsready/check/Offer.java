package tlsready.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloFormat;
import tlsready.tls.Ja3;
import tlsready.tls.Ja4;
import tlsready.tls.NamedGroup;
import tlsready.tls.ProtocolVersion;
import tlsready.tls.SignatureScheme;
import tlsready.tls.TlsVersion;

/**
 * What a client offers, by name, without what is secret, random or meaningless (GREASE).
 *
 * @param highest label of the highest version; nothing if none is known
 * @param versions labels of the versions it names; empty if it names only the highest
 * @param format TLS, or SSLv2 for a hello in the framing of SSL 2.0
 * @param suites IANA names, most wanted first, then the ciphers of SSL 2.0
 * @param groups curves and groups, most wanted first
 * @param signatureAlgorithms most wanted first
 * @param alpn application protocols, most wanted first
 * @param extensions in their order
 * @param serverName the host name asked for
 * @param ja3 MD5, 32 hexadecimal digits
 * @param ja4 the JA4 fingerprint
 */
public record Offer(
        Optional<String> highest,
        List<String> versions,
        String format,
        List<String> suites,
        List<String> groups,
        List<String> signatureAlgorithms,
        List<String> alpn,
        List<String> extensions,
        Optional<String> serverName,
        Optional<String> ja3,
        Optional<String> ja4) {
    public Offer {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        signatureAlgorithms = List.copyOf(signatureAlgorithms);
        alpn = List.copyOf(alpn);
        extensions = List.copyOf(extensions);
    }

    /** What this hello offers. */
    public static Offer of(ClientHello hello) {
        var extensions = hello.extensions();
        return new Offer(
                hello.highestVersion().map(TlsVersion::label),
                names(extensions.supportedVersions().stream(), ProtocolVersion::isGrease),
                hello.format() == HelloFormat.SSLV2 ? "SSLv2" : "TLS",
                Stream.concat(
                                hello.suites().stream()
                                        .filter(suite -> !suite.isGrease())
                                        .map(CipherSuite::name),
                                hello.ssl2Ciphers().stream().map(Object::toString))
                        .toList(),
                names(extensions.groups().stream(), NamedGroup::isGrease),
                names(extensions.signatureSchemes().stream(), SignatureScheme::isGrease),
                extensions.alpn(),
                names(extensions.inOrder().stream().map(extension -> extension.type()), type -> type.isGrease()),
                hello.serverName(),
                Ja3.of(hello).map(Ja3::hash),
                Ja4.of(hello).map(Ja4::value));
    }

    private static <T> List<String> names(Stream<T> all, Predicate<T> grease) {
        return all.filter(grease.negate()).map(Object::toString).toList();
    }
}
