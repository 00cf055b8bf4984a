package tlsready.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

/**
 * The places of a registry that matter: the values the knowledge names, in each view, with the keys they stand in. Each
 * has a short word under which it travels in a URL: {@code v4w.susc} is {@code SchUseStrongCrypto} under
 * {@code v4.0.30319} as 32-bit programs see it. The words are permanent once published.
 */
final class Places {
    /** Words of keys, by path without hive; upper keys before those in them. HKCU keys carry a mark. */
    private static final Map<String, String> KEY_WORDS = new LinkedHashMap<>();

    /** Words of values. */
    private static final Map<String, String> VALUE_WORDS = Map.of(
            "SchUseStrongCrypto", "susc",
            "SystemDefaultTlsVersions", "sdtv",
            "Enabled", "on",
            "DisabledByDefault", "dbd",
            "DefaultSecureProtocols", "dsp",
            "SecureProtocols", "sp",
            "Switch.System.Net.DontEnableSchUseStrongCrypto", "nosusc",
            "Switch.System.Net.DontEnableSystemDefaultTlsVersions", "nosdtv",
            "Functions", "list");

    private static final String FRAMEWORK = "HKLM\\SOFTWARE\\Microsoft\\.NETFramework";
    private static final String PROTOCOLS =
            "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols";
    private static final String INTERNET = "\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

    static {
        KEY_WORDS.put(FRAMEWORK, "fw");
        KEY_WORDS.put(FRAMEWORK + "\\v4.0.30319", "v4");
        KEY_WORDS.put(FRAMEWORK + "\\v2.0.50727", "v2");
        KEY_WORDS.put(FRAMEWORK + "\\AppContext", "ac");
        KEY_WORDS.put(PROTOCOLS, "sch");
        for (String protocol : List.of("SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")) {
            String word = protocol.substring(0, 1).toLowerCase(Locale.ROOT)
                    + protocol.substring(4).replace(".", "");
            KEY_WORDS.put(PROTOCOLS + "\\" + protocol, word);
            KEY_WORDS.put(PROTOCOLS + "\\" + protocol + "\\Client", word + "c");
            KEY_WORDS.put(PROTOCOLS + "\\" + protocol + "\\Server", word + "s");
        }
        KEY_WORDS.put("HKLM\\SOFTWARE" + INTERNET, "inet");
        KEY_WORDS.put("HKLM\\SOFTWARE" + INTERNET + "\\WinHttp", "whttp");
        KEY_WORDS.put("HKCU\\Software" + INTERNET, "uinet");
        KEY_WORDS.put("HKLM\\SOFTWARE\\Policies" + INTERNET, "pinet");
        KEY_WORDS.put("HKCU\\Software\\Policies" + INTERNET, "upinet");
        KEY_WORDS.put("HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002", "psuites");
        KEY_WORDS.put(
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Cryptography\\Configuration\\Local\\SSL\\00010002",
                "suites");
        KEY_WORDS.put("HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy", "fips");
    }

    /** The views' ending in a word: {@code v4} and {@code v4w}. */
    private static final String WOW = "w";

    /**
     * A value that matters.
     *
     * @param word {@code v4w.susc}
     * @param name its address
     * @param setting the knowledge row it belongs to
     */
    record Slot(String word, ValueName name, RegistrySetting setting) {}

    /** Keys that tell the Windows, the .NET or the ArcGIS version. They are read, and not kept. */
    private static final RegistryKey NDP = RegistryKey.machine("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP");

    private static final RegistryKey WINDOWS = RegistryKey.machine("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion");
    private static final RegistryKey ESRI = RegistryKey.machine("SOFTWARE\\ESRI");

    /** How many letters may be wrong in a name that is meant for another. */
    private static final int NEAR = 2;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.]{3,64}");

    private static final Set<String> NDP_VALUES = Set.of("INSTALL", "INSTALLSUCCESS", "SP", "RELEASE");
    private static final Set<String> WINDOWS_VALUES =
            Set.of("CURRENTBUILD", "CURRENTBUILDNUMBER", "INSTALLATIONTYPE", "PRODUCTNAME");

    private static final String SWITCH = "Switch.System.Net.";

    private final Map<ValueName, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Slot> slotByWord = new LinkedHashMap<>();
    private final Map<RegistryKey, String> keys = new LinkedHashMap<>();
    private final Map<String, RegistryKey> keyByWord = new TreeMap<>();
    private final Set<RegistryKey> versionKeys = new LinkedHashSet<>();

    Places(Knowledge knowledge) {
        KEY_WORDS.forEach((path, word) -> {
            RegistryKey key = RegistryKey.parse(path).orElseThrow();
            addKey(word, key);
            if (key.isRedirected()) {
                addKey(word + WOW, key.in(RegistryView.WOW6432NODE));
            }
        });
        for (RegistrySetting setting : knowledge.settings()) {
            addSlot(setting, RegistryView.NATIVE);
            if (setting.inBothViews()) {
                addSlot(setting, RegistryView.WOW6432NODE);
            }
        }
        for (String version : List.of(
                "",
                "\\v1.1.4322",
                "\\v2.0.50727",
                "\\v3.0",
                "\\v3.0\\Setup",
                "\\v3.5",
                "\\v4",
                "\\v4\\Client",
                "\\v4\\Full")) {
            var key = new RegistryKey(NDP.hive(), NDP.path() + version);
            versionKeys.add(key);
            versionKeys.add(key.in(RegistryView.WOW6432NODE));
        }
    }

    private void addKey(String word, RegistryKey key) {
        if (keys.put(key, word) != null || keyByWord.put(word, key) != null) {
            throw new IllegalStateException("a key or its word stands twice: " + word);
        }
    }

    private void addSlot(RegistrySetting setting, RegistryView view) {
        ValueName name = setting.in(view);
        String key = keys.get(name.key());
        String value = VALUE_WORDS.get(setting.name());
        if (key == null || value == null) {
            throw new IllegalStateException(
                    "the setting " + setting.id() + " has no word to travel under; give it one");
        }
        var slot = new Slot(key + "." + value, name, setting);
        slots.put(name, slot);
        slotByWord.put(slot.word(), slot);
    }

    /** Every value that is kept, in the order of the knowledge; the native view first. */
    List<Slot> slots() {
        return List.copyOf(slots.values());
    }

    /** Every key that is kept, upper keys before those in them. */
    List<RegistryKey> keys() {
        return keys.keySet().stream()
                .sorted(Comparator.comparingInt(key -> key.path().length()))
                .toList();
    }

    /** The word of an AppContext switch that matters, spelled as .NET spells it. */
    static Optional<String> wordOfSwitch(String name) {
        return Optional.of(name).filter(n -> n.startsWith(SWITCH)).map(VALUE_WORDS::get);
    }

    /** The switch that has this word. */
    static Optional<String> switchOf(String word) {
        return VALUE_WORDS.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(SWITCH) && entry.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Optional<Slot> slot(ValueName name) {
        return Optional.ofNullable(slots.get(name));
    }

    Optional<Slot> slot(String word) {
        return Optional.ofNullable(slotByWord.get(word));
    }

    Optional<String> word(RegistryKey key) {
        return Optional.ofNullable(keys.get(key));
    }

    Optional<RegistryKey> key(String word) {
        return Optional.ofNullable(keyByWord.get(word));
    }

    /** Whether anything is to be learnt from this value; all others are passed over and never kept. */
    boolean matters(ValueName name) {
        if (slots.containsKey(name)) {
            return true;
        }
        String value = name.name().toUpperCase(Locale.ROOT);
        return versionKeys.contains(name.key()) && NDP_VALUES.contains(value)
                || isWindows(name.key()) && WINDOWS_VALUES.contains(value)
                || value.equals("REALVERSION") && isEsri(name.key());
    }

    /** The known value of the same key whose name this one nearly has: one or two letters away, and no known name itself. */
    Optional<ValueName> nearly(ValueName name) {
        if (slots.containsKey(name) || !PLAIN.matcher(name.name()).matches()) {
            return Optional.empty();
        }
        return slots.keySet().stream()
                .filter(known -> known.key().equals(name.key()))
                .filter(known -> Spelling.distance(known.name(), name.name(), NEAR) <= NEAR)
                .findFirst();
    }

    /** Whether it is worth knowing that this key is there or not. */
    boolean matters(RegistryKey key) {
        return keys.containsKey(key) || versionKeys.contains(key);
    }

    /** Values whose absence a complete listing of their key shows. */
    List<ValueName> expectedIn(RegistryKey key, boolean below) {
        var expected = new ArrayList<ValueName>();
        slots.keySet().stream().filter(name -> covers(key, below, name.key())).forEach(expected::add);
        RegistryKey full = new RegistryKey(NDP.hive(), NDP.path() + "\\v4\\Full");
        for (RegistryKey place : List.of(full, full.in(RegistryView.WOW6432NODE))) {
            if (covers(key, below, place)) {
                expected.add(new ValueName(place, "Release"));
            }
        }
        return expected;
    }

    private static boolean covers(RegistryKey listed, boolean below, RegistryKey key) {
        return below ? key.isWithin(listed) : key.equals(listed);
    }

    /** Keys below this one whose absence a complete listing shows, upper keys first. */
    List<RegistryKey> expectedBelow(RegistryKey key) {
        var expected = new ArrayList<>(keys());
        expected.addAll(versionKeys);
        expected.removeIf(place -> place.equals(key) || !place.isWithin(key));
        expected.sort(Comparator.comparingInt(place -> place.path().length()));
        return expected;
    }

    /** Whether this is a key of the Windows version, {@code Windows NT\CurrentVersion}. */
    static boolean isWindows(RegistryKey key) {
        return plain(key).equals(WINDOWS);
    }

    /** Whether this is {@code NDP\v4\Full}, where the Release number stands. */
    static boolean isFull(RegistryKey key) {
        return plain(key).path().equalsIgnoreCase(NDP.path() + "\\v4\\Full");
    }

    static boolean isNdp(RegistryKey key) {
        return plain(key).isWithin(NDP);
    }

    /** Whether an ArcGIS product says its version here. */
    static boolean isEsri(RegistryKey key) {
        RegistryKey place = plain(key);
        return place.isWithin(ESRI)
                && !place.equals(ESRI)
                && place.path().indexOf('\\', ESRI.path().length() + 1) < 0;
    }

    /** The key as the native view spells it. */
    static RegistryKey plain(RegistryKey key) {
        String wow = "SOFTWARE\\Wow6432Node\\";
        return key.view() == RegistryView.WOW6432NODE
                ? new RegistryKey(key.hive(), "SOFTWARE\\" + key.path().substring(wow.length()))
                : key;
    }
}
