package tlsready.evidence;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

/** What the tools of Windows print of a registry, written after their real output. */
final class Prints {
    private static final String NOT_FOUND = "ERROR: The system was unable to find the specified registry key or value.";

    private Prints() {}

    /** {@code reg query KEY}, once for each key, in a cmd window, in English. */
    static String regQuery(RegistrySnapshot truth) {
        return regQuery(truth, "C:\\Users\\x>", "(Default)", NOT_FOUND, "    ");
    }

    /** The same in another language, or on XP with tabs. */
    static String regQuery(RegistrySnapshot truth, String prompt, String defaultName, String notFound, String gap) {
        var text = new StringBuilder();
        for (RegistryKey key : Machines.PLACES.keys()) {
            text.append(prompt).append("reg query \"").append(key.abbreviated()).append("\"\n");
            text.append(answer(truth, key, defaultName, notFound, gap));
        }
        return text.append(prompt).toString();
    }

    private static String answer(
            RegistrySnapshot truth, RegistryKey key, String defaultName, String notFound, String gap) {
        if (!truth.hasKey(key).orElse(false)) {
            return "\n\n" + notFound + "\n\n";
        }
        var text =
                new StringBuilder("\n" + key + "\n" + gap + defaultName + gap + "REG_SZ" + gap + "(value not set)\n");
        Machines.byKey(truth).get(key).forEach((name, value) -> text.append(row(name, value, gap)));
        text.append('\n');
        for (RegistryKey below : Machines.PLACES.keys()) {
            boolean child = below.parent().map(key::equals).orElse(false);
            if (child && truth.hasKey(below).orElse(false)) {
                text.append(below).append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private static String row(String name, RegistryValue value, String gap) {
        return gap + name + gap + value.typeName() + gap + data(value) + "\n";
    }

    private static String data(RegistryValue value) {
        if (value.asDword().isPresent()) {
            return "0x" + Integer.toHexString(value.asDword().getAsInt());
        }
        if (value.type() == RegistryValue.QWORD && value.bytes().length == 8) {
            long number = 0;
            for (int i = 7; i >= 0; i--) {
                number = number << 8 | value.bytes()[i] & 0xFF;
            }
            return "0x" + Long.toHexString(number);
        }
        return value.asText().orElseGet(() -> HexFormat.of().withUpperCase().formatHex(value.bytes()));
    }

    /** Our collector's report. */
    static String report(RegistrySnapshot truth) {
        var text = new StringBuilder("TLS-READY-REPORT 1\n; no names in it\ntool: test 1\n");
        for (RegistryKey key : Machines.PLACES.keys()) {
            if (!truth.hasKey(key).orElse(false)) {
                text.append("\nabsent key: ").append(key).append('\n');
                continue;
            }
            text.append('\n').append(key).append('\n');
            for (ValueName name : Machines.VALUES) {
                if (name.key().equals(key)) {
                    text.append(
                            truth.find(name) instanceof RegistrySnapshot.Present present
                                    ? row(name.name(), present.value(), "    ")
                                    : "    " + name.name() + "    absent\n");
                }
            }
        }
        return text.append("\nTLS-READY-REPORT END\n").toString();
    }

    /** An export of regedit, as text without a mark. */
    static String regExport(RegistrySnapshot truth) {
        var changes = ChangeSet.NOTHING;
        for (var key : Machines.byKey(truth).entrySet()) {
            for (var value : key.getValue().entrySet()) {
                changes = changes.and(ChangeSet.of(
                        new Change.SetValue(new ValueName(key.getKey(), value.getKey()), value.getValue())));
            }
        }
        byte[] file = RegFile.write(List.of(), changes);
        return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
    }

    /** {@code Get-ItemProperty} of every key, window wide enough. */
    static String properties(RegistrySnapshot truth) {
        return Machines.byKey(truth).entrySet().stream()
                .filter(key -> !key.getValue().isEmpty())
                .map(key -> key.getValue().entrySet().stream()
                                .map(value -> String.format("%-50s : %s\n", value.getKey(), shown(value.getValue())))
                                .collect(Collectors.joining())
                        + String.format(
                                "%-50s : %s\n", "PSPath", "Microsoft.PowerShell.Core\\Registry::" + key.getKey())
                        + String.format("%-50s : %s\n", "PSProvider", "Microsoft.PowerShell.Core\\Registry"))
                .collect(Collectors.joining("\n\n", "\n\n", "\n\n"));
    }

    private static String shown(RegistryValue value) {
        if (value.asDword().isPresent()) {
            return Integer.toString(value.asDword().getAsInt());
        }
        return value.asText().orElse("{1, 2, 3...}");
    }

    /** The table of the script on the Entra Connect page, for every DWORD place. */
    static String table(RegistrySnapshot truth) {
        var text = new StringBuilder(String.format("%-120s %-60s %s\n", "Path", "Name", "Value"))
                .append(String.format("%-120s %-60s %s\n", "----", "----", "-----"));
        for (ValueName name : Machines.VALUES) {
            String path = name.key().abbreviated().replaceFirst("\\\\", ":\\\\");
            var found = truth.find(name);
            if (found instanceof RegistrySnapshot.Present present
                    && present.value().asDword().isPresent()) {
                text.append(String.format("%-120s %-60s %s\n", path, name.name(), shown(present.value())));
            } else if (found instanceof RegistrySnapshot.Absent) {
                text.append(String.format("%-120s %-60s %s\n", path, name.name(), "Not Found"));
            }
        }
        return text.toString();
    }

    /** The same table, as {@code Format-List} prints it. */
    static String list(RegistrySnapshot truth) {
        var text = new StringBuilder("\n\n");
        for (ValueName name : Machines.VALUES) {
            String path = name.key().abbreviated().replaceFirst("\\\\", ":\\\\");
            var found = truth.find(name);
            boolean number = found instanceof RegistrySnapshot.Present present
                    && present.value().asDword().isPresent();
            if (number || found instanceof RegistrySnapshot.Absent) {
                String data = found instanceof RegistrySnapshot.Present present ? shown(present.value()) : "Not Found";
                text.append("Path  : ").append(path).append("\nName  : ").append(name.name());
                text.append("\nValue : ").append(data).append("\n\n");
            }
        }
        return text.toString();
    }

    /** The TLS section of HealthChecker: a table for each protocol, one for .NET, and what PowerShell was set to. */
    static String healthChecker(RegistrySnapshot truth) {
        var text = new StringBuilder();
        for (String part : List.of("TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3", ".NETFramework")) {
            text.append("\t").append(part).append(": Enabled\n\n");
            text.append("        %-24s %-100s %s\n".formatted("RegistryKey", "Location", "Value"));
            text.append("        %-24s %-100s %s\n".formatted("-----------", "--------", "-----"));
            for (ValueName name : Machines.VALUES) {
                if (isInHealthChecker(name) && name.key().path().contains(part)) {
                    text.append(healthRow(truth.find(name), name));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String healthRow(RegistrySnapshot.Finding found, ValueName name) {
        boolean number = found instanceof RegistrySnapshot.Present present
                && present.value().asDword().isPresent();
        if (!number && !(found instanceof RegistrySnapshot.Absent)) {
            return "";
        }
        String data = found instanceof RegistrySnapshot.Present present ? shown(present.value()) : "NULL";
        return "        %-24s %-100s %5s\n".formatted(name.name(), name.key().path(), data);
    }

    /** Whether HealthChecker looks at this value. */
    static boolean isInHealthChecker(ValueName name) {
        String path = name.key().path();
        boolean protocol = path.matches(".*\\\\Protocols\\\\TLS 1\\.[0-3]\\\\(Client|Server)");
        return protocol
                || path.matches(".*\\\\\\.NETFramework\\\\v[24]\\.0\\.\\d+")
                        && Set.of("SchUseStrongCrypto", "SystemDefaultTlsVersions")
                                .contains(name.name());
    }

    /** What regedit exports as text, in German. */
    static String regeditText(RegistrySnapshot truth) {
        var text = new StringBuilder();
        Machines.byKey(truth).forEach((key, values) -> {
            text.append("Schlüsselname:        ").append(key).append("\nKlassenname:          <KEINE KLASSE>\n");
            text.append("Letzter Schreibzugriff: 05.01.2023 - 10:15\n");
            int number = 0;
            for (var value : values.entrySet()) {
                text.append("Wert ")
                        .append(number++)
                        .append("\n  Name:            ")
                        .append(value.getKey());
                text.append("\n  Typ:             ").append(value.getValue().typeName());
                text.append("\n  Daten:           ")
                        .append(data(value.getValue()))
                        .append("\n\n");
            }
            text.append("\n");
        });
        return text.toString();
    }
}
