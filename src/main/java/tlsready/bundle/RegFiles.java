package tlsready.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegistryKey;

/**
 * Writes the {@code .reg} files under the names that Esri's article 000019328 taught people, each with its undo. Every
 * file works alone: what both runtimes need (Schannel, WinHTTP) stands in each.
 */
final class RegFiles {
    /** A pair of files for one runtime. */
    enum Pair {
        TLS_NET4("programs on .NET Framework 4 and later", SettingGroup.DOTNET4),
        TLS_NET35("programs on .NET Framework 2.0 to 3.5", SettingGroup.DOTNET35),
        /** Where only Windows itself is configured. */
        TLS_WINDOWS("programs that use the TLS of Windows", null);

        private final String what;
        private final SettingGroup runtime;

        Pair(String what, SettingGroup runtime) {
            this.what = what;
            this.runtime = runtime;
        }

        String fileName() {
            return name() + ".reg";
        }

        String undoName() {
            return "UNDO_" + name() + ".reg";
        }

        /** The groups that stand in this file: its own runtime's, and what is no runtime's. */
        Set<SettingGroup> groups() {
            var groups = EnumSet.allOf(SettingGroup.class);
            Arrays.stream(values()).filter(pair -> pair.runtime != null).forEach(pair -> groups.remove(pair.runtime));
            if (runtime != null) {
                groups.add(runtime);
            }
            return groups;
        }
    }

    private final Order order;
    private final Settings settings;
    private final List<Pair> pairs;

    RegFiles(Order order, Settings settings) {
        this.order = order;
        this.settings = settings;
        this.pairs = pairs(settings);
    }

    /** The pairs a plan with these settings needs; none for none. */
    static List<Pair> pairs(Settings settings) {
        if (settings.isEmpty()) {
            return List.of();
        }
        List<Pair> runtimes = Arrays.stream(Pair.values())
                .filter(pair -> pair.runtime != null && settings.has(pair.runtime))
                .toList();
        return runtimes.isEmpty() ? List.of(Pair.TLS_WINDOWS) : runtimes;
    }

    /** The files that make the changes. */
    List<BundleFile> files() {
        return pairs.stream()
                .map(pair -> new BundleFile(
                        pair.fileName(),
                        "Switches on TLS 1.2 for " + pair.what + ". For an administrator to double-click.",
                        RegFile.write(
                                comment(pair), settings.only(pair.groups()).changes())))
                .toList();
    }

    /** The files that take them back. */
    List<BundleFile> undoFiles() {
        return pairs.stream()
                .map(pair -> new BundleFile(
                        pair.undoName(),
                        "Takes back what " + pair.fileName() + " did, without knowing what was there before.",
                        RegFile.write(undoComment(pair), undo(pair))))
                .toList();
    }

    /** The way back as far as the plan knows it: last written, first restored; then the keys that may stay behind. */
    ChangeSet undo(Pair pair) {
        var lines = new ArrayList<>(settings.only(pair.groups()).lines());
        Collections.reverse(lines);
        var undo = new ArrayList<Change>();
        lines.forEach(line -> undo.add(restoring(line)));
        leftovers(lines).forEach(key -> undo.add(new Change.RemoveKeyIfEmpty(key)));
        return new ChangeSet(undo);
    }

    /**
     * The keys that importing may create and the undo leaves behind empty, deepest first: those known to be missing,
     * and of those that nobody has looked at the keys with our values and the ones right above.
     */
    private List<RegistryKey> leftovers(List<Settings.Line> lines) {
        var keys = new LinkedHashSet<RegistryKey>();
        for (Settings.Line line : lines) {
            RegistryKey key = line.name().key();
            Stream.of(Optional.of(key), key.parent())
                    .flatMap(Optional::stream)
                    .filter(one -> !isThere(one))
                    .forEach(keys::add);
        }
        for (Change change : order.plan().undo().changes()) {
            if (change instanceof Change.RemoveKeyIfEmpty missing && holdsOneOf(missing.key(), lines)) {
                keys.add(missing.key());
            }
        }
        return keys.stream()
                .sorted(Comparator.comparing((RegistryKey key) -> key.path().length())
                        .reversed())
                .toList();
    }

    private boolean isThere(RegistryKey key) {
        return order.plan().request().machine().registry().hasKey(key).orElse(false);
    }

    private Change restoring(Settings.Line line) {
        return order.plan().undo().changes().stream()
                .filter(change ->
                        change instanceof Change.SetValue set && set.name().equals(line.name())
                                || change instanceof Change.DeleteValue delete
                                        && delete.name().equals(line.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no way back for " + line.name()));
    }

    private static boolean holdsOneOf(RegistryKey key, List<Settings.Line> lines) {
        return lines.stream().anyMatch(line -> line.name().key().isWithin(key));
    }

    private List<String> comment(Pair pair) {
        var comment = new ArrayList<String>();
        comment.add("TLS Ready: switches on TLS 1.2 for " + pair.what + ".");
        comment.addAll(origin());
        comment.add("");
        comment.add("Double-click as an administrator. \"reg import\" says success even when it skipped a line:");
        comment.add("compare with settings.csv afterwards. On 64-bit Windows use the 64-bit reg.exe.");
        comment.add("The way back: " + pair.undoName() + ".");
        if (pairs.size() > 1) {
            comment.add("This file works alone. If you import both .reg files, undo both.");
        }
        return comment;
    }

    private List<String> undoComment(Pair pair) {
        var comment = new ArrayList<String>();
        comment.add("TLS Ready: takes back what " + pair.fileName() + " did.");
        comment.addAll(origin());
        comment.add("");
        comment.addAll(assumptions(undo(pair)));
        comment.add(
                order.plan().isForSomebodyElse()
                        ? "If that is not so on this machine, export the keys before you change them (reg export)."
                        : "If that is not so on this machine, use Fix.cmd and Undo.cmd: they save what was there.");
        if (pairs.size() > 1) {
            comment.add("If you imported both .reg files, undo both.");
        }
        return comment;
    }

    private static List<String> assumptions(ChangeSet undo) {
        boolean restores = undo.changes().stream().anyMatch(Change.SetValue.class::isInstance);
        boolean deletes = undo.changes().stream().anyMatch(Change.DeleteValue.class::isInstance);
        var words = new ArrayList<String>();
        if (deletes) {
            words.add("This file cannot know what was in the registry before. It assumes that the values it deletes");
            words.add("(\"Name\"=-) were not there, which is how Windows comes.");
        }
        if (restores) {
            words.add("The values it writes had that data when somebody looked.");
        }
        return words;
    }

    private List<String> origin() {
        var machine = order.plan().request();
        return List.of(
                "Made for " + machine.version().name() + " on "
                        + Naming.machine(order.plan().before()) + ".",
                "Knowledge " + order.knowledge().version() + ". The plan again: " + order.permalink(),
                "Not made by Esri or Microsoft.");
    }
}
