package tlsready.registry;

import java.util.Optional;

/** A root of the registry, with the long name regedit writes and the abbreviation reg.exe takes. */
public enum Hive {
    HKEY_LOCAL_MACHINE("HKLM"),
    HKEY_CURRENT_USER("HKCU"),
    HKEY_CLASSES_ROOT("HKCR"),
    HKEY_USERS("HKU"),
    HKEY_CURRENT_CONFIG("HKCC");

    private final String abbreviation;

    Hive(String abbreviation) {
        this.abbreviation = abbreviation;
    }

    public String abbreviation() {
        return abbreviation;
    }

    /** The hive with this long name, in any letter case. Abbreviations are reg.exe's, not the .reg format's. */
    public static Optional<Hive> named(String name) {
        for (Hive hive : values()) {
            if (hive.name().equalsIgnoreCase(name)) {
                return Optional.of(hive);
            }
        }
        return Optional.empty();
    }

    /** The hive with this abbreviation, in any letter case. */
    public static Optional<Hive> abbreviated(String abbreviation) {
        for (Hive hive : values()) {
            if (hive.abbreviation.equalsIgnoreCase(abbreviation)) {
                return Optional.of(hive);
            }
        }
        return Optional.empty();
    }
}
