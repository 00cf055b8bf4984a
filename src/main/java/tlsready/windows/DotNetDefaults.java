package tlsready.windows;

import java.util.List;
import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

/**
 * How .NET Framework 4.5 and later settles the two switches for a program, from what it was built for, the AppContext
 * overrides and the registry of its own view (microsoft/referencesource: {@code ServicePointManager},
 * {@code AppContextDefaultValues.Defaults.cs}, {@code NetRegistryConfiguration.cs}).
 */
final class DotNetDefaults {
    private static final String APP_CONTEXT = "SOFTWARE\\Microsoft\\.NETFramework\\AppContext";

    private final Knowledge knowledge;
    private final Machine machine;
    private final RegistryView view;
    private final DotNetVersion builtFor;
    private final DotNetVersion installed;
    private final ProgramSwitches own;

    DotNetDefaults(
            Knowledge knowledge,
            Machine machine,
            RegistryView view,
            DotNetVersion builtFor,
            DotNetVersion installed,
            ProgramSwitches own) {
        this.knowledge = knowledge;
        this.machine = machine;
        this.view = view;
        this.builtFor = builtFor;
        this.installed = installed;
        this.own = own;
    }

    /** The fact that tells what a program of this target framework does without any setting. */
    String targetFact() {
        if (builtFor.equals(DotNetVersion.V4_0)) {
            return "no-tfm-is-4-0";
        }
        if (builtFor.isAtLeast(DotNetVersion.V4_7)) {
            return "target-4-7-defaults";
        }
        return builtFor.isAtLeast(DotNetVersion.V4_6) ? "target-4-6-defaults" : "target-4-5-2-defaults";
    }

    /** Whether strong crypto is on: exactly 1 for old targets, anything but 0 for new ones. */
    boolean strongCrypto(List<Reason> because) {
        boolean off = dontEnable("DontEnableSchUseStrongCrypto", !builtFor.isAtLeast(DotNetVersion.V4_6), because);
        return obeyed("dotnet4-strong", off, because);
    }

    /** Whether Windows picks the versions. The code for it came with 4.7 and with the update rollups of 2017. */
    boolean systemDefault(List<Reason> because) {
        boolean known = installed.isAtLeast(DotNetVersion.V4_7)
                || machine.updates().getOrDefault(StackModel.DOTNET4_ROLLUP, false);
        if (!known) {
            because.add(Reason.because("dotnet4-system-default-needs-update", installed + " is installed"));
            return false;
        }
        boolean off =
                dontEnable("DontEnableSystemDefaultTlsVersions", !builtFor.isAtLeast(DotNetVersion.V4_7), because);
        return obeyed("dotnet4-system-default", off, because);
    }

    private boolean obeyed(String setting, boolean offUnlessOne, List<Reason> because) {
        ValueName name = knowledge.setting(setting).in(view);
        var number = StackModel.number(machine, name);
        because.add(Reason.because(
                offUnlessOne ? "exactly-one-for-old-targets" : "nonzero-for-new-targets",
                StackModel.seen(machine, name),
                List.of(name)));
        if (number.isEmpty() && machine.registry().find(name) instanceof RegistrySnapshot.Present) {
            because.add(Reason.because("dword-only", StackModel.seen(machine, name), List.of(name)));
        }
        return offUnlessOne ? number.orElse(0) == 1 : number.orElse(1) != 0;
    }

    /** A switch's value: the program's own, else that for the machine (both from 4.6 on), else the target's default. */
    private boolean dontEnable(String name, boolean byTarget, List<Reason> because) {
        String full = "Switch.System.Net." + name;
        if (!installed.isAtLeast(DotNetVersion.V4_6)) {
            return byTarget;
        }
        Optional<Boolean> ofProgram = own.of(full);
        if (ofProgram.isPresent()) {
            because.add(Reason.because("appcontext-overrides", own.file() + " " + full + ": " + ofProgram.get()));
            return ofProgram.get();
        }
        var value = new ValueName(RegistryKey.machine(APP_CONTEXT).in(view), full);
        Optional<Boolean> ofMachine = machine.registry().find(value) instanceof RegistrySnapshot.Present present
                ? present.value().asText().flatMap(DotNetDefaults::truth)
                : Optional.empty();
        if (ofMachine.isPresent()) {
            because.add(Reason.because("appcontext-overrides", StackModel.seen(machine, value), List.of(value)));
        }
        return ofMachine.orElse(byTarget);
    }

    private static Optional<Boolean> truth(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? Optional.of(text.equalsIgnoreCase("true"))
                : Optional.empty();
    }
}
