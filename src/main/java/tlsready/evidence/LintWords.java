package tlsready.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Citation;
import tlsready.knowledge.Knowledge;

/** The words of the .reg check, from {@code /evidence/lint.yaml}, with what the knowledge says to each kind. */
final class LintWords {
    private static final Pattern BLANK = Pattern.compile("\\{([a-z]{1,10})}");

    /** A row of the file. */
    record Words(String id, LintSeverity severity, String title, String says, List<String> because) {
        Words {
            Objects.requireNonNull(id);
            Objects.requireNonNull(severity, id);
            Objects.requireNonNull(title, id);
            Objects.requireNonNull(says, id);
            because = because == null ? List.of() : List.copyOf(because);
        }
    }

    private final Map<LintKind, Words> words = new EnumMap<>(LintKind.class);
    private final Map<LintKind, List<Citation>> because = new EnumMap<>(LintKind.class);

    /**
     * Reads the words from the class path.
     *
     * @throws IllegalStateException if a kind has no words or two, or words have no kind
     */
    LintWords(Knowledge knowledge) {
        for (Words row : rows()) {
            LintKind kind = kind(row.id());
            if (words.put(kind, row) != null) {
                throw new IllegalStateException("/evidence/lint.yaml has two rows " + row.id());
            }
            because.put(kind, row.because().stream().map(knowledge::cite).toList());
        }
        for (LintKind kind : LintKind.values()) {
            if (!words.containsKey(kind)) {
                throw new IllegalStateException("/evidence/lint.yaml has no words for " + kind.id());
            }
        }
    }

    private static LintKind kind(String id) {
        for (LintKind kind : LintKind.values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IllegalStateException("/evidence/lint.yaml has words for nothing: " + id);
    }

    private static List<Words> rows() {
        try (InputStream in = LintWords.class.getResourceAsStream("/evidence/lint.yaml")) {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Objects.requireNonNull(in, "/evidence/lint.yaml is missing"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("/evidence/lint.yaml does not fit", e);
        }
    }

    LintSeverity severity(LintKind kind) {
        return words.get(kind).severity();
    }

    String title(LintKind kind) {
        return words.get(kind).title();
    }

    List<Citation> because(LintKind kind) {
        return because.get(kind);
    }

    /** The sentence with its blanks filled. */
    String says(LintKind kind, Map<String, String> names) {
        return BLANK.matcher(words.get(kind).says()).replaceAll(blank -> {
            String name = names.get(blank.group(1));
            if (name == null) {
                throw new IllegalStateException("nobody fills in {" + blank.group(1) + "} of " + kind.id());
            }
            return Matcher.quoteReplacement(name);
        });
    }
}
