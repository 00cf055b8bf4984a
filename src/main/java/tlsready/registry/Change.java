package tlsready.registry;

import java.util.Objects;

/** One change to the registry. The order of changes matters, as it does in a .reg file. */
public sealed interface Change {
    /** The key this change touches. */
    RegistryKey key();

    /** Writes a value, creating the key and the keys above it where they are missing. */
    record SetValue(ValueName name, RegistryValue value) implements Change {
        public SetValue {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }

        @Override
        public RegistryKey key() {
            return name.key();
        }
    }

    /** Deletes a value; nothing happens where it is not there. */
    record DeleteValue(ValueName name) implements Change {
        public DeleteValue {
            Objects.requireNonNull(name);
        }

        @Override
        public RegistryKey key() {
            return name.key();
        }
    }

    /** Deletes a key with everything in it. We read such lines in other people's files; we never write one. */
    record DeleteKey(RegistryKey key) implements Change {
        public DeleteKey {
            Objects.requireNonNull(key);
        }
    }

    /**
     * Removes a key if it holds no value and no key. This is how an undo takes back a key that a change created.
     * A .reg file cannot say it; a script can.
     */
    record RemoveKeyIfEmpty(RegistryKey key) implements Change {
        public RemoveKeyIfEmpty {
            Objects.requireNonNull(key);
        }
    }
}
