package tlsready.evidence;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import tlsready.registry.Registries;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

/** Generators of registries over the places that matter, with odd types and data, and what the world prints of them. */
final class Machines {
    static final Places PLACES = new Places(EvidenceReaderTest.KNOWLEDGE);
    static final List<ValueName> VALUES =
            PLACES.slots().stream().map(Places.Slot::name).toList();

    private Machines() {}

    /** A whole truth: every place is either there, with data, or not there. */
    static Arbitrary<RegistrySnapshot> truths() {
        Arbitrary<Integer> fate = Arbitraries.integers().between(0, 3);
        return Combinators.combine(
                        Arbitraries.of(PLACES.keys()).set().ofMaxSize(12),
                        fate.list().ofSize(VALUES.size()),
                        Registries.values().list().ofSize(VALUES.size()),
                        Arbitraries.integers().list().ofSize(VALUES.size()))
                .as(Machines::truth);
    }

    private static RegistrySnapshot truth(
            Set<RegistryKey> missing, List<Integer> fates, List<RegistryValue> odd, List<Integer> numbers) {
        var truth = RegistrySnapshot.UNKNOWN;
        for (RegistryKey key : PLACES.keys()) {
            truth = truth.withKey(key);
        }
        for (RegistryKey key : missing) {
            truth = truth.withoutKey(key);
        }
        for (int i = 0; i < VALUES.size(); i++) {
            ValueName name = VALUES.get(i);
            if (!truth.hasKey(name.key()).orElse(false)) {
                continue;
            }
            truth = switch (fates.get(i)) {
                case 0 -> truth.without(name);
                case 1 -> truth.with(name, odd.get(i));
                default -> truth.with(name, RegistryValue.dword(numbers.get(i) & (fates.get(i) == 2 ? 1 : -1)));
            };
        }
        return truth;
    }

    /** The values that are there, by key; keys without values too. */
    static Map<RegistryKey, Map<String, RegistryValue>> byKey(RegistrySnapshot truth) {
        Map<RegistryKey, Map<String, RegistryValue>> keys = new LinkedHashMap<>();
        for (RegistryKey key : PLACES.keys()) {
            if (truth.hasKey(key).orElse(false)) {
                keys.put(key, new LinkedHashMap<>());
            }
        }
        truth.values()
                .forEach((name, value) ->
                        value.ifPresent(v -> keys.get(name.key()).put(name.name(), v)));
        return keys;
    }

    /**
     * Whether the tools print this value as it is. Texts with line ends or blanks at their ends, and data that does not
     * fit its type, look like others when printed.
     */
    static boolean isPrintable(RegistryValue value) {
        String text =
                switch (value.type()) {
                    case RegistryValue.SZ, RegistryValue.EXPAND_SZ -> value.asText()
                            .orElse("\n");
                    case RegistryValue.DWORD -> value.asDword().isPresent() ? "" : "\n";
                    case RegistryValue.QWORD -> value.bytes().length == 8 ? "" : "\n";
                    case RegistryValue.BINARY, RegistryValue.NONE -> "";
                    default -> "\n";
                };
        return text.equals(text.stripTrailing())
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\uFEFF');
    }

    /**
     * The same truth without the values that look like others when printed, and those that Wine, not Windows, prints
     * badly: text that is not ASCII comes in another code page, of a REG_QWORD nothing is printed.
     */
    static RegistrySnapshot asWinePrints(RegistrySnapshot truth) {
        var plain = withoutUnprintable(truth);
        for (var value : plain.values().entrySet()) {
            Optional<String> text = value.getValue().flatMap(RegistryValue::asText);
            boolean foreign = text.filter(t -> !t.chars().allMatch(c -> c >= ' ' && c < 0x7F))
                    .isPresent();
            boolean number = value.getValue()
                    .filter(v -> v.type() == RegistryValue.QWORD)
                    .isPresent();
            if (foreign || number) {
                plain = plain.without(value.getKey());
            }
        }
        return plain;
    }

    /** A .reg file that makes a machine's registry this truth, whatever is in these places now. */
    static byte[] regFile(RegistrySnapshot truth) {
        var text = new StringBuilder("\uFEFFWindows Registry Editor Version 5.00\r\n\r\n");
        for (RegistryKey key : PLACES.keys()) {
            text.append("[-").append(key).append("]\r\n\r\n");
        }
        byKey(truth).keySet().forEach(key -> text.append('[').append(key).append("]\r\n\r\n"));
        String values = Prints.regExport(truth);
        text.append(values.substring(values.indexOf('\n') + 1));
        return text.toString().getBytes(StandardCharsets.UTF_16LE);
    }

    /** The same truth without the values that look like others when printed. */
    static RegistrySnapshot withoutUnprintable(RegistrySnapshot truth) {
        var plain = truth;
        for (var value : truth.values().entrySet()) {
            if (value.getValue().isPresent() && !isPrintable(value.getValue().get())) {
                plain = plain.without(value.getKey());
            }
        }
        return plain;
    }
}
