package tlsready.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of registries and change sets over a small world of keys, odd types and odd data included. */
public final class Registries {
    private static final List<String> PATHS = List.of(
            "SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319",
            "SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319",
            "SYSTEM\\Protocols\\TLS 1.2",
            "SYSTEM\\Protocols\\TLS 1.2\\Client",
            "SYSTEM\\Protocols\\TLS 1.2\\Client\\Deeper");
    private static final List<String> NAMES = List.of("SchUseStrongCrypto", "Enabled", "with \\ and \" and =", "");

    public static final List<RegistryKey> KEYS =
            PATHS.stream().map(RegistryKey::machine).toList();
    public static final List<ValueName> VALUES = KEYS.stream()
            .flatMap(key -> NAMES.stream().map(name -> new ValueName(key, name)))
            .toList();

    private Registries() {}

    /** Data of every type, well-formed and not. */
    public static Arbitrary<RegistryValue> values() {
        return Arbitraries.oneOf(
                Arbitraries.integers().map(RegistryValue::dword),
                Arbitraries.of("", "1", " 1 ", "100% !x! \"q\" \\", "Ωμέγα", "two\nlines")
                        .map(RegistryValue::sz),
                Arbitraries.of("%windir%\\x").map(RegistryValue::expandSz),
                Arbitraries.longs().map(RegistryValue::qword),
                Arbitraries.of("a", "b c", "").list().ofMaxSize(3).map(RegistryValue::multiSz),
                Combinators.combine(
                                Arbitraries.integers().between(0, 12),
                                Arbitraries.bytes().array(byte[].class).ofMaxSize(70))
                        .as(RegistryValue::of));
    }

    /** What is known of a registry: any mixture of present, absent and unknown, consistent in itself. */
    public static Arbitrary<RegistrySnapshot> snapshots() {
        Arbitrary<Integer> fate = Arbitraries.integers().between(0, 2);
        return Combinators.combine(
                        Arbitraries.of(KEYS).set(),
                        fate.list().ofSize(VALUES.size()),
                        values().list().ofSize(VALUES.size()))
                .as(Registries::snapshot);
    }

    private static RegistrySnapshot snapshot(Set<RegistryKey> missing, List<Integer> fates, List<RegistryValue> data) {
        var snapshot = RegistrySnapshot.UNKNOWN;
        for (int i = 0; i < VALUES.size(); i++) {
            if (fates.get(i) == 0) {
                snapshot = snapshot.with(VALUES.get(i), data.get(i));
            } else if (fates.get(i) == 1) {
                snapshot = snapshot.without(VALUES.get(i));
            }
        }
        for (RegistryKey key : missing) {
            snapshot = snapshot.withoutKey(key);
        }
        return snapshot;
    }

    /** Changes that can be undone: values set and deleted, in any order, some twice. */
    public static Arbitrary<ChangeSet> changes() {
        Arbitrary<Change> set =
                Combinators.combine(Arbitraries.of(VALUES), values()).as(Change.SetValue::new);
        Arbitrary<Change> delete = Arbitraries.of(VALUES).map(Change.DeleteValue::new);
        return Arbitraries.oneOf(List.of(set, set, delete))
                .list()
                .ofMaxSize(8)
                .map(list -> new ChangeSet(new ArrayList<>(list)));
    }
}
