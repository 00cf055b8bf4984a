package tlsready.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

/** Turns an {@link Observation} into an {@link Assessment}. Pure; the verdict rests on the hello, never on the engine alone. */
public final class Assessor {
    /** Alerts by which a client says that it is the certificate (RFC 8446, 6.2): 42 to 46, 48 and 49. */
    private static final Set<Integer> CERTIFICATE_ALERTS = Set.of(42, 43, 44, 45, 46, 48, 49);
    /** Alerts by which an endpoint says that suites, groups or signatures do not fit: 40 and 71. */
    private static final Set<Integer> NOTHING_IN_COMMON = Set.of(40, 71);

    private static final int REASON_PHRASE = 100;
    private static final int USER_AGENT = 300;
    /** Hexadecimal digits of a SHA-256. */
    private static final int SHA_256 = 64;

    private final Knowledge knowledge;
    private final Endpoints endpoints;
    private final Stacks stacks;
    private final Words words;

    /** An assessor with the words and stacks on the class path. */
    public Assessor(Knowledge knowledge, Endpoints endpoints) {
        this.knowledge = knowledge;
        this.endpoints = endpoints;
        this.stacks = Stacks.read(knowledge);
        this.words = Words.read(knowledge);
    }

    /** What this observation comes to. */
    public Assessment assess(Observation seen) {
        return new Case(seen).assessment();
    }

    /** The verdict alone of {@link #assess}. */
    Verdict verdict(Observation seen) {
        return new Case(seen).verdict();
    }

    /** This assessment as pages tell it. */
    public VerdictPage page(Assessment assessment) {
        return VerdictPage.of(assessment, words);
    }

    /** What stands behind the status of an HTTP answer; old programs print nothing else. */
    String reason(Assessment assessment) {
        var names = new HashMap<String, String>();
        assessment.offered().flatMap(Offer::highest).ifPresent(highest -> names.put("highest", highest));
        assessment.negotiated().ifPresent(agreed -> names.put("version", agreed.version()));
        String reason = Words.fill(words.telling(assessment.verdict()).reason(), names);
        return reason.length() <= REASON_PHRASE ? reason : reason.substring(0, REASON_PHRASE);
    }

    /** One observation on its way to its assessment. */
    private final class Case {
        private final Observation seen;
        private final Endpoint endpoint;
        private final Optional<ClientHello> hello;
        private final NamedStack stack;
        private final Optional<String> userAgent;
        private final Optional<Program> program;
        private final Map<String, String> names = new HashMap<>();
        private final List<Remark> meaning = new ArrayList<>();

        Case(Observation seen) {
            this.seen = seen;
            endpoint = endpoints.get(seen.endpoint());
            hello = seen.clientHello();
            stack = hello.map(stacks::of).orElse(NamedStack.UNKNOWN);
            userAgent = seen.request()
                    .flatMap(request -> request.header("user-agent"))
                    .map(Case::printable);
            program = userAgent.flatMap(stacks::program);
            names.put("endpoint", endpoint.name());
            names.put("accepted", labels(endpoint.versions()));
            names.put("stack", stack.name());
            names.put("program", program.map(Program::name).or(() -> userAgent).orElse("nobody"));
            names.put(
                    "highest",
                    hello.flatMap(ClientHello::highestVersion)
                            .map(TlsVersion::label)
                            .orElse("an unknown version"));
            if (seen.ending() instanceof Negotiated agreed) {
                names.put("version", agreed.version().label());
                names.put("suite", agreed.suite().name());
            }
            names.put(
                    "alert",
                    alert().map(alert -> alert.description().name() + " (" + alert.code() + ")")
                            .orElse("that nobody can read"));
            names.put("what", what());
        }

        Assessment assessment() {
            Verdict verdict = verdict();
            return new Assessment(
                    verdict,
                    headline(verdict),
                    meaning,
                    unproven(verdict),
                    seen.when(),
                    new Assessment.Place(endpoint.id(), endpoint.name(), endpoint.target()),
                    stack,
                    userAgent,
                    hello.map(Offer::of),
                    seen.ending() instanceof Negotiated agreed
                            ? Optional.of(new Assessment.Agreed(
                                    agreed.version().label(), agreed.suite().name(), agreed.alpn()))
                            : Optional.empty(),
                    refusal(),
                    hello.map(this::targets).orElse(List.of()));
        }

        private List<Outlook> targets(ClientHello offered) {
            return knowledge.targets().stream()
                    .map(target -> Outlook.of(offered, target))
                    .toList();
        }

        // ---- The verdict ---------------------------------------------------------------------------------------

        private Verdict verdict() {
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
            Optional<String> reported = seen.request().flatMap(request -> request.query("seen"));
            if (seen.ending() instanceof Negotiated agreed
                    && reported.map(Case::fingerprint)
                            .filter(digits -> digits.length() == SHA_256)
                            .filter(digits -> !digits.equals(agreed.certificate()))
                            .isPresent()) {
                say("other-certificate");
                return true;
            }
            if (program.filter(claimed -> claimed.contradicts(stack)).isPresent()) {
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
                say(newest(endpoint).isAtLeast(TlsVersion.TLS_1_2) ? "still-old" : "only-older-endpoint");
                return Verdict.OLD_VERSION;
            }
            if (seen.request().isEmpty()) {
                say("no-trust-said");
            }
            return Verdict.PASSED;
        }

        private Verdict refusedByClient(RefusedByClient refused) {
            if (refused.received()
                    .filter(alert ->
                            CERTIFICATE_ALERTS.contains(alert.description().code()))
                    .isPresent()) {
                say("trust-the-test");
                return Verdict.CERTIFICATE_REFUSED;
            }
            say("client-refused");
            return Verdict.UNKNOWN;
        }

        /** Refused by the endpoint, or broken off: the hello says why. */
        private Verdict refused(ClientHello offered) {
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
            if (!newest(endpoint).isAtLeast(TlsVersion.TLS_1_2)) {
                say("modern-refused");
                return Verdict.NO_COMMON_VERSION;
            }
            if (!offered.offers(TlsVersion.TLS_1_2) && offered.offers(TlsVersion.TLS_1_3)) {
                return Verdict.TLS13_ONLY;
            }
            if (stack.isSchannel()) {
                say("tls13-windows");
            }
            return Verdict.NO_COMMON_VERSION;
        }

        // ---- The words -----------------------------------------------------------------------------------------

        private void explainLegacy() {
            switch (stack.id()) {
                case "schannel-xp" -> say("legacy-xp");
                case "schannel-vista" -> say("legacy-vista");
                case "schannel-7", "schannel-7-first" -> say("legacy-windows-7");
                case "schannel-10", "schannel-10-1507", "schannel-11" -> say("legacy-windows-10");
                default -> {
                    if (stack.isKnown()) {
                        say("own-tls");
                    }
                }
            }
            say("legacy-guide");
        }

        private void explainSuites() {
            say("suite-needed");
            if (!stack.isSchannel()) {
                return;
            }
            boolean gap = stack.windows().stream().map(knowledge::suites).noneMatch(list -> list.suites().stream()
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
                        names.put("windows", first.name());
                        say("suite-windows");
                    });
        }

        private List<Remark> unproven(Verdict verdict) {
            var keys = new ArrayList<String>();
            keys.add("one-stack");
            boolean browser =
                    stack.browser() || program.filter(Program::browser).isPresent();
            if (browser) {
                keys.add("browser");
            } else if (stack.isSchannel()) {
                keys.add("schannel");
            } else if (stack.isKnown()) {
                keys.add("own-tls");
            } else if (hello.isPresent()) {
                keys.add("unknown-stack");
            }
            if (verdict.passed()) {
                keys.add(endpoint.target().isPresent() ? "twin" : "versions-only");
                if (endpoint.lenient()) {
                    keys.add("lenient");
                }
            }
            return keys.stream().map(words::unproven).toList();
        }

        private String headline(Verdict verdict) {
            var parts = Stream.of(
                    Words.fill(words.telling(verdict).says(), names),
                    words.ending(ending(), names),
                    hello.isPresent() ? "Offered: up to " + names.get("highest") + "." : "",
                    hello.isPresent() ? "Client: " + stack.name() + "." : "");
            return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        }

        private String ending() {
            if (seen.ending() instanceof Negotiated) {
                return "negotiated";
            }
            if (seen.ending() instanceof Refused) {
                return "refused";
            }
            return seen.ending() instanceof Broken broken ? Names.kebab(broken.what()) : "refused-by-client";
        }

        private void say(String key) {
            meaning.add(words.remark(key, names));
        }

        private Optional<Alert> alert() {
            if (seen.ending() instanceof Refused refused) {
                return Optional.of(refused.sent());
            }
            return seen.ending() instanceof RefusedByClient refused ? refused.received() : Optional.empty();
        }

        private Optional<Assessment.Refusal> refusal() {
            if (!(seen.ending() instanceof Refused) && !(seen.ending() instanceof RefusedByClient)) {
                return Optional.empty();
            }
            String by = seen.ending() instanceof Refused ? "endpoint" : "client";
            return Optional.of(new Assessment.Refusal(
                    by,
                    alert().map(alert -> alert.description().name()).orElse("encrypted"),
                    alert().map(Alert::code)));
        }

        private String what() {
            if (seen.hello() instanceof HelloResult.NotTls other) {
                return words.what(other.protocol());
            }
            if (seen.hello() instanceof HelloResult.Incomplete part) {
                return words.what(part.progress());
            }
            return seen.hello() instanceof HelloResult.Malformed broken ? broken.sentence() : "";
        }

        private static TlsVersion newest(Endpoint endpoint) {
            return endpoint.versions().get(endpoint.versions().size() - 1);
        }

        private static String labels(List<TlsVersion> versions) {
            return versions.stream().map(TlsVersion::label).collect(Collectors.joining(", "));
        }

        /** Only hexadecimal digits: people paste fingerprints with colons and spaces. */
        private static String fingerprint(String typed) {
            return typed.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
        }

        private static String printable(String header) {
            String plain = header.replaceAll("[^\\x20-\\x7E]", "?");
            return plain.length() <= USER_AGENT ? plain : plain.substring(0, USER_AGENT);
        }
    }
}
