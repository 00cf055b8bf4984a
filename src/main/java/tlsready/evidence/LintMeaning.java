package tlsready.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;

/** Keys, names and types that nothing reads as they stand, and what was probably meant. */
final class LintMeaning {
    /** The versions a sum of bits can name: SSL 2.0, 3.0, TLS 1.0, 1.1, 1.2, 1.3. See {@code secure-protocol-bits}. */
    static final int ALL_BITS = 0x8 | 0x20 | 0x80 | 0x200 | 0x800 | 0x2000;

    private final LintNotes notes;
    private final LintPlaces places;

    LintMeaning(LintNotes notes, LintPlaces places) {
        this.notes = notes;
        this.places = places;
    }

    /** Looks at each key with its values. */
    void look(List<LintLine> lines) {
        LintLine key = null;
        var values = new ArrayList<LintLine>();
        for (LintLine line : lines) {
            if (line.sort() == LintLine.Sort.KEY || line.sort() == LintLine.Sort.DELETED_KEY) {
                block(key, values);
                key = line.sort() == LintLine.Sort.KEY ? line : null;
                values.clear();
            } else if (line.sort() == LintLine.Sort.VALUE) {
                values.add(line);
            }
        }
        block(key, values);
    }

    private void block(LintLine key, List<LintLine> values) {
        if (key == null || values.isEmpty()) {
            return;
        }
        if (!places.isRead(key.key())) {
            place(key, values);
        }
        for (LintLine value : values) {
            spell(key.key(), value);
            places.known(key.key(), value.name()).ifPresent(known -> type(known, value));
        }
    }

    // ---- Keys -------------------------------------------------------------------------------------------------

    private void place(LintLine line, List<LintLine> values) {
        RegistryKey key = line.key();
        List<String> names = values.stream()
                .map(LintLine::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(20)
                .toList();
        Optional<Map.Entry<String, RegistryKey>> version = places.versionKey(key);
        boolean forVersion = version.isPresent()
                && names.stream().anyMatch(name -> holds(version.get().getValue(), name));
        if (forVersion) {
            RegistryKey meant = version.get().getValue();
            line.move(meant);
            notes.line(line, LintKind.VERSION_KEY, "given", version.get().getKey(), "key", meant.toString());
            return;
        }
        Optional<RegistryKey> meant = places.meant(key, names);
        if (meant.isPresent()) {
            LintKind kind = kind(key, meant.get());
            line.move(meant.get());
            notes.line(line, kind, "key", meant.get().toString());
            return;
        }
        places.unknownProtocol(key)
                .filter(name -> names.stream()
                        .anyMatch(n -> n.equalsIgnoreCase("Enabled") || n.equalsIgnoreCase("DisabledByDefault")))
                .ifPresent(name -> notes.line(line, LintKind.UNKNOWN_PROTOCOL, "given", name));
    }

    private boolean holds(RegistryKey key, String name) {
        return places.known(key, name).isPresent() || places.near(key, name).isPresent();
    }

    private static LintKind kind(RegistryKey given, RegistryKey meant) {
        if (given.hive() != meant.hive()) {
            return LintKind.WRONG_HIVE;
        }
        boolean sameDepth = depth(given) == depth(meant);
        return sameDepth ? LintKind.MISSPELT_KEY : LintKind.WRONG_LEVEL;
    }

    private static long depth(RegistryKey key) {
        return key.path().chars().filter(c -> c == '\\').count();
    }

    // ---- Names and types --------------------------------------------------------------------------------------

    private void spell(RegistryKey key, LintLine value) {
        String given = value.name();
        if (places.known(key, given).isPresent()) {
            return;
        }
        Optional<LintPlaces.Known> meant = places.near(key, given);
        if (meant.isPresent()) {
            value.rename(meant.get().name());
            notes.line(
                    value,
                    LintKind.MISSPELT_NAME,
                    "given",
                    given,
                    "name",
                    meant.get().name());
        } else if (places.isOurs(given)) {
            notes.line(value, LintKind.MISPLACED_VALUE, "name", given);
        }
    }

    private void type(LintPlaces.Known known, LintLine line) {
        if (line.value().isEmpty()) {
            return;
        }
        RegistryValue value = line.value().get();
        if (known.role() == LintPlaces.Role.SWITCH) {
            typeOfSwitch(known, line, value);
        } else if (known.dword() && value.asDword().isEmpty()) {
            Optional<Integer> number = ValueForm.meant(value);
            if (number.isPresent()) {
                store(line, number.get());
            } else {
                line.junk();
            }
            notes.line(line, LintKind.WRONG_TYPE, "name", known.name(), "given", value.toString());
        } else if (known.role() == LintPlaces.Role.MASK) {
            decimal(line, value.asDword().getAsInt());
        }
    }

    private void typeOfSwitch(LintPlaces.Known known, LintLine line, RegistryValue value) {
        if (value.type() == RegistryValue.SZ || value.type() == RegistryValue.EXPAND_SZ) {
            return;
        }
        String text = ValueForm.meant(value)
                .or(() -> number(value))
                .map(n -> n == 0 ? "false" : "true")
                .orElse("");
        if (text.isEmpty()) {
            line.junk();
        } else {
            line.store(RegistryValue.sz(text), '"' + text + '"');
        }
        notes.line(line, LintKind.WRONG_TYPE_OF_SWITCH, "name", known.name(), "given", value.toString());
    }

    private static Optional<Integer> number(RegistryValue value) {
        return value.asDword().isPresent() ? Optional.of(value.asDword().getAsInt()) : Optional.empty();
    }

    private void decimal(LintLine line, int value) {
        String digits = Integer.toHexString(value);
        if ((value & ~ALL_BITS) == 0 || digits.length() > 5 || !digits.chars().allMatch(Character::isDigit)) {
            return;
        }
        int meant = Integer.parseInt(digits);
        if (meant != 0 && (meant & ~ALL_BITS) == 0) {
            store(line, meant);
            notes.line(line, LintKind.DECIMAL_MEANT, "given", digits);
        }
    }

    private static void store(LintLine line, int number) {
        line.store(RegistryValue.dword(number), ValueForm.dword(number));
    }
}
