package tlsready.wine;

import java.util.Optional;

import tlsready.evidence.RegQuery;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Looks at values through the view of the programs that read them. */
final class Sight {
    private static final String WOW = "SOFTWARE\\Wow6432Node\\";

    private Sight() {}

    /** Asserts that every value that was to be written is there, as 64-bit and as 32-bit programs see it. */
    static void holds(Wine wine, ChangeSet changes) {
        changes.written().forEach((name, value) -> assertEquals(Optional.of(value), look(wine, name), name::toString));
    }

    /** A value; one of {@code Wow6432Node} is asked for as a 32-bit program asks. */
    static Optional<RegistryValue> look(Wine wine, ValueName name) {
        RegistryKey key = name.key();
        boolean wow = key.view() == RegistryView.WOW6432NODE;
        RegistryKey spelled =
                wow ? RegistryKey.machine("SOFTWARE\\" + key.path().substring(WOW.length())) : key;
        Wine.Run run = wine.reg("query", spelled.abbreviated(), "/v", name.name(), wow ? "/reg:32" : "/reg:64");
        if (run.exit() != 0) {
            run.says("Unable to find"); // whatever else went wrong, it is not that the value is missing
            return Optional.empty();
        }
        RegistrySnapshot seen = RegQuery.read(run.output()).snapshot();
        if (seen.find(new ValueName(spelled, name.name())) instanceof RegistrySnapshot.Present present) {
            return Optional.of(present.value());
        }
        throw new AssertionError(name + " is not in:\n" + run.output());
    }
}
