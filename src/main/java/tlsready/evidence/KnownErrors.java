package tlsready.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Knowledge;

/** The error texts we recognise, from {@code /evidence/errors.yaml}, each with the facts about its cause. */
public final class KnownErrors {
    /**
     * An error people meet.
     *
     * @param id kebab-case, permanent once published
     * @param name as people would search for it
     * @param texts parts of its message, in lower case
     * @param numbers codes that mean it
     * @param names identifiers that mean it
     * @param facts ids of what the knowledge says about the cause
     */
    public record KnownError(
            String id, String name, List<String> texts, List<String> numbers, List<String> names, List<String> facts) {
        public KnownError {
            texts = texts == null ? List.of() : List.copyOf(texts);
            numbers = numbers == null ? List.of() : List.copyOf(numbers);
            names = names == null ? List.of() : List.copyOf(names);
            facts = List.copyOf(facts);
        }

        private boolean isIn(String lower) {
            return texts.stream().anyMatch(lower::contains)
                    || numbers.stream().anyMatch(number -> containsWord(lower, number))
                    || names.stream().anyMatch(name -> containsWord(lower, name.toLowerCase(Locale.ROOT)));
        }
    }

    private static final List<String> ERROR_WORDS = List.of(
            "err", "fehler", "fail", "code", "event", "ereignis", "évén", "winhttp", "schannel", "ошибк", "エラー", "错误");

    private final List<KnownError> rows;

    private KnownErrors(List<KnownError> rows) {
        this.rows = rows;
    }

    /**
     * The rows on the class path.
     *
     * @throws IllegalStateException if a row refers to a fact that the knowledge does not have
     */
    public static KnownErrors read(Knowledge knowledge) {
        try (InputStream in = KnownErrors.class.getResourceAsStream("/evidence/errors.yaml")) {
            List<KnownError> rows = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(
                            Objects.requireNonNull(in, "/evidence/errors.yaml is missing"), new TypeReference<>() {});
            rows.forEach(row -> row.facts().forEach(knowledge::fact));
            return new KnownErrors(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("/evidence/errors.yaml does not fit", e);
        }
    }

    /** All of them, in the order of the data. */
    public List<KnownError> rows() {
        return List.copyOf(rows);
    }

    /** The error with this id. */
    public Optional<KnownError> find(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** The errors that a line names. */
    List<KnownError> in(String line) {
        String lower = line.toLowerCase(Locale.ROOT).replace('’', '\'');
        return rows.stream().filter(row -> row.isIn(lower)).toList();
    }

    private static boolean containsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if (isApart(text, at - 1, -1) && isApart(text, end, 1) && (isHex(word) || speaksOfErrors(text, word))) {
                return true;
            }
        }
        return false;
    }

    /** 12.175 and 10.0.12175.1 are no 12175, but "error 12175." is. */
    private static boolean isApart(String text, int at, int step) {
        if (at < 0 || at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        int beyond = at + step;
        boolean joins = ".,-:/".indexOf(c) >= 0
                && beyond >= 0
                && beyond < text.length()
                && Character.isDigit(text.charAt(beyond));
        return !Character.isLetterOrDigit(c) && c != '_' && !joins;
    }

    private static boolean isHex(String word) {
        return word.startsWith("0x") || word.startsWith("-2") || Character.isLetter(word.charAt(0));
    }

    /** A plain number such as 12175 means an error only by itself or where errors are spoken of. */
    private static boolean speaksOfErrors(String text, String word) {
        return text.strip().equals(word) || ERROR_WORDS.stream().anyMatch(text::contains);
    }
}
