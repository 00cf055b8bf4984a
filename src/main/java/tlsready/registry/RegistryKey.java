package tlsready.registry;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The address of a registry key, spelled as 64-bit Windows spells it: the 32-bit view is the explicit
 * {@code Wow6432Node} path. Equal in any letter case, as in Windows.
 *
 * @param hive the root
 * @param path the key below the root, without leading or trailing backslash; empty for the root itself
 */
public record RegistryKey(Hive hive, String path) implements Comparable<RegistryKey> {
    private static final String SOFTWARE = "SOFTWARE\\";
    private static final String POLICIES = "SOFTWARE\\Policies";
    private static final String WOW = "SOFTWARE\\Wow6432Node\\";

    public RegistryKey {
        Objects.requireNonNull(hive);
        if (path.startsWith("\\") || path.endsWith("\\") || path.contains("\\\\")) {
            throw new IllegalArgumentException("a key path has single backslashes between its parts only: " + path);
        }
    }

    /** The key below {@code HKEY_LOCAL_MACHINE} with this path. */
    public static RegistryKey machine(String path) {
        return new RegistryKey(Hive.HKEY_LOCAL_MACHINE, path);
    }

    /** Reads {@code HKEY_LOCAL_MACHINE\A\B} or {@code HKLM\A\B}; nothing if the root is no hive. */
    public static Optional<RegistryKey> parse(String text) {
        int slash = text.indexOf('\\');
        String root = slash < 0 ? text : text.substring(0, slash);
        String path = slash < 0 ? "" : text.substring(slash + 1);
        while (path.endsWith("\\")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.startsWith("\\") || path.contains("\\\\")) {
            return Optional.empty();
        }
        String clean = path;
        return Hive.named(root).or(() -> Hive.abbreviated(root)).map(hive -> new RegistryKey(hive, clean));
    }

    /**
     * This key as a program of the given view sees it. Only {@code HKLM\SOFTWARE} without its {@code Policies} branch
     * is redirected; all other keys are shared (Microsoft: "Registry Keys Affected by WOW64").
     */
    public RegistryKey in(RegistryView view) {
        if (view == RegistryView.NATIVE || !isRedirected()) {
            return this;
        }
        return new RegistryKey(hive, WOW + path.substring(SOFTWARE.length()));
    }

    /** Whether 64-bit Windows keeps two copies of this key, one for each view. */
    public boolean isRedirected() {
        return hive == Hive.HKEY_LOCAL_MACHINE
                && startsWith(SOFTWARE)
                && !startsWith(WOW)
                && !(startsWith(POLICIES + "\\") || path.equalsIgnoreCase(POLICIES));
    }

    /** The view this key is spelled in: {@code Wow6432Node} paths belong to 32-bit programs. */
    public RegistryView view() {
        return hive == Hive.HKEY_LOCAL_MACHINE && startsWith(WOW) ? RegistryView.WOW6432NODE : RegistryView.NATIVE;
    }

    private boolean startsWith(String prefix) {
        return path.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** The key one level up, or nothing for a root. */
    public Optional<RegistryKey> parent() {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        int slash = path.lastIndexOf('\\');
        return Optional.of(new RegistryKey(hive, slash < 0 ? "" : path.substring(0, slash)));
    }

    /** Whether this key is {@code other} or lies somewhere below it. */
    public boolean isWithin(RegistryKey other) {
        return equals(other) || parent().map(up -> up.isWithin(other)).orElse(false);
    }

    /** As reg.exe takes it: {@code HKLM\SOFTWARE\...}. */
    public String abbreviated() {
        return path.isEmpty() ? hive.abbreviation() : hive.abbreviation() + "\\" + path;
    }

    /** As a .reg file writes it: {@code HKEY_LOCAL_MACHINE\SOFTWARE\...}. */
    @Override
    public String toString() {
        return path.isEmpty() ? hive.name() : hive.name() + "\\" + path;
    }

    private String folded() {
        return path.toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistryKey key && hive == key.hive && folded().equals(key.folded());
    }

    @Override
    public int hashCode() {
        return Objects.hash(hive, folded());
    }

    @Override
    public int compareTo(RegistryKey other) {
        int byHive = hive.compareTo(other.hive);
        return byHive != 0 ? byHive : folded().compareTo(other.folded());
    }
}
