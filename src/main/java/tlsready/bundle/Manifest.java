package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * Writes {@code manifest.json}: what the bundle was made from and what is in it, for programs. Its shape is a contract:
 * within {@code tls-ready-bundle/1} nothing is renamed or taken away.
 */
@JsonPropertyOrder({"format", "knowledge", "plan", "promise", "changesRegistry", "answers", "reportsTo", "files"})
record Manifest(
        String format,
        String knowledge,
        String plan,
        String promise,
        boolean changesRegistry,
        List<Answer> answers,
        @JsonInclude(JsonInclude.Include.NON_NULL) ReportsTo reportsTo,
        List<File> files) {
    private static final String FORMAT = "tls-ready-bundle/1";
    /** Line feeds everywhere: Jackson's own printer would take the system's line ends. */
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    @JsonPropertyOrder({"id", "value", "question", "answer"})
    record Answer(String id, String value, String question, String answer) {}

    /** The label that the tests report with, and where they call, by network stack. */
    @JsonPropertyOrder({"label", "addresses"})
    record ReportsTo(String label, Map<String, String> addresses) {}

    @JsonPropertyOrder({"name", "size", "sha256", "purpose"})
    record File(String name, int size, String sha256, String purpose) {}

    static byte[] write(Order order, List<BundleFile> files) {
        var manifest = new Manifest(
                FORMAT,
                order.knowledge().version(),
                order.permalink(),
                order.plan().promise().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                order.plan().changesRegistry(),
                order.answers().stream()
                        .map(a -> new Answer(a.question(), a.value(), a.questionLabel(), a.answerLabel()))
                        .toList(),
                order.reporting()
                        .map(to -> new ReportsTo(to.label(), to.addresses()))
                        .orElse(null),
                files.stream()
                        .map(f -> new File(f.name(), f.size(), f.sha256(), f.purpose()))
                        .toList());
        try {
            return (JSON.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }
}
