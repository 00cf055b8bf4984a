package tlsready.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** What reg.exe says in the languages of Windows when a key is missing or closed; from {@code /evidence/phrases.yaml}. */
record Phrases(List<Phrase> notFound, List<Phrase> denied) {
    static final Phrases KNOWN = read();

    /** A part of a sentence, in lower case. */
    record Phrase(String language, String piece) {}

    private static Phrases read() {
        try (InputStream in = Phrases.class.getResourceAsStream("/evidence/phrases.yaml")) {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Objects.requireNonNull(in, "/evidence/phrases.yaml is missing"), Phrases.class);
        } catch (IOException e) {
            throw new UncheckedIOException("/evidence/phrases.yaml does not fit", e);
        }
    }

    boolean saysNotFound(String line) {
        return contains(notFound, line);
    }

    boolean saysDenied(String line) {
        return contains(denied, line);
    }

    private static boolean contains(List<Phrase> phrases, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return phrases.stream().anyMatch(phrase -> lower.contains(phrase.piece()));
    }
}
