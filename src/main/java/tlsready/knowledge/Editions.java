package tlsready.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * The editions of the knowledge and what each brought, from {@code knowledge/changes.yaml}.
 *
 * @param all the oldest first; the last is today's
 */
public record Editions(List<Edition> all) {
    private static final String PATH = "/knowledge/changes.yaml";
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}\\.(0[1-9]|1[0-2])\\.[1-9][0-9]{0,3}");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * An edition.
     *
     * @param version {@code YYYY.MM.N}
     * @param changes what it brought, in sentences
     */
    public record Edition(String version, List<String> changes) {
        public Edition {
            Objects.requireNonNull(version);
            changes = List.copyOf(changes);
        }
    }

    /**
     * What came after an edition.
     *
     * @param made the edition a link was made under
     * @param today the edition it is opened under
     * @param known whether this portal knows the edition it was made under
     * @param later the editions since, the oldest first; empty if it is not known
     */
    public record Since(String made, String today, boolean known, List<Edition> later) {}

    public Editions {
        all = List.copyOf(all);
    }

    /**
     * The editions on the class path.
     *
     * @throws IllegalStateException if the file does not fit, or does not end with the edition of the knowledge
     */
    public static Editions read(Knowledge knowledge) {
        try (InputStream in = Editions.class.getResourceAsStream(PATH)) {
            var editions = new Editions(YAML.readValue(Objects.requireNonNull(in), new TypeReference<>() {}));
            if (!editions.today().equals(knowledge.version())) {
                throw new IllegalStateException(PATH + " ends with edition " + editions.today()
                        + ", and the knowledge is edition " + knowledge.version() + ": say what changed");
            }
            return editions;
        } catch (IOException e) {
            throw new IllegalStateException("the file " + PATH + " does not fit: " + e.getMessage(), e);
        }
    }

    public String today() {
        return all.get(all.size() - 1).version();
    }

    /** What came after this edition; nothing if it is today's, or no edition at all. */
    public Optional<Since> since(String version) {
        if (!VERSION.matcher(version).matches() || version.equals(today())) {
            return Optional.empty();
        }
        var at = IntStream.range(0, all.size())
                .filter(i -> all.get(i).version().equals(version))
                .findFirst();
        return Optional.of(new Since(
                version,
                today(),
                at.isPresent(),
                at.isPresent() ? all.subList(at.getAsInt() + 1, all.size()) : List.of()));
    }
}
