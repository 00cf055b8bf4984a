package tlsready.windows;

import java.util.Map;
import java.util.Optional;

/**
 * The AppContext switches that a program's own configuration file sets. They come before those for the whole machine
 * (microsoft/referencesource: {@code AppContextDefaultValues.DesktopOverrides.cs}).
 *
 * @param file name of the file, for people
 * @param byName what each switch is set to, by its whole name
 */
public record ProgramSwitches(String file, Map<String, Boolean> byName) {
    /** A program without such a file, or with one that sets nothing. */
    public static final ProgramSwitches NONE = new ProgramSwitches("", Map.of());

    public ProgramSwitches {
        byName = Map.copyOf(byName);
    }

    Optional<Boolean> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
