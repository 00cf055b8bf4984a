package tlsready.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes to the registry, in order. Every file we hand out ({@code .reg}, scripts, tables) is written from one of
 * these, so they cannot disagree.
 *
 * <p>The law: {@code x.apply(changes).apply(changes.undo(x))} knows of every value and key what {@code x} knew: value,
 * type and absence.
 */
public record ChangeSet(List<Change> changes) {
    public static final ChangeSet NOTHING = new ChangeSet(List.of());

    public ChangeSet {
        changes = List.copyOf(changes);
    }

    public static ChangeSet of(Change... changes) {
        return new ChangeSet(List.of(changes));
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** These changes, then the others. */
    public ChangeSet and(ChangeSet later) {
        var all = new ArrayList<>(changes);
        all.addAll(later.changes);
        return new ChangeSet(all);
    }

    /** The values that are written, in the order of the first write; the last data written to each. */
    public Map<ValueName, RegistryValue> written() {
        var written = new LinkedHashMap<ValueName, RegistryValue>();
        for (Change change : changes) {
            if (change instanceof Change.SetValue set) {
                written.put(set.name(), set.value());
            } else if (change instanceof Change.DeleteValue delete) {
                written.remove(delete.name());
            } else if (change instanceof Change.DeleteKey delete) {
                written.keySet().removeIf(name -> name.key().isWithin(delete.key()));
            }
        }
        return written;
    }

    /** The keys in which something is written or deleted, each once, in order. */
    public Set<RegistryKey> keys() {
        var keys = new LinkedHashSet<RegistryKey>();
        changes.forEach(change -> keys.add(change.key()));
        return keys;
    }

    /** What is known of a registry after these changes were made to it. */
    public RegistrySnapshot apply(RegistrySnapshot before) {
        var after = before;
        for (Change change : changes) {
            after = apply(change, after);
        }
        return after;
    }

    private static RegistrySnapshot apply(Change change, RegistrySnapshot before) {
        if (change instanceof Change.SetValue set) {
            return before.with(set.name(), set.value());
        }
        if (change instanceof Change.DeleteValue delete) {
            return before.without(delete.name());
        }
        if (change instanceof Change.DeleteKey delete) {
            return before.withoutKey(delete.key());
        }
        RegistryKey key = change.key();
        return before.isEmpty(key) ? before.withoutKey(key) : before;
    }

    /**
     * The way back to {@code before}: values that were there get their data and type again, values that were not are
     * deleted, and keys that were not there are removed if nothing is left in them. A value of which nothing is known
     * is read as "was not there". Deleting whole keys has no way back.
     *
     * @throws IllegalStateException if these changes delete a whole key
     */
    public ChangeSet undo(RegistrySnapshot before) {
        var values = new LinkedHashSet<ValueName>();
        for (Change change : changes) {
            if (change instanceof Change.SetValue set) {
                values.add(set.name());
            } else if (change instanceof Change.DeleteValue delete) {
                values.add(delete.name());
            } else if (change instanceof Change.DeleteKey delete) {
                throw new IllegalStateException("deleting all of " + delete.key() + " cannot be undone");
            }
        }
        var undo = new ArrayList<Change>();
        values.forEach(name -> undo.add(restore(name, before)));
        createdKeys(before).forEach(key -> undo.add(new Change.RemoveKeyIfEmpty(key)));
        return new ChangeSet(undo);
    }

    private static Change restore(ValueName name, RegistrySnapshot before) {
        return before.find(name) instanceof RegistrySnapshot.Present present
                ? new Change.SetValue(name, present.value())
                : new Change.DeleteValue(name);
    }

    /** The keys that these changes create, deepest first, so that each is empty when its turn comes. */
    private List<RegistryKey> createdKeys(RegistrySnapshot before) {
        var created = new LinkedHashSet<RegistryKey>();
        for (Change change : changes) {
            if (change instanceof Change.SetValue set) {
                var key = Optional.of(set.key());
                while (key.isPresent() && !before.hasKey(key.get()).orElse(true)) {
                    created.add(key.get());
                    key = key.get().parent();
                }
            }
        }
        return created.stream()
                .sorted(Comparator.comparing(RegistryKey::path, Comparator.comparingInt(String::length))
                        .reversed())
                .toList();
    }
}
