package tlsready.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.knowledge.Knowledge;
import tlsready.tls.Alert;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloResult;
import tlsready.tls.PlainProtocol;
import tlsready.tls.TlsVersion;

/**
 * One {@link Observation}, judged: what it comes to, and the keys of what is to be said of it, before anything is put
 * in words. The verdict rests on the hello, never on the engine alone.
 */
final class Judgement {
    /** Alerts by which a client says that it is the certificate (RFC 8446, 6.2): 42 to 46, 48 and 49. */
    private static final Set<Integer> CERTIFICATE_ALERTS = Set.of(42, 43, 44, 45, 46, 48, 49);
    /** Alerts by which an endpoint says that suites, groups or signatures do not fit: 40 and 71. */
    private static final Set<Integer> NOTHING_IN_COMMON = Set.of(40, 71);

    /** The alert by which we say that a name is that of no endpoint: 112. */
    private static final int NO_SUCH_NAME = 112;

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E]");
    private static final int USER_AGENT = 300;
    /** Hexadecimal digits of a SHA-256. */
    private static final int SHA_256 = 64;

    private final Observation seen;
    private final Endpoint endpoint;
    private final Knowledge knowledge;
    private final Stacks stacks;
    private final Optional<ClientHello> hello;
    private final Optional<String> userAgent;
    private final Optional<Program> program;
    private final List<String> remarks = new ArrayList<>();
    private final Verdict verdict;
    private NamedStack stack;
    private String firstWindows = "";

    Judgement(Observation seen, Endpoint endpoint, Knowledge knowledge, Stacks stacks) {
        this.seen = seen;
        this.endpoint = endpoint;
        this.knowledge = knowledge;
        this.stacks = stacks;
        hello = seen.clientHello();
        userAgent =
                seen.request().flatMap(request -> request.header("user-agent")).map(Judgement::printable);
        program = userAgent.flatMap(stacks::program);
        verdict = judged();
        if (reported().filter(digits -> digits.length() != SHA_256).isPresent()) {
            say("seen-unread");
        }
        if (seen.renegotiates()) {
            say("renegotiation");
        }
    }

    Observation seen() {
        return seen;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Verdict verdict() {
        return verdict;
    }

    /** Keys of the remarks that explain it, in their order. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Whose hello this is; named when somebody asks, because most verdicts do not need it. */
    NamedStack stack() {
        if (stack == null) {
            stack = hello.map(stacks::of).orElse(NamedStack.UNKNOWN);
        }
        return stack;
    }

    /** What the program says it is, in printable ASCII. */
    Optional<String> userAgent() {
        return userAgent;
    }

    Optional<Program> program() {
        return program;
    }

    /** Name of the first Windows whose standard list has a suite that the endpoint takes; empty unless that is remarked. */
    String firstWindows() {
        return firstWindows;
    }

    /** The alert that ended the handshake, if it can be told. */
    Optional<Alert> alert() {
        if (seen.ending() instanceof Refused refused) {
            return Optional.of(refused.sent());
        }
        return seen.ending() instanceof RefusedByClient refused ? refused.received() : Optional.empty();
    }

    /** Keys of what it does not prove, at least one. */
    List<String> unproven() {
        if (hello.isEmpty()) {
            return List.of("no-hello");
        }
        var keys = new ArrayList<String>();
        keys.add("one-stack");
        if (stack().browser() || program.filter(Program::browser).isPresent()) {
            keys.add("browser");
        } else if (stack().isSchannel()) {
            keys.add("schannel");
        } else if (stack().isKnown()) {
            keys.add("own-tls");
        } else {
            keys.add("unknown-stack");
        }
        if (verdict.passed()) {
            keys.add(endpoint.target().isPresent() ? "twin" : "versions-only");
            if (endpoint.lenient()) {
                keys.add("lenient");
            }
        }
        return keys;
    }

    // ---- The verdict -------------------------------------------------------------------------------------------

    private Verdict judged() {
        if (hello.isEmpty()) {
            return withoutHello();
        }
        ClientHello offered = hello.get();
        if (isIntercepted()) {
            return Verdict.INTERCEPTED;
        }
        Optional<TlsVersion> highest = offered.highestVersion();
        if (highest.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (!highest.get().isAtLeast(TlsVersion.TLS_1_2)) {
            explainLegacy();
            return Verdict.LEGACY_ONLY;
        }
        if (seen.ending() instanceof Negotiated agreed) {
            return negotiated(offered, agreed);
        }
        if (seen.ending() instanceof RefusedByClient refused) {
            return refusedByClient(refused);
        }
        return refused(offered);
    }

    private Verdict withoutHello() {
        if (seen.hello() instanceof HelloResult.NotTls other) {
            say(other.protocol() == PlainProtocol.PLAIN_HTTP ? "plain-http" : "resent");
            return Verdict.NOT_TLS;
        }
        return seen.hello() instanceof HelloResult.Malformed ? Verdict.MALFORMED : Verdict.INCOMPLETE;
    }

    private boolean isIntercepted() {
        if (seen.ending() instanceof Negotiated agreed
                && reported()
                        .filter(digits -> digits.length() == SHA_256)
                        .filter(digits -> !digits.equals(agreed.certificate()))
                        .isPresent()) {
            say("other-certificate");
            return true;
        }
        if (program.filter(claimed -> claimed.contradicts(stack())).isPresent()) {
            say("other-hello");
            return true;
        }
        return false;
    }

    private Verdict negotiated(ClientHello offered, Negotiated agreed) {
        if (!offered.offers(agreed.version())
                || !offered.offers(agreed.suite())
                || !endpoint.accepts(agreed.version())
                || !endpoint.accepts(agreed.suite())) {
            say("contradiction");
            return Verdict.UNKNOWN;
        }
        if (!agreed.version().isAtLeast(TlsVersion.TLS_1_2)) {
            say(newest().isAtLeast(TlsVersion.TLS_1_2) ? "still-old" : "only-older-endpoint");
            return Verdict.OLD_VERSION;
        }
        if (seen.request().isEmpty() && !seen.renegotiates()) {
            say("no-trust-said");
        }
        return Verdict.PASSED;
    }

    private Verdict refusedByClient(RefusedByClient refused) {
        if (refused.received()
                .filter(alert -> CERTIFICATE_ALERTS.contains(alert.description().code()))
                .isPresent()) {
            say("trust-the-test");
            return Verdict.CERTIFICATE_REFUSED;
        }
        say("client-refused");
        return Verdict.UNKNOWN;
    }

    /** Refused by the endpoint, or broken off: the hello says why. */
    private Verdict refused(ClientHello offered) {
        if (seen.ending() instanceof Refused refused
                && refused.sent().description().code() == NO_SUCH_NAME) {
            say("no-such-name");
            return Verdict.UNKNOWN;
        }
        List<TlsVersion> common =
                endpoint.versions().stream().filter(offered::offers).toList();
        if (common.isEmpty()) {
            return noVersion(offered);
        }
        List<CipherSuite> suites = Outlook.common(offered, common, endpoint.suites());
        if (!endpoint.suites().isEmpty() && suites.isEmpty()) {
            explainSuites();
            return Verdict.NO_COMMON_SUITE;
        }
        if (endpoint.suites().isEmpty()
                && seen.ending() instanceof Refused refused
                && NOTHING_IN_COMMON.contains(refused.sent().description().code())) {
            say("suite-needed");
            say("suite-or-group");
            return Verdict.NO_COMMON_SUITE;
        }
        say(seen.ending() instanceof Broken ? "hung-up" : "fits-but-refused");
        return Verdict.UNKNOWN;
    }

    private Verdict noVersion(ClientHello offered) {
        if (!newest().isAtLeast(TlsVersion.TLS_1_2)) {
            say("modern-refused");
            return Verdict.NO_COMMON_VERSION;
        }
        if (!offered.offers(TlsVersion.TLS_1_2) && offered.offers(TlsVersion.TLS_1_3)) {
            return Verdict.TLS13_ONLY;
        }
        if (stack().isSchannel()) {
            say("tls13-windows");
        }
        return Verdict.NO_COMMON_VERSION;
    }

    // ---- What explains it --------------------------------------------------------------------------------------

    private void explainLegacy() {
        switch (stack().id()) {
            case "schannel-xp" -> say("legacy-xp");
            case "schannel-vista" -> {
                say("legacy-vista");
                say("legacy-server-2008");
                say("legacy-windows-7-bare");
            }
            case "schannel-7", "schannel-7-first" -> say("legacy-windows-7");
            case "schannel-10", "schannel-10-1507", "schannel-11" -> say("legacy-windows-10");
            default -> {
                if (stack().isKnown()) {
                    say("own-tls");
                    say("legacy-own");
                    return;
                }
            }
        }
        say("legacy-guide");
    }

    private void explainSuites() {
        say("suite-needed");
        if (!stack().isSchannel()) {
            return;
        }
        boolean gap = stack().windows().stream().map(knowledge::suites).noneMatch(list -> list.suites().stream()
                .anyMatch(endpoint::accepts));
        if (!gap) {
            say("suite-list"); // its standard list would do, so somebody has changed it
            return;
        }
        say("suite-gap");
        say("suite-no-update");
        knowledge.suites().stream()
                .filter(list -> list.suites().stream().anyMatch(endpoint::accepts))
                .findFirst()
                .ifPresent(first -> {
                    firstWindows = first.name();
                    say("suite-windows");
                });
    }

    private void say(String key) {
        remarks.add(key);
    }

    private TlsVersion newest() {
        return endpoint.versions().get(endpoint.versions().size() - 1);
    }

    /** The fingerprint of the certificate that the client says it saw. */
    private Optional<String> reported() {
        return seen.request().flatMap(request -> request.query("seen")).map(Judgement::fingerprint);
    }

    /** Only hexadecimal digits: people paste fingerprints with colons and spaces. */
    private static String fingerprint(String typed) {
        return typed.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
    }

    private static String printable(String header) {
        String plain = UNPRINTABLE.matcher(header).replaceAll("?");
        return plain.length() <= USER_AGENT ? plain : plain.substring(0, USER_AGENT);
    }
}
