package tlsready.windows;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistrySnapshot;

/**
 * A Windows machine as far as it is known.
 *
 * @param windows its release; an "unknown release" row where only the family is known
 * @param bitness of Windows, empty if unknown
 * @param frameworks its .NET versions
 * @param registry what is known of its registry
 * @param updates ids of updates of which it is known whether their content is there
 * @param rights what the person who asks may do on it
 */
public record Machine(
        WindowsRelease windows,
        Optional<Bitness> bitness,
        Frameworks frameworks,
        RegistrySnapshot registry,
        Map<String, Boolean> updates,
        Rights rights) {

    /** What the person may do. */
    public enum Rights {
        ADMINISTRATOR,
        USER,
        UNKNOWN
    }

    public Machine {
        Objects.requireNonNull(windows);
        Objects.requireNonNull(frameworks);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(rights);
        updates = Collections.unmodifiableMap(new TreeMap<>(updates));
        if (bitness.isEmpty() && windows.bitness().size() == 1) {
            bitness = Optional.of(windows.bitness().get(0));
        }
    }

    /** A machine of which only the release is known. */
    public static Machine of(WindowsRelease windows) {
        return new Machine(
                windows, Optional.empty(), Frameworks.UNKNOWN, RegistrySnapshot.UNKNOWN, Map.of(), Rights.UNKNOWN);
    }

    /** Whether Windows keeps a second view of the registry for 32-bit programs; assumed where it is unknown. */
    public boolean hasTwoViews() {
        return bitness.orElse(Bitness.X64) == Bitness.X64;
    }

    public Machine with(Bitness newBitness) {
        return new Machine(windows, Optional.of(newBitness), frameworks, registry, updates, rights);
    }

    public Machine with(Frameworks newFrameworks) {
        return new Machine(windows, bitness, newFrameworks, registry, updates, rights);
    }

    public Machine with(RegistrySnapshot newRegistry) {
        return new Machine(windows, bitness, frameworks, newRegistry, updates, rights);
    }

    public Machine with(Rights newRights) {
        return new Machine(windows, bitness, frameworks, registry, updates, newRights);
    }

    /** The same machine, knowing whether an update's content is there. */
    public Machine withUpdate(String id, boolean there) {
        var more = new TreeMap<>(updates);
        more.put(id, there);
        return new Machine(windows, bitness, frameworks, registry, more, rights);
    }

    /** The same machine after these registry changes. */
    public Machine after(ChangeSet changes) {
        return with(changes.apply(registry));
    }
}
