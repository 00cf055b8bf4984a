package tlsready.remediation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;
import tlsready.windows.Machine;

/** Answers that cannot be true together: a .NET that this Windows never had. The plan follows them, and says so. */
final class Doubts {
    private Doubts() {}

    /** The doubts about a machine, in sentences. */
    static List<String> of(Machine machine, Knowledge knowledge, StepWords words) {
        Optional<DotNetRelease> installed = machine.frameworks().installed();
        if (installed.isEmpty()) {
            return List.of();
        }
        return doubt(machine.windows(), installed.get(), knowledge)
                .map(id -> List.of(words.doubt(
                        id,
                        Map.of(
                                "windows", machine.windows().name(),
                                "dotnet", installed.get().name(),
                                "highest", name(newest(machine.windows(), knowledge), knowledge),
                                "builtin", name(oldest(machine.windows(), knowledge), knowledge)))))
                .orElse(List.of());
    }

    private static Optional<String> doubt(WindowsRelease windows, DotNetRelease installed, Knowledge knowledge) {
        Optional<String> highest = newest(windows, knowledge);
        if (highest.isPresent() && isNewer(installed.id(), highest.get(), knowledge)) {
            return Optional.of("dotnet-too-new");
        }
        Optional<String> builtIn = oldest(windows, knowledge);
        return builtIn.filter(id -> isNewer(id, installed.id(), knowledge)).map(id -> "dotnet-too-old");
    }

    /** The newest .NET that this Windows, or any of those that the row stands for, can have. */
    private static Optional<String> newest(WindowsRelease windows, Knowledge knowledge) {
        return each(windows, knowledge, WindowsRelease.DotNet::highest)
                .filter(id -> !id.isEmpty())
                .max(Comparator.comparingInt(id -> rank(id, knowledge)));
    }

    /** The .NET that every Windows that the row stands for came with; nothing if one of them came without. */
    private static Optional<String> oldest(WindowsRelease windows, Knowledge knowledge) {
        return each(windows, knowledge, WindowsRelease.DotNet::builtIn).anyMatch(String::isEmpty)
                ? Optional.empty()
                : each(windows, knowledge, WindowsRelease.DotNet::builtIn)
                        .min(Comparator.comparingInt(id -> rank(id, knowledge)));
    }

    private static Stream<String> each(
            WindowsRelease windows, Knowledge knowledge, Function<WindowsRelease.DotNet, String> which) {
        Stream<WindowsRelease> rows = knowledge.standsForSeveral(windows)
                ? knowledge.windows().stream()
                        .filter(row -> row.equals(windows)
                                || windows.builds().isEmpty()
                                || row.server() == windows.server()
                                        && !row.builds().isEmpty()
                                        && windows.builds().containsAll(row.builds()))
                : Stream.of(windows);
        return rows.map(WindowsRelease::dotnet).map(which);
    }

    private static boolean isNewer(String one, String other, Knowledge knowledge) {
        return rank(one, knowledge) > rank(other, knowledge);
    }

    /** Microsoft's Release numbers grow with the version; 4.0 has none. */
    private static int rank(String id, Knowledge knowledge) {
        return knowledge.dotnet(id).releaseFloor().orElse(0);
    }

    private static String name(Optional<String> id, Knowledge knowledge) {
        return id.map(knowledge::dotnet).map(DotNetRelease::name).orElse("");
    }
}
