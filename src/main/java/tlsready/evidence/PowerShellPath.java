package tlsready.evidence;

import java.util.Optional;

import tlsready.registry.RegistryKey;

/** Reads a registry key as PowerShell and people around it spell it. */
final class PowerShellPath {
    private static final String PROVIDER = "Registry::";

    private PowerShellPath() {}

    /**
     * {@code HKLM:\SOFTWARE\…}, {@code Microsoft.PowerShell.Core\Registry::HKEY_LOCAL_MACHINE\…}, {@code Computer\HKEY_…},
     * {@code HKLM\…}, or a path below HKLM without a hive ({@code SYSTEM\…}, {@code SOFTWARE\…}). Nothing for a path that
     * was cut with dots.
     */
    static Optional<RegistryKey> key(String text) {
        String path = text.strip();
        if (path.contains("...") || path.contains("…")) {
            return Optional.empty();
        }
        int provider = path.indexOf(PROVIDER);
        if (provider >= 0) {
            path = path.substring(provider + PROVIDER.length());
        }
        if (path.regionMatches(true, 0, "Computer\\HK", 0, 11)) {
            path = path.substring("Computer\\".length());
        }
        if (path.regionMatches(true, 0, "SYSTEM\\", 0, 7) || path.regionMatches(true, 0, "SOFTWARE\\", 0, 9)) {
            path = "HKLM\\" + path;
        }
        int colon = path.indexOf(":\\");
        if (colon == 4) {
            path = path.substring(0, colon) + path.substring(colon + 1);
        }
        return path.regionMatches(true, 0, "HK", 0, 2) ? RegistryKey.parse(path) : Optional.empty();
    }
}
