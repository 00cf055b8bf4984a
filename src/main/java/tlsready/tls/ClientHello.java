package tlsready.tls;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first message of a TLS client: everything it offers, as it offers it. Nothing here is negotiated
 * or judged; unknown and GREASE values are kept.
 *
 * @param format how the hello was framed
 * @param recordVersion version in the first record's header, which says nothing about what is offered;
 *     in SSLv2 framing, which has none, the same as {@code legacyVersion}
 * @param legacyVersion the version field of the hello itself, which TLS 1.3 clients leave at TLS 1.2
 * @param random 32 octets; in SSLv2 framing the challenge, 16 to 32
 * @param sessionId 0 to 32 octets
 * @param suites cipher suites, most wanted first
 * @param ssl2Ciphers ciphers of SSL 2.0, which only SSLv2 framing can carry
 * @param compressionMethods numbers, 0 is none, 1 is DEFLATE (RFC 3749)
 * @param extensions all extensions
 * @param raw the records that carried the hello, from the first octet of the first to the hello's last
 *     octet; empty once dropped
 */
public record ClientHello(
        HelloFormat format,
        int recordVersion,
        int legacyVersion,
        Bytes random,
        Bytes sessionId,
        List<CipherSuite> suites,
        List<Ssl2CipherKind> ssl2Ciphers,
        List<Integer> compressionMethods,
        Extensions extensions,
        Bytes raw) {
    private static final int STATUS_REQUEST = 5;
    private static final int EXTENDED_MASTER_SECRET = 23;
    private static final int SESSION_TICKET = 35;
    private static final int PRE_SHARED_KEY = 41;
    private static final int RENEGOTIATION_INFO = 0xFF01;
    private static final int RENEGOTIATION_SCSV = 0x00FF;
    private static final int FALLBACK_SCSV = 0x5600;

    public ClientHello {
        Objects.requireNonNull(format);
        CodePoints.requireUnsigned16(recordVersion);
        CodePoints.requireUnsigned16(legacyVersion);
        Objects.requireNonNull(random);
        Objects.requireNonNull(sessionId);
        suites = List.copyOf(suites);
        ssl2Ciphers = List.copyOf(ssl2Ciphers);
        compressionMethods = List.copyOf(compressionMethods);
        Objects.requireNonNull(extensions);
        Objects.requireNonNull(raw);
    }

    /** The same hello without its raw octets, for keeping. */
    public ClientHello withoutRaw() {
        return new ClientHello(
                format,
                recordVersion,
                legacyVersion,
                random,
                sessionId,
                suites,
                ssl2Ciphers,
                compressionMethods,
                extensions,
                Bytes.EMPTY);
    }

    /**
     * The highest version this client can speak, or nothing if it names none that we know.
     *
     * <p>The extension supported_versions is the whole truth where it is present (RFC 8446, 4.2.1): GREASE
     * in it is ignored, a draft of TLS 1.3 counts as TLS 1.3. Without it the version field is the highest,
     * and cannot mean more than TLS 1.2, whatever it says.
     */
    public Optional<TlsVersion> highestVersion() {
        return namesVersions() ? namedVersions().max(TlsVersion::compareTo) : Optional.ofNullable(highestByField());
    }

    /**
     * Whether this client can speak this version, as far as its hello tells. A client that names its
     * versions offers those; one that only names a highest version is taken to offer all below it down to
     * SSL 3.0, because the hello has no place to say otherwise.
     */
    public boolean offers(TlsVersion version) {
        if (version == TlsVersion.SSL_2_0) {
            return format == HelloFormat.SSLV2 && (!ssl2Ciphers.isEmpty() || legacyVersion == version.code());
        }
        if (namesVersions()) {
            return namedVersions().anyMatch(version::equals);
        }
        TlsVersion highest = highestByField();
        return highest != null && highest.isAtLeast(version);
    }

    /** Whether this cipher suite is in the list. */
    public boolean offers(CipherSuite suite) {
        return suites.contains(suite);
    }

    /** Whether this curve or group is in the list. */
    public boolean offers(NamedGroup group) {
        return extensions.groups().contains(group);
    }

    /** The host name the client asked for. */
    public Optional<String> serverName() {
        return extensions.serverName();
    }

    /** Whether the client offers to compress, which made CRIME possible. */
    public boolean offersCompression() {
        return compressionMethods.stream().anyMatch(method -> method != 0);
    }

    /** Whether the client understands session tickets (RFC 5077). */
    public boolean supportsSessionTickets() {
        return extensions.has(SESSION_TICKET);
    }

    /** Whether the client came back with a session ticket of TLS 1.2 or before. */
    public boolean offersSessionTicket() {
        return extensions.data(SESSION_TICKET).map(ticket -> !ticket.isEmpty()).orElse(false);
    }

    /** Whether the client came back with a pre-shared key, as resumption in TLS 1.3 does. */
    public boolean offersPreSharedKey() {
        return extensions.has(PRE_SHARED_KEY);
    }

    /** Whether the client asks for a stapled OCSP answer. */
    public boolean requestsStatus() {
        return extensions.has(STATUS_REQUEST);
    }

    /** Whether the client can bind the master secret to the handshake (RFC 7627). */
    public boolean supportsExtendedMasterSecret() {
        return extensions.has(EXTENDED_MASTER_SECRET);
    }

    /** Whether the client renegotiates securely (RFC 5746), said by extension or by its signalling suite. */
    public boolean supportsSecureRenegotiation() {
        return extensions.has(RENEGOTIATION_INFO) || offers(CipherSuite.of(RENEGOTIATION_SCSV));
    }

    /** Whether the client says that this is a second try with a lower version (RFC 7507). */
    public boolean isFallback() {
        return offers(CipherSuite.of(FALLBACK_SCSV));
    }

    /** Whether any GREASE is in the hello, as browsers of the Chrome family do. */
    public boolean hasGrease() {
        return suites.stream().anyMatch(CipherSuite::isGrease)
                || extensions.groups().stream().anyMatch(NamedGroup::isGrease)
                || extensions.inOrder().stream()
                        .anyMatch(extension -> extension.type().isGrease())
                || extensions.supportedVersions().stream().anyMatch(ProtocolVersion::isGrease);
    }

    private boolean namesVersions() {
        return extensions.has(Extensions.SUPPORTED_VERSIONS);
    }

    private Stream<TlsVersion> namedVersions() {
        return extensions.supportedVersions().stream().flatMap(named -> named.version().stream());
    }

    /** By the version field alone; null if it is below everything we know. */
    private TlsVersion highestByField() {
        return legacyVersion > TlsVersion.TLS_1_2.code()
                ? TlsVersion.TLS_1_2
                : TlsVersion.ofCode(legacyVersion).orElse(null);
    }
}
