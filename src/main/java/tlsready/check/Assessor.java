package tlsready.check;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tlsready.check.Ending.Broken;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.Refused;
import tlsready.check.Ending.RefusedByClient;
import tlsready.knowledge.Knowledge;
import tlsready.tls.Alert;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloResult;
import tlsready.tls.TlsVersion;

/** Turns an {@link Observation} into an {@link Assessment}: judges it, then puts the {@link Judgement} in words. Pure. */
public final class Assessor {
    private static final int REASON_PHRASE = 100;

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
        return assess(judge(seen));
    }

    /** This assessment as pages tell it. */
    public VerdictPage page(Assessment assessment) {
        return VerdictPage.of(assessment, words);
    }

    /** The judgement alone: a fraction of the work of {@link #assess}. */
    Judgement judge(Observation seen) {
        return new Judgement(seen, endpoints.get(seen.endpoint()), knowledge, stacks);
    }

    /** This judgement with all its words. */
    Assessment assess(Judgement judged) {
        Observation seen = judged.seen();
        Endpoint endpoint = judged.endpoint();
        return new Assessment(
                judged.verdict(),
                headline(judged),
                judged.remarks().stream()
                        .map(key -> words.remark(key, blank -> name(judged, blank)))
                        .toList(),
                judged.unproven().stream().map(words::unproven).toList(),
                seen.when(),
                new Assessment.Place(endpoint.id(), endpoint.name(), endpoint.target()),
                judged.stack(),
                judged.userAgent(),
                seen.clientHello().map(Offer::of),
                seen.ending() instanceof Negotiated agreed
                        ? Optional.of(new Assessment.Agreed(
                                agreed.version().label(), agreed.suite().name(), agreed.alpn()))
                        : Optional.empty(),
                refusal(judged),
                seen.clientHello().map(this::targets).orElse(List.of()));
    }

    /** The one line of this judgement for scripts, as {@link Assessment#line} has it. */
    String line(Judgement judged) {
        return Assessment.line(judged.verdict(), judged.endpoint().id(), headline(judged));
    }

    /** What stands behind the status of an HTTP answer; old programs print nothing else. */
    String reason(Judgement judged) {
        String reason = Words.fill(words.telling(judged.verdict()).reason(), blank -> name(judged, blank));
        return reason.length() <= REASON_PHRASE ? reason : reason.substring(0, REASON_PHRASE);
    }

    private List<Outlook> targets(ClientHello offered) {
        return knowledge.targets().stream()
                .map(target -> Outlook.of(offered, target))
                .toList();
    }

    private static Optional<Assessment.Refusal> refusal(Judgement judged) {
        Ending ending = judged.seen().ending();
        if (!(ending instanceof Refused) && !(ending instanceof RefusedByClient)) {
            return Optional.empty();
        }
        return Optional.of(new Assessment.Refusal(
                ending instanceof Refused ? "endpoint" : "client",
                judged.alert().map(alert -> alert.description().name()).orElse("encrypted"),
                judged.alert().map(Alert::code)));
    }

    // ---- The words ---------------------------------------------------------------------------------------------

    private String headline(Judgement judged) {
        UnaryOperator<String> names = blank -> name(judged, blank);
        boolean hello = judged.seen().clientHello().isPresent();
        return Stream.of(
                        Words.fill(words.telling(judged.verdict()).says(), names),
                        words.ending(ending(judged.seen().ending()), names),
                        hello ? "Offered: up to " + highest(judged.seen()) + "." : "",
                        hello ? "Client: " + judged.stack().name() + "." : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String ending(Ending ending) {
        if (ending instanceof Negotiated) {
            return "negotiated";
        }
        if (ending instanceof Refused) {
            return "refused";
        }
        return ending instanceof Broken broken ? Names.kebab(broken.what()) : "refused-by-client";
    }

    /** What this blank of the words is filled with; null if it has no meaning here. */
    private String name(Judgement judged, String blank) {
        Observation seen = judged.seen();
        return switch (blank) {
            case "endpoint" -> judged.endpoint().name();
            case "accepted" -> labels(judged.endpoint().versions());
            case "stack" -> judged.stack().name();
            case "program" -> judged.program()
                    .map(Program::name)
                    .or(judged::userAgent)
                    .orElse("nobody");
            case "highest" -> highest(seen);
            case "version" -> seen.ending() instanceof Negotiated agreed
                    ? agreed.version().label()
                    : null;
            case "suite" -> seen.ending() instanceof Negotiated agreed
                    ? agreed.suite().name()
                    : null;
            case "alert" -> judged.alert()
                    .map(alert -> alert.description().name() + " (" + alert.code() + ")")
                    .orElse("that nobody can read");
            case "what" -> what(seen.hello());
            case "windows" -> judged.firstWindows();
            default -> null;
        };
    }

    private static String highest(Observation seen) {
        return seen.clientHello()
                .flatMap(ClientHello::highestVersion)
                .map(TlsVersion::label)
                .orElse("an unknown version");
    }

    private String what(HelloResult hello) {
        if (hello instanceof HelloResult.NotTls other) {
            return words.what(other.protocol());
        }
        if (hello instanceof HelloResult.Incomplete part) {
            return words.what(part.progress());
        }
        return hello instanceof HelloResult.Malformed broken ? broken.sentence() : "";
    }

    private static String labels(List<TlsVersion> versions) {
        return versions.stream().map(TlsVersion::label).collect(Collectors.joining(", "));
    }
}
