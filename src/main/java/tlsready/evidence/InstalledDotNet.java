package tlsready.evidence;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistrySnapshot.Present;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

/**
 * Which .NET Framework is installed, as far as the keys below {@code NET Framework Setup\NDP} say it (Microsoft: "How
 * to: determine which .NET Framework versions are installed").
 *
 * @param release the {@code Release} number of 4.5 and later
 * @param dotnet4 whether any .NET 4 is there; empty if the keys do not say
 * @param dotnet35 whether .NET 3.5 is there; empty if the keys do not say
 */
public record InstalledDotNet(OptionalInt release, Optional<Boolean> dotnet4, Optional<Boolean> dotnet35) {
    private static final RegistryKey NDP = RegistryKey.machine("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP");

    /** What the snapshot says; both views are read and the native one believed first. */
    public static InstalledDotNet in(RegistrySnapshot registry) {
        OptionalInt release = number(registry, "v4\\Full", "Release");
        boolean four = release.isPresent() || isInstalled(registry, "v4\\Full") || isInstalled(registry, "v4\\Client");
        boolean listed = versions(registry) > 1;
        boolean noFour =
                isMissing(registry, "v4") || isMissing(registry, "v4\\Full") && isMissing(registry, "v4\\Client");
        return new InstalledDotNet(
                release,
                found(four, noFour || listed && !has(registry, "v4")),
                found(isInstalled(registry, "v3.5"), isMissing(registry, "v3.5") || listed && !has(registry, "v3.5")));
    }

    /** Whether somebody looked for the key and did not find it. */
    private static boolean isMissing(RegistrySnapshot registry, String version) {
        var key = new RegistryKey(NDP.hive(), NDP.path() + "\\" + version);
        return !registry.hasKey(key).orElse(true) && !has(registry, version);
    }

    private static Optional<Boolean> found(boolean there, boolean seenToBeMissing) {
        if (there) {
            return Optional.of(true);
        }
        return seenToBeMissing ? Optional.of(false) : Optional.empty();
    }

    private static boolean isInstalled(RegistrySnapshot registry, String version) {
        return number(registry, version, "Install").orElse(0) == 1;
    }

    private static OptionalInt number(RegistrySnapshot registry, String version, String name) {
        return views(version)
                .map(key -> registry.find(new ValueName(key, name)))
                .filter(Present.class::isInstance)
                .map(found -> ((Present) found).value().asDword())
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static boolean has(RegistrySnapshot registry, String version) {
        return views(version).anyMatch(key -> registry.hasKey(key).orElse(false));
    }

    /** How many versions were printed. With one alone the command may have asked for that one only. */
    private static long versions(RegistrySnapshot registry) {
        return Stream.of("v1.1.4322", "v2.0.50727", "v3.0", "v3.5", "v4")
                .filter(version -> has(registry, version))
                .count();
    }

    private static Stream<RegistryKey> views(String version) {
        var key = new RegistryKey(NDP.hive(), NDP.path() + "\\" + version);
        return Stream.of(key, key.in(RegistryView.WOW6432NODE));
    }
}
