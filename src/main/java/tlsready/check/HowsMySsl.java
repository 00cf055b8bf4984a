package tlsready.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import tlsready.check.Ending.Negotiated;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.NamedGroup;
import tlsready.tls.SignatureScheme;
import tlsready.tls.TlsVersion;

/**
 * A hello as {@code /a/check} of howsmyssl.com tells it: the same thirteen names and types, so that scripts made for it
 * only change the host. The rating is made by its published rules, as far as a hello can show them: whether a client
 * splits records against BEAST cannot be seen before it sends some, so {@code able_to_detect_n_minus_one_splitting}
 * is always false and a client of TLS 1.0 with CBC suites counts as vulnerable.
 */
record HowsMySsl(
        @JsonProperty("given_cipher_suites") List<String> suites,
        @JsonProperty("given_named_groups") List<String> groups,
        @JsonProperty("given_signature_algorithms") List<String> signatureAlgorithms,
        @JsonProperty("post_quantum_key_agreement") boolean postQuantum,
        @JsonProperty("ephemeral_keys_supported") boolean ephemeral,
        @JsonProperty("session_ticket_supported") boolean tickets,
        @JsonProperty("tls_compression_supported") boolean compression,
        @JsonProperty("unknown_cipher_suite_supported") boolean unknownSuite,
        @JsonProperty("beast_vuln") boolean beast,
        @JsonProperty("able_to_detect_n_minus_one_splitting") boolean splittingSeen,
        @JsonProperty("insecure_cipher_suites") Map<String, List<String>> insecure,
        @JsonProperty("tls_version") String version,
        @JsonProperty("rating") String rating) {
    private static final String FEW_BITS = "uses keys smaller than 128 bits in its encryption";
    private static final String NO_ENCRYPTION = "specifies no encryption at all for the connection";
    private static final String NOBODY =
            "is open to man-in-the-middle attacks because it does not authenticate the server";
    private static final String RC4 = "uses RC4 which has insecure biases in its output";
    private static final int SIGNALS = 0x5600;
    private static final int RENEGOTIATION = 0x00FF;

    /** What it would say of this hello and the handshake that came of it. */
    static HowsMySsl of(ClientHello hello, Ending ending) {
        List<CipherSuite> given = hello.suites();
        boolean ephemeral = given.stream().anyMatch(HowsMySsl::isEphemeral);
        boolean unknown = given.stream().anyMatch(suite -> suite.name().startsWith("0x"));
        boolean old = ending instanceof Negotiated agreed
                && !agreed.version().isAtLeast(TlsVersion.TLS_1_1)
                && agreed.suite().name().contains("_CBC_");
        Map<String, List<String>> insecure = insecure(given);
        TlsVersion highest = hello.highestVersion().orElse(null);
        boolean tickets = hello.supportsSessionTickets();
        boolean bad = hello.offersCompression()
                || unknown
                || old
                || !insecure.isEmpty()
                || highest == null
                || !highest.isAtLeast(TlsVersion.TLS_1_1);
        boolean improvable = !ephemeral || !tickets || highest == TlsVersion.TLS_1_1;
        return new HowsMySsl(
                given.stream().map(HowsMySsl::name).toList(),
                hello.extensions().groups().stream().map(NamedGroup::name).toList(),
                hello.extensions().signatureSchemes().stream()
                        .map(SignatureScheme::name)
                        .toList(),
                hello.extensions().groups().stream().anyMatch(NamedGroup::isPostQuantum),
                ephemeral,
                tickets,
                hello.offersCompression(),
                unknown,
                old,
                false,
                insecure,
                highest == null ? "an unknown version of SSL/TLS" : highest.label(),
                bad ? "Bad" : improvable ? "Improvable" : "Probably Okay");
    }

    private static String name(CipherSuite suite) {
        return suite.name().startsWith("0x") ? "Some unknown cipher suite: " + suite.name() : suite.name();
    }

    private static boolean isEphemeral(CipherSuite suite) {
        return suite.name().contains("DHE_") || Outlook.isOfTls13(suite);
    }

    private static Map<String, List<String>> insecure(List<CipherSuite> suites) {
        var insecure = new LinkedHashMap<String, List<String>>();
        suites.stream()
                .filter(suite -> suite.code() != RENEGOTIATION && suite.code() != SIGNALS)
                .forEach(suite -> {
                    List<String> reasons = reasons(suite.name());
                    if (!reasons.isEmpty()) {
                        insecure.put(suite.name(), reasons);
                    }
                });
        return insecure;
    }

    private static List<String> reasons(String suite) {
        var reasons = new ArrayList<String>();
        if (suite.contains("EXPORT") || suite.contains("_DES_") || suite.contains("_DES40_")) {
            reasons.add(FEW_BITS);
        }
        if (suite.contains("WITH_NULL")) {
            reasons.add(NO_ENCRYPTION);
        }
        if (suite.contains("_anon_")) {
            reasons.add(NOBODY);
        }
        if (suite.contains("_RC4_")) {
            reasons.add(RC4);
        }
        return reasons;
    }
}
