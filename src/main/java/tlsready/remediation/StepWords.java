package tlsready.remediation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.registry.RegistrySnapshot;
import tlsready.windows.Cause;
import tlsready.windows.Machine;
import tlsready.windows.Reason;

/**
 * The words of steps and assumptions, from {@code /remediation/words.yaml}. A word in braces, {@code {windows}}, is a
 * name that the planner fills in; the file can neither choose nor repeat.
 */
public final class StepWords {
    private static final Pattern BLANK = Pattern.compile("\\{([a-z0-9]+)}");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Text(
            String title,
            Step.Who who,
            List<String> words,
            List<String> actions,
            @JsonProperty("because") List<String> facts) {
        Text {
            Objects.requireNonNull(title);
            Objects.requireNonNull(who);
            words = words == null ? List.of() : List.copyOf(words);
            actions = actions == null ? List.of() : List.copyOf(actions);
            facts = facts == null ? List.of() : List.copyOf(facts);
        }
    }

    /**
     * What a plan promises, in words.
     *
     * @param lead one or two sentences
     */
    public record Headline(String title, String lead) {}

    record Book(
            Map<String, Headline> promises,
            Map<String, Text> steps,
            Map<String, String> assumptions,
            Map<String, String> causes,
            Map<String, String> doubts,
            Map<String, String> undo) {}

    private final Book book;

    private StepWords(Book book) {
        this.book = book;
    }

    /**
     * Reads the words from the class path.
     *
     * @throws IllegalStateException if the file is missing or has a property that does not belong
     */
    public static StepWords read() {
        try (InputStream in = StepWords.class.getResourceAsStream("/remediation/words.yaml")) {
            return new StepWords(YAML.readValue(Objects.requireNonNull(in), Book.class));
        } catch (IOException e) {
            throw new IllegalStateException("/remediation/words.yaml does not fit: " + e.getMessage(), e);
        }
    }

    /** What a plan promises, in words. */
    public Headline headline(Plan plan) {
        Headline words = Objects.requireNonNull(book.promises().get(id(plan.promise())));
        Map<String, String> names = Map.of(
                "program", plan.request().version().name(),
                "target", plan.request().target().name(),
                "windows", plan.request().machine().windows().name());
        return new Headline(fill(words.title(), names), fill(words.lead(), names));
    }

    /** A doubt in a sentence. */
    String doubt(String id, Map<String, String> names) {
        return fill(Objects.requireNonNull(book.doubts().get(id), id), names);
    }

    /** What the way back of a plan's registry changes does. Scripts look first; files know only what was told. */
    String undo(Plan plan) {
        boolean files = plan.request().machine().rights() == Machine.Rights.USER;
        RegistrySnapshot told = plan.request().machine().registry();
        boolean known = plan.allChanges().written().keySet().stream()
                .noneMatch(name -> told.find(name) instanceof RegistrySnapshot.Unknown);
        String id = !files ? "by-script" : known ? "by-files-known" : "by-files";
        return Objects.requireNonNull(book.undo().get(id), id);
    }

    /** A cause in words that follow the name of a stack. */
    public String cause(Cause cause) {
        return Objects.requireNonNull(book.causes().get(id(cause)));
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fact ids that any step may cite; a test holds them against the knowledge. */
    List<String> facts() {
        return book.steps().values().stream()
                .flatMap(text -> text.facts().stream())
                .toList();
    }

    /** The ids of the steps that have words. */
    Set<String> ids() {
        return book.steps().keySet();
    }

    /**
     * A step with its words, names filled in.
     *
     * @param id of the words; a kind may have several
     * @param more reasons besides those of the words
     */
    Step step(Step.Kind kind, String id, Map<String, String> names, List<Reason> more) {
        Text text = book.steps().get(id);
        if (text == null) {
            throw new IllegalStateException("/remediation/words.yaml has no step " + id);
        }
        var reasons = new ArrayList<Reason>();
        text.facts().forEach(fact -> reasons.add(Reason.because(fact)));
        reasons.addAll(more);
        return new Step(
                kind,
                text.who(),
                fill(text.title(), names),
                text.words().stream().map(line -> fill(line, names)).toList(),
                text.actions().stream().map(line -> fill(line, names)).toList(),
                reasons);
    }

    String assumption(String id, Map<String, String> names) {
        return fill(Objects.requireNonNull(book.assumptions().get(id), id), names);
    }

    private static String fill(String text, Map<String, String> names) {
        return BLANK.matcher(text).replaceAll(blank -> {
            String name = names.get(blank.group(1));
            if (name == null) {
                throw new IllegalStateException("nobody fills in {" + blank.group(1) + "} of: " + text);
            }
            return Matcher.quoteReplacement(name);
        });
    }
}
