package tlsready.check;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import tlsready.check.Ending.Negotiated;
import tlsready.tls.Bytes;
import tlsready.tls.ClientHello;
import tlsready.tls.TlsVersion;

/**
 * The answers of the check for programs and people, as {@code docs/check-protocol.md} writes them down: one assessment in
 * several coats, and mirrors in the shapes of howsmyssl.com and Cloudflare. Nothing is kept, cached or resumed.
 */
public final class Contracts implements Replies {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final String GUIDE =
            """
            There is nothing here. This endpoint answers:
              /v1/verdict     one line; as JSON with Accept: application/json
              /v1/hello       the whole client hello as JSON
              /a/check        the same in the shape of howsmyssl.com
              /cdn-cgi/trace  key=value lines
            """;

    private final Assessor assessor;
    private final BiFunction<Assessment, HttpRequestHead, String> page;

    /**
     * Contracts that speak by this assessor.
     *
     * @param page writes the HTML page of an assessment for who asked like this, readable by Internet Explorer 8
     */
    public Contracts(Assessor assessor, BiFunction<Assessment, HttpRequestHead, String> page) {
        this.assessor = assessor;
        this.page = page;
    }

    @Override
    public Answer reply(Observation observation, HttpRequestHead head) {
        Observation seen = observation.with(head);
        if (!METHODS.contains(head.method())) {
            return otherwise(head, assessor.judge(seen));
        }
        if (head.method().equals("OPTIONS")) {
            return preflight(head);
        }
        return switch (head.path()) {
            case "/v1/verdict" -> verdict(head, assessor.judge(seen));
            case "/v1/hello" -> mirror(head, seen, hello -> Json.write(HelloCoat.of(seen, hello)));
            case "/a/check" -> mirror(head, seen, hello -> Json.write(HowsMySsl.of(hello, seen.ending())));
            case "/cdn-cgi/trace" -> answer(head, 200, "OK", TEXT, trace(seen, head), Map.of());
            case "/" -> home(head, assessor.judge(seen));
            default -> elsewhere(head, assessor.judge(seen));
        };
    }

    private Answer elsewhere(HttpRequestHead head, Judgement judged) {
        return judged.verdict().passed() ? answer(head, 404, "Not Found", TEXT, GUIDE, Map.of()) : home(head, judged);
    }

    /** A program that sends something prints the same status and reason as one that asks, so it is told first what is wrong. */
    private Answer otherwise(HttpRequestHead head, Judgement judged) {
        return judged.verdict().passed()
                ? answer(
                        head,
                        405,
                        "Method Not Allowed",
                        TEXT,
                        "Ask with GET.\n",
                        Map.of("Allow", String.join(", ", METHODS)))
                : home(head, judged);
    }

    /** One line, or the assessment for those who ask for JSON. */
    private Answer verdict(HttpRequestHead head, Judgement judged) {
        return accepts(head, JSON)
                ? said(head, judged, JSON, Json.write(assessor.assess(judged)))
                : said(head, judged, TEXT, assessor.line(judged) + "\n");
    }

    /** What people and their browsers see; a program gets the line and what it means. */
    private Answer home(HttpRequestHead head, Judgement judged) {
        Assessment assessment = assessor.assess(judged);
        if (wantsPage(head, judged)) {
            return said(head, judged, HTML, page.apply(assessment, head));
        }
        return accepts(head, JSON)
                ? said(head, judged, JSON, Json.write(assessment))
                : said(head, judged, TEXT, inWords(assessment));
    }

    private Answer said(HttpRequestHead head, Judgement judged, String type, String body) {
        return answer(head, judged.verdict().status(), assessor.reason(judged), type, body, Map.of());
    }

    /** A mirror shows whatever came, so its status says nothing about it. */
    private Answer mirror(HttpRequestHead head, Observation seen, Function<ClientHello, String> coat) {
        return seen.clientHello()
                .map(hello -> answer(head, 200, "OK", JSON, coat.apply(hello), Map.of()))
                .orElseGet(() -> answer(head, 400, "Bad Request", TEXT, "There was no client hello.\n", Map.of()));
    }

    private String inWords(Assessment assessment) {
        var text = new StringBuilder(assessment.line()).append("\n");
        if (!assessment.meaning().isEmpty()) {
            text.append("\nWhat it means:\n");
            assessment
                    .meaning()
                    .forEach(remark -> text.append("- ").append(remark.text()).append('\n'));
        }
        text.append("\nWhat it does not prove:\n");
        assessment
                .notProven()
                .forEach(remark -> text.append("- ").append(remark.text()).append('\n'));
        if (!assessment.targets().isEmpty()) {
            text.append("\nWhat this lets expect of services, by versions and cipher suites alone:\n");
            assessor.page(assessment).targets().forEach(target -> text.append("- ")
                    .append(target.name())
                    .append(": ")
                    .append(target.says())
                    .append('\n'));
        }
        return text.toString();
    }

    /** Lines as Cloudflare's trace has them, without those that only Cloudflare can know. */
    private static String trace(Observation seen, HttpRequestHead head) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("h", head.header("host").orElse(""));
        lines.put("ip", seen.peer());
        lines.put(
                "ts",
                seen.when().getEpochSecond() + "."
                        + String.format(Locale.ROOT, "%03d", seen.when().getNano() / 1_000_000));
        lines.put("visit_scheme", seen.ending() instanceof Negotiated ? "https" : "http");
        lines.put("uag", head.header("user-agent").orElse(""));
        lines.put("http", head.version().toLowerCase(Locale.ROOT));
        lines.put("tls", seen.ending() instanceof Negotiated agreed ? traced(agreed.version()) : "off");
        lines.put("sni", seen.clientHello().flatMap(ClientHello::serverName).isPresent() ? "plaintext" : "off");
        var text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key)
                .append('=')
                .append(value.replaceAll("[\r\n]", " "))
                .append('\n'));
        return text.toString();
    }

    private static String traced(TlsVersion version) {
        return version.label().replace("TLS ", "TLSv").replace("SSL ", "SSLv");
    }

    /** Internet Explorer up to 8 does not say that it takes HTML; its name does. */
    private static boolean wantsPage(HttpRequestHead head, Judgement judged) {
        return accepts(head, "text/html")
                || judged.program().filter(Program::browser).isPresent() && !accepts(head, JSON);
    }

    private static boolean accepts(HttpRequestHead head, String type) {
        return head.header("accept").filter(types -> types.contains(type)).isPresent();
    }

    private static Answer preflight(HttpRequestHead head) {
        var allow = new LinkedHashMap<String, String>();
        allow.put("Allow", String.join(", ", METHODS));
        allow.put("Access-Control-Allow-Methods", String.join(", ", METHODS));
        allow.put("Access-Control-Allow-Headers", "*");
        return answer(head, 204, "No Content", "", "", allow);
    }

    private static Answer answer(
            HttpRequestHead head, int status, String reason, String type, String text, Map<String, String> more) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        if (!type.isEmpty()) {
            headers.put("Content-Type", type);
        }
        if (status != 204) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        headers.put("Connection", "close");
        headers.put("Cache-Control", "no-store");
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        headers.putAll(more);
        return new Answer(status, reason, headers, head.method().equals("HEAD") ? Bytes.EMPTY : Bytes.of(body));
    }
}
