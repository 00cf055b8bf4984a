package tlsready.cases;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CustomerLanguageTest {
    private static Properties words(CustomerLanguage language) throws IOException {
        String file =
                "/words/customer" + (language == CustomerLanguage.ENGLISH ? "" : "_" + language.id()) + ".properties";
        var words = new Properties();
        try (var in = CustomerLanguageTest.class.getResourceAsStream(file)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }

    @ParameterizedTest
    @EnumSource
    void every_sentence_is_there_in_every_language_and_names_the_same_things(CustomerLanguage language)
            throws IOException {
        Properties english = words(CustomerLanguage.ENGLISH);
        Properties words = words(language);
        assertEquals(english.keySet(), words.keySet());
        for (String key : english.stringPropertyNames()) {
            String sentence = words.getProperty(key);
            assertEquals(english.getProperty(key).contains("{0}"), sentence.contains("{0}"), key);
            assertFalse(sentence.contains("'"), key + " has an apostrophe that MessageFormat would eat");
            assertEquals(english.getProperty(key).contains("Test.ps1"), sentence.contains("Test.ps1"), key);
            assertEquals(language.say(key), sentence);
            assertEquals(
                    sentence.replace("{0}", "{it's}"),
                    sentence.contains("{0}") ? language.say(key, "{it's}") : sentence,
                    "what is put in stays as it is");
        }
        assertEquals(
                language == CustomerLanguage.ENGLISH, language.say("english").isEmpty());
    }

    @Test
    void days_are_said_as_people_say_them() {
        var when = Instant.parse("2026-12-22T21:40:05Z");
        assertEquals("22 December 2026, 21:40 UTC", CustomerLanguage.ENGLISH.time(when));
        assertEquals("22. Dezember 2026, 21:40 UTC", CustomerLanguage.GERMAN.time(when));
        assertEquals("22 décembre 2026, 21:40 UTC", CustomerLanguage.FRENCH.time(when));
        assertEquals("22 de diciembre de 2026, 21:40 UTC", CustomerLanguage.SPANISH.time(when));
    }

    @Test
    void a_language_that_is_not_there_is_none() {
        assertEquals(Optional.of(CustomerLanguage.GERMAN), CustomerLanguage.of("de"));
        assertTrue(CustomerLanguage.of("tlh").isEmpty());
        assertTrue(CustomerLanguage.of(null).isEmpty());
    }
}
