package tlsready.registry;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one machine's registry. Each value is present (with its data), absent, or unknown; so is each key.
 * A key known to be absent has no values and no keys below it. Immutable; {@code with…} methods return a new snapshot.
 */
public final class RegistrySnapshot {
    /** Nothing is known. */
    public static final RegistrySnapshot UNKNOWN = new RegistrySnapshot(new TreeMap<>(), new TreeMap<>());

    /** What is known of one value. */
    public sealed interface Finding {}

    /** The value is there, with this data. */
    public record Present(RegistryValue value) implements Finding {}

    /** The value is not there. */
    public record Absent() implements Finding {}

    /** Nobody has looked. */
    public record Unknown() implements Finding {}

    private final SortedMap<ValueName, Optional<RegistryValue>> values;
    private final SortedMap<RegistryKey, Boolean> keys;

    private RegistrySnapshot(
            SortedMap<ValueName, Optional<RegistryValue>> values, SortedMap<RegistryKey, Boolean> keys) {
        this.values = values;
        this.keys = keys;
    }

    /** What is known of this value. */
    public Finding find(ValueName name) {
        var known = values.get(name);
        if (known != null) {
            return known.<Finding>map(Present::new).orElseGet(Absent::new);
        }
        return hasKey(name.key()).orElse(true) ? new Unknown() : new Absent();
    }

    /** Whether the key exists, as far as known. */
    public Optional<Boolean> hasKey(RegistryKey key) {
        var known = keys.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        return key.parent().flatMap(this::hasKey).filter(there -> !there);
    }

    /** The values something is known of, in address order: data if present, nothing if absent. */
    public SortedMap<ValueName, Optional<RegistryValue>> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** The keys something is known of, in address order: whether they exist. */
    public SortedMap<RegistryKey, Boolean> keys() {
        return Collections.unmodifiableSortedMap(keys);
    }

    /** The same, knowing that the value is there; its key and all keys above it then exist. */
    public RegistrySnapshot with(ValueName name, RegistryValue value) {
        var next = copy();
        next.values.put(name, Optional.of(value));
        next.putKey(name.key());
        return next;
    }

    /** The same, knowing that the value is not there. Says nothing of its key. */
    public RegistrySnapshot without(ValueName name) {
        var next = copy();
        next.values.put(name, Optional.empty());
        return next;
    }

    /** The same, knowing that the key (and so every key above it) exists. */
    public RegistrySnapshot withKey(RegistryKey key) {
        var next = copy();
        next.putKey(key);
        return next;
    }

    /** The same, knowing that the key does not exist, nor anything in it or below it. */
    public RegistrySnapshot withoutKey(RegistryKey key) {
        var next = copy();
        next.values.keySet().removeIf(name -> name.key().isWithin(key));
        next.keys.keySet().removeIf(known -> known.isWithin(key));
        next.keys.put(key, false);
        return next;
    }

    /** The same, with what is unknown of this value read as "not there", which is what Windows ships with. */
    public RegistrySnapshot assumingAbsent(ValueName name) {
        return find(name) instanceof Unknown ? without(name) : this;
    }

    /** Both findings put together; where both know a value, the other one's finding is the newer and wins. */
    public RegistrySnapshot and(RegistrySnapshot newer) {
        var next = copy();
        newer.keys.forEach((key, there) -> {
            if (!there) {
                next.values.keySet().removeIf(name -> name.key().isWithin(key));
                next.keys.keySet().removeIf(known -> known.isWithin(key));
                next.keys.put(key, false);
            } else {
                next.putKey(key);
            }
        });
        newer.values.forEach((name, value) -> {
            next.values.put(name, value);
            if (value.isPresent()) {
                next.putKey(name.key());
            }
        });
        return next;
    }

    private void putKey(RegistryKey key) {
        for (var up = Optional.of(key); up.isPresent(); up = up.get().parent()) {
            keys.put(up.get(), true);
        }
    }

    private RegistrySnapshot copy() {
        return new RegistrySnapshot(new TreeMap<>(values), new TreeMap<>(keys));
    }

    /** Whether the key is known to exist and nothing is known to be in it: no present value, no existing subkey. */
    boolean isEmpty(RegistryKey key) {
        boolean holdsValue = values.entrySet().stream()
                .anyMatch(entry ->
                        entry.getValue().isPresent() && entry.getKey().key().equals(key));
        boolean holdsKey = keys.entrySet().stream()
                .anyMatch(entry -> entry.getValue()
                        && entry.getKey().parent().map(key::equals).orElse(false));
        return !holdsValue && !holdsKey;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistrySnapshot snapshot
                && values.equals(snapshot.values)
                && keys.equals(snapshot.keys);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + keys.hashCode();
    }

    @Override
    public String toString() {
        return Map.of("keys", keys, "values", values).toString();
    }
}
