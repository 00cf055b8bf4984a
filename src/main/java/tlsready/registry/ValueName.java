package tlsready.registry;

import java.util.Locale;
import java.util.Objects;

/**
 * The address of one registry value: a key and a name in it. Equal in any letter case, as in Windows.
 *
 * @param key the key that holds the value
 * @param name the value's name; empty for the key's default value
 */
public record ValueName(RegistryKey key, String name) implements Comparable<ValueName> {
    public ValueName {
        Objects.requireNonNull(key);
        Objects.requireNonNull(name);
    }

    /** The same value as a program of the given view sees it. */
    public ValueName in(RegistryView view) {
        return new ValueName(key.in(view), name);
    }

    @Override
    public String toString() {
        return key + "\\" + (name.isEmpty() ? "(default)" : name);
    }

    private String folded() {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueName value && key.equals(value.key) && folded().equals(value.folded());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, folded());
    }

    @Override
    public int compareTo(ValueName other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : folded().compareTo(other.folded());
    }
}
