package tlsready.check;

import java.util.Locale;

/** How names in Java are spelled in data. */
final class Names {
    private Names() {}

    /** {@code PLAIN_HTTP} as {@code plain-http}. */
    static String kebab(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
