package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.knowledge.Bitness;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;

/**
 * What {@code Fix.cmd} and {@code Undo.cmd} work through: the same numbers for the same keys and values in both, since
 * one saves under them what the other restores.
 *
 * @param keys the keys that hold values and all keys above them which a fix may have to create, parents last
 * @param values what is written
 * @param thirtyTwoBit whether this was made for 32-bit Windows, where nothing is written to {@code Wow6432Node}
 */
record Worksheet(List<Key> keys, List<Value> values, boolean thirtyTwoBit) {
    /** Keys with one part are the roots of {@code HKLM}, which are always there. */
    private static final int ROOT_PARTS = 1;

    private static final int ID_LENGTH = 12;

    /**
     * A key that may have to be created.
     *
     * @param below the number of the key below it in whose chain it stands; empty for a key that holds values
     */
    record Key(int number, RegistryKey key, Optional<Integer> below) {
        boolean holdsValues() {
            return below.isEmpty();
        }
    }

    /** A value to write, in the key with this number. */
    record Value(int number, int key, Settings.Line line) {
        RegistryKey at() {
            return line.name().key();
        }

        String name() {
            return line.name().name();
        }

        /** Whether it is the copy that 64-bit Windows keeps for 32-bit programs. */
        boolean isForWow() {
            return line.view() == RegistryView.WOW6432NODE;
        }
    }

    Worksheet {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    static Worksheet of(Settings settings, Optional<Bitness> windows) {
        var keys = new ArrayList<Key>();
        var values = new ArrayList<Value>();
        for (RegistryKey key : settings.keys()) {
            int number = keys.size() + 1;
            keys.add(new Key(number, key, Optional.empty()));
            for (Settings.Line line : settings.lines()) {
                if (line.name().key().equals(key)) {
                    values.add(new Value(values.size() + 1, number, line));
                }
            }
            for (RegistryKey up : above(key)) {
                int below = keys.size();
                keys.add(new Key(below + 1, up, Optional.of(below)));
            }
        }
        return new Worksheet(keys, values, windows.equals(Optional.of(Bitness.X86)));
    }

    /** The keys above this one that are not always there, nearest first. */
    private static List<RegistryKey> above(RegistryKey key) {
        var above = new ArrayList<RegistryKey>();
        for (var up = key.parent();
                up.filter(Worksheet::mayBeMissing).isPresent();
                up = up.get().parent()) {
            above.add(up.get());
        }
        return above;
    }

    private static boolean mayBeMissing(RegistryKey key) {
        return key.path().split("\\\\").length > ROOT_PARTS;
    }

    /** The key with this number. */
    Key key(int number) {
        return keys.get(number - 1);
    }

    /** The keys that hold values. */
    List<Key> valueKeys() {
        return keys.stream().filter(Key::holdsValues).toList();
    }

    /** All keys, each once, those deepest down first: the order in which empty ones can be removed. */
    List<Key> deepestFirst() {
        var seen = new LinkedHashSet<RegistryKey>();
        return keys.stream()
                .filter(key -> seen.add(key.key()))
                .sorted(Comparator.comparing((Key key) -> key.key().path().split("\\\\").length)
                        .reversed())
                .toList();
    }

    /** The values in the key with this number. */
    List<Value> in(Key key) {
        return values.stream().filter(value -> value.key() == key.number()).toList();
    }

    /**
     * Tells saved states apart: the same for the same keys, values and data.
     */
    String id() {
        String all = values.stream()
                .map(value -> value.line().name() + "=" + value.line().data())
                .collect(Collectors.joining("\n"));
        return BundleFile.sha256((thirtyTwoBit + "\n" + all).getBytes(StandardCharsets.UTF_8))
                .substring(0, ID_LENGTH);
    }
}
