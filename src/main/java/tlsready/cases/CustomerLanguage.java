package tlsready.cases;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * A language in which the portal leads a customer: their page of a case, and the e-mail that invites them. Questions,
 * plans and files are in English, and the page says so. The words are in {@code words/customer*.properties}.
 */
public enum CustomerLanguage {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch"),
    FRENCH("fr", "Français"),
    SPANISH("es", "Español");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern(", HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String id;
    private final String label;
    private final Locale locale;
    private final ResourceBundle words;

    CustomerLanguage(String id, String label) {
        this.id = id;
        this.label = label;
        // British English, as the other pages write.
        this.locale = id.equals("en") ? Locale.UK : Locale.forLanguageTag(id);
        this.words = ResourceBundle.getBundle(
                "words.customer",
                id.equals("en") ? Locale.ROOT : locale,
                CustomerLanguage.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language with this tag (BCP 47), {@code de}. */
    public static Optional<CustomerLanguage> of(String id) {
        return Arrays.stream(values())
                .filter(language -> language.id.equals(id))
                .findFirst();
    }

    public String id() {
        return id;
    }

    /** What those who speak it call it. */
    public String label() {
        return label;
    }

    /** The sentence with this key. */
    public String say(String key) {
        return words.getString(key);
    }

    /** The sentence with this key, and something in it. */
    public String say(String key, String what) {
        return new MessageFormat(words.getString(key), locale).format(new Object[] {what});
    }

    /** {@code 22 December 2026, 21:40 UTC}. */
    public String time(Instant when) {
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        return day.format(when.atZone(ZoneOffset.UTC)) + MINUTE.format(when);
    }
}
