package tlsready.evidence;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.windows.StackModel;

/**
 * Lines of a report that quote {@code ArcMap.exe.config}: {@code config: supportedRuntime version="v4.0.30319"}. Of
 * switches those that have a say in TLS are taken, as .NET takes them (microsoft/referencesource:
 * {@code AppContextDefaultValues.DesktopOverrides.cs}): pairs end at a semicolon, a name ends at the first equals sign,
 * what is neither true nor false does not count, the last of equal names wins.
 */
final class ConfigLines {
    private static final String MARK = "config: ";
    private static final Pattern RUNTIME = Pattern.compile("supportedRuntime .*?version=[\"'](v[0-9.]+)[\"'].*");
    private static final Pattern SWITCHES =
            Pattern.compile("AppContextSwitchOverrides .*?value=(?:\"([^\"]*)\"|'([^']*)').*");

    private ConfigLines() {}

    /** Whether this line of a report quotes the file. */
    static boolean quotes(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith(MARK);
    }

    /** Notes what such a line says. */
    static void read(Line line, String text, Notebook notes) {
        notes.understand(line);
        String quoted = text.substring(MARK.length());
        Matcher runtime = RUNTIME.matcher(quoted);
        if (runtime.matches()) {
            clr(runtime.group(1)).ifPresent(clr -> notes.add(new Claim.ConfigNamesRuntime(clr), line));
        }
        Matcher switches = SWITCHES.matcher(quoted);
        if (switches.matches()) {
            String pairs = switches.group(1) == null ? switches.group(2) : switches.group(1);
            settings(pairs).forEach((name, on) -> notes.add(new Claim.ConfigSwitchIs(name, on), line));
        } else if (quoted.startsWith("AppContextSwitchOverrides")) {
            notes.remark(line, "The switches of " + Claim.CONFIG_FILE + " are cut here, so they do not count.");
        }
    }

    /** From .NET 4 on the major and the minor number are enough. */
    private static Optional<String> clr(String version) {
        if (version.equals(StackModel.CLR2)) {
            return Optional.of(StackModel.CLR2);
        }
        return version.equals("v4.0") || version.equals(StackModel.CLR4)
                ? Optional.of(StackModel.CLR4)
                : Optional.empty();
    }

    private static Map<String, Boolean> settings(String pairs) {
        var settings = new LinkedHashMap<String, Boolean>();
        for (String pair : pairs.split(";")) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
            if (equals > 0
                    && (value.equals("true") || value.equals("false"))
                    && Places.wordOfSwitch(pair.substring(0, equals)).isPresent()) {
                settings.put(pair.substring(0, equals), value.equals("true"));
            }
        }
        return settings;
    }
}
