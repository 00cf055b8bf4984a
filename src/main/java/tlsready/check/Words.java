package tlsready.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Fact;
import tlsready.knowledge.Knowledge;

/** The words of assessments, from {@code check/words.yaml}. */
final class Words {
    private static final String PATH = "/check/words.yaml";
    private static final Pattern BLANK = Pattern.compile("\\{([a-z]+)}");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * How a verdict is told.
     *
     * @param title for a page
     * @param reason the reason phrase of an HTTP answer
     * @param says the sentence
     */
    record Telling(String title, String reason, String says) {}

    /**
     * What comes of a prediction and a hello.
     *
     * @param title for a page
     * @param says a sentence or two
     */
    record Told(String title, String says) {}

    private record Line(String text, String fact) {}

    private record Book(
            Map<String, Telling> verdicts,
            Map<String, String> endings,
            Map<String, String> what,
            Map<String, Line> remarks,
            Map<String, Line> unproven,
            Map<String, String> chances,
            Map<String, Told> meetings,
            Map<String, String> matches,
            Map<String, Line> causes) {}

    private final Book book;
    private final Knowledge knowledge;

    private Words(Book book, Knowledge knowledge) {
        this.book = book;
        this.knowledge = knowledge;
    }

    /**
     * The words on the class path.
     *
     * @throws IllegalStateException if the file does not fit
     */
    static Words read(Knowledge knowledge) {
        try (InputStream in = Words.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new IllegalStateException("the file " + PATH + " is missing");
            }
            var words = new Words(YAML.readValue(in, Book.class), knowledge);
            for (Verdict verdict : Verdict.values()) {
                words.telling(verdict);
            }
            for (Outlook.Chance chance : Outlook.Chance.values()) {
                words.chance(chance);
            }
            for (Match match : Match.values()) {
                words.match(match);
            }
            words.book.causes().keySet().forEach(key -> words.cause(key, blank -> null));
            words.book.remarks().keySet().forEach(key -> words.remark(key, blank -> null));
            words.book.unproven().keySet().forEach(words::unproven);
            return words;
        } catch (IOException e) {
            throw new IllegalStateException("the file " + PATH + " does not fit: " + e.getMessage(), e);
        }
    }

    Telling telling(Verdict verdict) {
        return find("verdicts", book.verdicts(), verdict.token());
    }

    String ending(String key, UnaryOperator<String> names) {
        return fill(find("endings", book.endings(), key), names);
    }

    String what(Enum<?> what) {
        return find("what", book.what(), Names.kebab(what));
    }

    String chance(Outlook.Chance chance) {
        return find("chances", book.chances(), chance.token());
    }

    Told meeting(String key) {
        return find("meetings", book.meetings(), key);
    }

    String match(Match match) {
        return find("matches", book.matches(), Names.kebab(match));
    }

    Remark cause(String key, UnaryOperator<String> names) {
        return remark(find("causes", book.causes(), key), names);
    }

    Remark remark(String key, UnaryOperator<String> names) {
        return remark(find("remarks", book.remarks(), key), names);
    }

    Remark unproven(String key) {
        return remark(find("unproven", book.unproven(), key), blank -> null);
    }

    private Remark remark(Line line, UnaryOperator<String> names) {
        if (line.fact() == null) {
            return Remark.seen(fill(line.text(), names));
        }
        Fact fact = knowledge.fact(line.fact());
        return new Remark(fact.name(), Optional.of(fact.id()), Optional.of(fact.mark()));
    }

    /**
     * Puts names in place of their braces; braces without a name stay, so that a test sees them.
     *
     * @param names the name that belongs in these braces, or null
     */
    static String fill(String text, UnaryOperator<String> names) {
        return BLANK.matcher(text).replaceAll(blank -> {
            String name = names.apply(blank.group(1));
            return Matcher.quoteReplacement(name == null ? blank.group() : name);
        });
    }

    private static <T> T find(String part, Map<String, T> all, String key) {
        T found = all.get(key);
        if (found == null) {
            throw new IllegalStateException(PATH + " has no " + part + ": " + key);
        }
        return found;
    }
}
