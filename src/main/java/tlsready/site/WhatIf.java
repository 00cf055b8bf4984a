package tlsready.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import tlsready.guide.Answers;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.Update;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.windows.Machine;
import tlsready.windows.StackModel;

/**
 * A question put to the model: what if this were different? Each part is empty where nothing was asked.
 *
 * @param value the registry value that changes: the id of a setting, with {@code -wow} for the view of 32-bit programs
 * @param to what it becomes: {@code none}, {@code 0}, {@code 1}, {@code ffffffff} or {@code published}
 * @param update the id of an update whose content is there
 * @param dotnet the id of the .NET Framework 4 that is installed
 * @param program the id of a stack: what the person's own program was built for
 */
record WhatIf(String value, String to, String update, String dotnet, String program) {
    static final String VALUE = "if-value";
    static final String TO = "if-to";
    static final String UPDATE = "if-update";
    static final String DOTNET = "if-dotnet";
    static final String PROGRAM = "if-program";

    /** The parameters in their order. */
    static final List<String> PARAMETERS = List.of(VALUE, TO, UPDATE, DOTNET, PROGRAM);

    /** What a value can become, with the words for it. */
    static final List<Option> DATA = List.of(
            new Option("none", "not there"),
            new Option("0", "0"),
            new Option("1", "1"),
            new Option("ffffffff", "0xFFFFFFFF"),
            new Option("published", "what Microsoft publishes"));

    private static final String WOW = "-wow";

    /** Something to choose. */
    record Option(String id, String label) {}

    private static BadAddress noSuch(String parameter, String given) {
        return new BadAddress("The address asks for “" + BadAddress.shown(given) + "” as " + parameter
                + ", and there is no such choice. Go back and choose from the list.");
    }

    /** What the parameters of an address ask. */
    static WhatIf of(Answers parameters) {
        String value = parameters.to(VALUE).orElse("");
        return new WhatIf(
                value,
                value.isEmpty() ? "" : parameters.to(TO).orElse("published"),
                parameters.to(UPDATE).orElse(""),
                parameters.to(DOTNET).orElse(""),
                parameters.to(PROGRAM).orElse(""));
    }

    /** These parameters, added to others. */
    Answers on(Answers others) {
        Answers all = others;
        var mine = Map.of(VALUE, value, TO, to, UPDATE, update, DOTNET, dotnet, PROGRAM, program);
        for (String parameter : PARAMETERS) {
            if (!mine.get(parameter).isEmpty()) {
                all = all.with(parameter, mine.get(parameter));
            }
        }
        return all;
    }

    /** Whether the machine would be another. */
    public boolean changes() {
        return !value.isEmpty() || !update.isEmpty() || !dotnet.isEmpty();
    }

    /** The stack of the person's own program. */
    Optional<NetworkStack> program(Knowledge knowledge) {
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(chosen(PROGRAM, program, knowledge.stacks(), NetworkStack::id));
    }

    /** The machine as it would be. */
    Machine on(Machine machine, Knowledge knowledge) {
        Machine other = value.isEmpty() ? machine : machine.with(registry(machine, knowledge));
        if (!update.isEmpty()) {
            other = other.withUpdate(
                    chosen(UPDATE, update, knowledge.updates(), Update::id).id(), true);
        }
        if (!dotnet.isEmpty()) {
            DotNetRelease release = chosen(DOTNET, dotnet, releases(knowledge), DotNetRelease::id);
            other = other.with(other.frameworks().withFour(release));
        }
        return other;
    }

    /** The releases of .NET Framework 4. */
    static List<DotNetRelease> releases(Knowledge knowledge) {
        return knowledge.dotnet().stream()
                .filter(release -> release.clr().equals(StackModel.CLR4))
                .toList();
    }

    private RegistrySnapshot registry(Machine machine, Knowledge knowledge) {
        RegistrySetting setting =
                chosen(VALUE, value.replaceFirst(WOW + "$", ""), settings(knowledge), RegistrySetting::id);
        boolean wow = value.endsWith(WOW);
        if (wow && !setting.inBothViews()) {
            throw noSuch(VALUE, value);
        }
        ValueName name = setting.in(wow ? RegistryView.WOW6432NODE : RegistryView.NATIVE);
        return switch (chosen(TO, to, DATA, Option::id).id()) {
            case "none" -> machine.registry().without(name);
            case "0" -> machine.registry().with(name, RegistryValue.dword(0));
            case "1" -> machine.registry().with(name, RegistryValue.dword(1));
            case "ffffffff" -> machine.registry().with(name, RegistryValue.dword(-1));
            default -> machine.registry().with(name, RegistryValue.dword(setting.data()));
        };
    }

    /** The values that can be changed: numbers that have a say in TLS. */
    static List<RegistrySetting> settings(Knowledge knowledge) {
        return knowledge.settings().stream()
                .filter(setting -> setting.type().equals("REG_DWORD"))
                .toList();
    }

    /** The values as choices, each in the views that the machine has. */
    static List<Option> values(Knowledge knowledge, Machine machine) {
        return settings(knowledge).stream()
                .flatMap(setting -> setting.inBothViews() && machine.hasTwoViews()
                        ? Stream.of(option(setting, RegistryView.NATIVE), option(setting, RegistryView.WOW6432NODE))
                        : Stream.of(option(setting, RegistryView.NATIVE)))
                .toList();
    }

    private static Option option(RegistrySetting setting, RegistryView view) {
        ValueName name = setting.in(view);
        String path = name.key().abbreviated();
        String[] parts = path.split("\\\\");
        String end = parts[parts.length - 1];
        String protocol = end.equals("Client") || end.equals("Server") ? parts[parts.length - 2] + " " + end : end;
        String who = view == RegistryView.WOW6432NODE ? ", 32-bit programs" : "";
        return new Option(
                setting.id() + (view == RegistryView.WOW6432NODE ? WOW : ""),
                setting.name() + " (" + parts[0] + ", " + protocol + who + ")");
    }

    private static <T> T chosen(String parameter, String id, List<T> rows, Function<T, String> idOf) {
        return rows.stream()
                .filter(row -> idOf.apply(row).equals(id))
                .findFirst()
                .orElseThrow(() -> noSuch(parameter, id));
    }
}
