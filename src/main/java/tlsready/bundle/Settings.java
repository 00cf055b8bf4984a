package tlsready.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.remediation.Plan;

/**
 * The values that a plan writes, in the order in which every file of the bundle writes them: Schannel first, because
 * {@code SystemDefaultTlsVersions} without it leaves Windows 7 worse off, should a run stop half-way.
 */
record Settings(List<Line> lines) {
    private static final List<SettingGroup> ORDER = List.of(
            SettingGroup.SCHANNEL_CLIENT,
            SettingGroup.DOTNET4,
            SettingGroup.DOTNET35,
            SettingGroup.WINHTTP,
            SettingGroup.WININET,
            SettingGroup.OTHER);

    /**
     * One value to write.
     *
     * @param known what is known of it
     */
    record Line(SettingGroup group, ValueName name, RegistryValue value, RegistrySetting known) {
        /** The data as {@code reg add} takes it and {@code reg query} prints it: {@code 0xaa0}. */
        String data() {
            return "0x" + Integer.toHexString(value.asDword().orElseThrow());
        }

        RegistryView view() {
            return name.key().view();
        }
    }

    Settings {
        lines = List.copyOf(lines);
    }

    /**
     * The values of a plan.
     *
     * @throws IllegalArgumentException if the plan does anything but write REG_DWORD values that the knowledge knows
     */
    static Settings of(Plan plan, Knowledge knowledge) {
        var lines = new ArrayList<Line>();
        for (SettingGroup group : ORDER) {
            for (Change change :
                    plan.changes().getOrDefault(group, ChangeSet.NOTHING).changes()) {
                lines.add(line(group, change, knowledge));
            }
        }
        return new Settings(lines);
    }

    private static Line line(SettingGroup group, Change change, Knowledge knowledge) {
        if (change instanceof Change.SetValue set && set.value().asDword().isPresent()) {
            return new Line(group, set.name(), set.value(), known(set.name(), knowledge));
        }
        throw new IllegalArgumentException("a bundle carries plans that write REG_DWORD values, not: " + change);
    }

    private static RegistrySetting known(ValueName name, Knowledge knowledge) {
        return knowledge.settings().stream()
                .filter(setting -> setting.in(name.key().view()).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is known of the value " + name));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean has(SettingGroup group) {
        return lines.stream().anyMatch(line -> line.group() == group);
    }

    /** The lines of these groups only. */
    Settings only(Collection<SettingGroup> groups) {
        return new Settings(
                lines.stream().filter(line -> groups.contains(line.group())).toList());
    }

    /** What writes these values. */
    ChangeSet changes() {
        return new ChangeSet(lines.stream()
                .<Change>map(line -> new Change.SetValue(line.name(), line.value()))
                .toList());
    }

    /** The keys that are written to, each once, in order. */
    Set<RegistryKey> keys() {
        var keys = new LinkedHashSet<RegistryKey>();
        lines.forEach(line -> keys.add(line.name().key()));
        return keys;
    }
}
