package tlsready.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;

/**
 * The keys that something about TLS is read from, with the names of the values, and which key was probably meant by one
 * that nothing reads.
 */
final class LintPlaces {
    /** What a value is, as far as the check has something to say of it. */
    enum Role {
        DOTNET,
        SCHANNEL,
        MASK,
        SWITCH,
        OTHER
    }

    /**
     * A value that is read.
     *
     * @param written whether a plan of ours writes it
     */
    record Known(String name, Role role, boolean dword, boolean written) {}

    private static final RegistryKey PROTOCOLS =
            RegistryKey.machine("SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols");
    /** The names of protocols; the page on registry settings lists them. Only their spelling is judged here. */
    private static final List<String> NAMES = List.of(
            "SSL 2.0",
            "SSL 3.0",
            "TLS 1.0",
            "TLS 1.1",
            "TLS 1.2",
            "TLS 1.3",
            "DTLS 1.0",
            "DTLS 1.2",
            "DTLS 1.3",
            "PCT 1.0",
            "Multi-Protocol Unified Hello");

    private static final String FRAMEWORK = ".NETFramework";
    /** A third view of the registry on ARM; no misspelling of the second. */
    private static final String ARM_VIEW = "WowAA32Node";

    private static final int NEVER = 1_000;
    /** The price of a part to spell otherwise, to which its distance is added. */
    private static final int PART = 10;

    private static final int MISSING = 20;
    private static final int HIVE = 30;
    private static final int FARTHEST = 35;

    private final Map<RegistryKey, Map<String, Known>> keys = new LinkedHashMap<>();
    private final Set<String> parts;
    private final Set<String> dwords;

    LintPlaces(Knowledge knowledge) {
        for (RegistrySetting setting : knowledge.settings()) {
            var known = new Known(setting.name(), role(setting), setting.type().equals("REG_DWORD"), setting.written());
            put(setting.in(RegistryView.NATIVE).key(), known);
            put(setting.in(RegistryView.WOW6432NODE).key(), known);
        }
        for (String name : NAMES) {
            for (String side : List.of("Client", "Server")) {
                RegistryKey key = new RegistryKey(PROTOCOLS.hive(), PROTOCOLS.path() + "\\" + name + "\\" + side);
                put(key, new Known("Enabled", Role.SCHANNEL, true, false));
                put(key, new Known("DisabledByDefault", Role.SCHANNEL, true, false));
            }
        }
        parts = keys.keySet().stream()
                .flatMap(key -> Arrays.stream(key.path().split("\\\\")))
                .map(part -> part.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        dwords = keys.values().stream()
                .flatMap(names -> names.values().stream())
                .filter(Known::dword)
                .map(known -> known.name().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private void put(RegistryKey key, Known known) {
        keys.computeIfAbsent(key, any -> new LinkedHashMap<>())
                .putIfAbsent(known.name().toUpperCase(Locale.ROOT), known);
    }

    private static Role role(RegistrySetting setting) {
        if (setting.group() == SettingGroup.DOTNET4 || setting.group() == SettingGroup.DOTNET35) {
            return Role.DOTNET;
        }
        if (setting.name().equals("SecureProtocols") || setting.name().equals("DefaultSecureProtocols")) {
            return Role.MASK;
        }
        if (setting.address().key().isWithin(PROTOCOLS)) {
            return Role.SCHANNEL;
        }
        return setting.name().startsWith("Switch.") ? Role.SWITCH : Role.OTHER;
    }

    /** Whether something is read from this key. */
    boolean isRead(RegistryKey key) {
        return keys.containsKey(key);
    }

    /** Whether a value of this name is a DWORD wherever it is read. */
    boolean isDword(String name) {
        return dwords.contains(name.toUpperCase(Locale.ROOT));
    }

    Optional<Known> known(RegistryKey key, String name) {
        return Optional.ofNullable(keys.getOrDefault(key, Map.of()).get(name.toUpperCase(Locale.ROOT)));
    }

    /** The value of this key that was probably meant by a name that it does not have. */
    Optional<Known> near(RegistryKey key, String name) {
        List<Known> near = new ArrayList<>();
        int best = NEVER;
        for (Known known : keys.getOrDefault(key, Map.of()).values()) {
            if (Spelling.isNear(name, known.name())) {
                int distance = Spelling.distance(name, known.name(), NEVER);
                if (distance < best) {
                    near.clear();
                    best = distance;
                }
                if (distance == best) {
                    near.add(known);
                }
            }
        }
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    /** Whether a value of this name is read somewhere, and means TLS wherever it stands. */
    boolean isOurs(String name) {
        return isDword(name) && !name.equalsIgnoreCase("Enabled") && !name.equalsIgnoreCase("DisabledByDefault");
    }

    /** The name of a protocol that nothing reads, if this is its Client or Server key or itself. */
    Optional<String> unknownProtocol(RegistryKey key) {
        if (!key.isWithin(PROTOCOLS) || key.equals(PROTOCOLS)) {
            return Optional.empty();
        }
        String name = key.path().substring(PROTOCOLS.path().length() + 1).split("\\\\", 2)[0];
        return NAMES.stream().anyMatch(name::equalsIgnoreCase) ? Optional.empty() : Optional.of(name);
    }

    /** The version key of .NET that holds the values, if the key names another version; the part it names comes first. */
    Optional<Map.Entry<String, RegistryKey>> versionKey(RegistryKey key) {
        String[] path = key.path().split("\\\\");
        for (int i = 0; i + 1 < path.length; i++) {
            String version = path[i + 1].toLowerCase(Locale.ROOT);
            if (path[i].equalsIgnoreCase(FRAMEWORK) && version.matches("v?[1-4](\\D.{0,20}|\\d)?")) {
                String folder = version.replace("v", "").startsWith("4") ? "v4.0.30319" : "v2.0.50727";
                var parts = new ArrayList<>(List.of(path).subList(0, i + 1));
                parts.add(folder);
                var meant = new RegistryKey(key.hive(), String.join("\\", parts));
                return keys.containsKey(meant) && !version.equals(folder)
                        ? Optional.of(Map.entry(path[i + 1], meant))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The key that was probably meant by one that nothing reads but that holds values of these names. */
    Optional<RegistryKey> meant(RegistryKey key, List<String> names) {
        String[] given = key.path().split("\\\\");
        if (given.length > 12 || Arrays.stream(given).anyMatch(ARM_VIEW::equalsIgnoreCase)) {
            return Optional.empty();
        }
        int best = NEVER;
        List<RegistryKey> nearest = new ArrayList<>();
        for (RegistryKey candidate : keys.keySet()) {
            if (names.stream()
                    .noneMatch(name -> known(candidate, name).isPresent()
                            || near(candidate, name).isPresent())) {
                continue;
            }
            int distance = (candidate.hive() == key.hive() ? 0 : HIVE)
                    + distance(given, candidate.path().split("\\\\"));
            if (distance < best) {
                nearest.clear();
                best = distance;
            }
            if (distance == best) {
                nearest.add(candidate);
            }
        }
        return best > FARTHEST ? Optional.empty() : choose(nearest);
    }

    /** Of several the Client key before the Server key, and .NET 4 before 3.5; others cannot be told apart. */
    private static Optional<RegistryKey> choose(List<RegistryKey> nearest) {
        if (nearest.size() == 1) {
            return Optional.of(nearest.get(0));
        }
        List<RegistryKey> first = nearest.stream()
                .filter(key -> key.path().endsWith("\\Client") || key.path().endsWith("v4.0.30319"))
                .toList();
        return nearest.size() == 2 && first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
    }

    /** The price of all parts to spell otherwise, of parts that are missing and of one too many at the end. */
    private int distance(String[] given, String[] meant) {
        int[][] cost = new int[given.length + 1][meant.length + 1];
        for (int i = 0; i <= given.length; i++) {
            for (int j = 0; j <= meant.length; j++) {
                if (i == 0 && j == 0) {
                    continue;
                }
                int best = NEVER;
                if (i > 0 && j > 0) {
                    best = cost[i - 1][j - 1] + part(given[i - 1], meant[j - 1]);
                }
                if (j > 0) {
                    best = Math.min(best, cost[i][j - 1] + MISSING);
                }
                if (i == given.length && i > 0 && j == meant.length) {
                    best = Math.min(best, cost[i - 1][j] + MISSING);
                }
                cost[i][j] = Math.min(best, NEVER);
            }
        }
        return cost[given.length][meant.length];
    }

    private int part(String given, String meant) {
        if (given.equalsIgnoreCase(meant)) {
            return 0;
        }
        if (parts.contains(given.toUpperCase(Locale.ROOT))) {
            return NEVER;
        }
        int most = Math.max(1, meant.length() / 3);
        int distance = Spelling.distance(given, meant, most);
        return distance <= most ? PART + distance : NEVER;
    }
}
