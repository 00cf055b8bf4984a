package tlsready.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.evidence.Claim;
import tlsready.evidence.Kept;
import tlsready.knowledge.Citation;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.CipherSuite;
import tlsready.windows.Machine;
import tlsready.windows.StackModel;

/**
 * What can be said of the registry values that were found on a machine.
 *
 * @param right values that hold what Microsoft publishes; a plan leaves them alone
 * @param odd values of which something must be said by name: wrong data, wrong type, one view only, owned by a policy, or
 *     read by Windows with an effect on TLS that no plan has a hand in
 */
record ValueNotes(List<Note> right, List<Note> odd) {
    /** Nothing was found. */
    static final ValueNotes NONE = new ValueNotes(List.of(), List.of());

    private static final int ALL_ONES = 0xFFFFFFFF;

    /**
     * A value and what is to be said of it.
     *
     * @param found what it holds; empty where that is not kept
     * @param grounds the rows that say it
     */
    record Note(String name, String key, String found, String says, List<Citation> grounds) {}

    ValueNotes {
        right = List.copyOf(right);
        odd = List.copyOf(odd);
    }

    public boolean isEmpty() {
        return right.isEmpty() && odd.isEmpty();
    }

    /** The notes on what is known of this machine's registry. */
    static ValueNotes of(Kept kept, Machine machine, Knowledge knowledge) {
        var right = new ArrayList<Note>();
        var odd = new ArrayList<Note>();
        for (RegistrySetting setting : knowledge.settings()) {
            for (RegistryView view : views(setting, machine)) {
                ValueName name = setting.in(view);
                if (!(machine.registry().find(name) instanceof RegistrySnapshot.Present present)) {
                    continue;
                }
                boolean published = present.value().equals(RegistryValue.dword(setting.data()));
                if (setting.written() && published) {
                    right.add(note(name, present.value(), setting.why(), cite(knowledge, setting.id())));
                    oneView(machine, setting, view, knowledge).ifPresent(odd::add);
                } else if (setting.written()) {
                    odd.add(wrong(name, present.value(), setting, knowledge));
                } else {
                    onlyRead(name, present.value(), setting, machine, knowledge).ifPresent(odd::add);
                }
            }
        }
        kept.claims().stream()
                .filter(Claim.ValueIsMisspelt.class::isInstance)
                .map(Claim.ValueIsMisspelt.class::cast)
                .map(claim -> misspelt(claim, knowledge))
                .forEach(odd::add);
        return new ValueNotes(right, odd);
    }

    /** What is to be said of a value that no plan writes. */
    private static Optional<Note> onlyRead(
            ValueName name, RegistryValue value, RegistrySetting setting, Machine machine, Knowledge knowledge) {
        if (setting.key().toUpperCase(Locale.ROOT).startsWith("SOFTWARE\\POLICIES\\")) {
            String says = "A policy of your organisation owns this value. Whoever changes it here sees it come back.";
            return Optional.of(note(name, value, says, cite(knowledge, "policy-comes-back", setting.id())));
        }
        return switch (setting.id()) {
            case "fips-policy" -> fips(name, value, knowledge);
            case "appcontext-strong", "appcontext-system-default" -> Optional.of(note(
                    name,
                    value,
                    "This is a switch for all programs on .NET Framework 4.6 and later. "
                            + (isTruth(value)
                                    ? "The predictions count with it."
                                    : "Only the texts true and false mean something, so it does nothing."),
                    cite(knowledge, "appcontext-overrides", setting.id())));
            case "cipher-order-local" -> ownList(name, machine, knowledge);
            default -> Optional.empty();
        };
    }

    private static boolean isTruth(RegistryValue value) {
        return value.asText()
                .filter(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
                .isPresent();
    }

    private static Optional<Note> fips(ValueName name, RegistryValue value, Knowledge knowledge) {
        if (value.asDword().orElse(0) == 0) {
            return Optional.empty();
        }
        String says =
                "FIPS mode is on. What the registry says of older TLS versions may not hold then; a plan leaves it"
                        + " on.";
        return Optional.of(note(name, value, says, cite(knowledge, "fips-may-lower", "fips-policy")));
    }

    /** The machine's own list of cipher suites, if suites are not in it that services usually take. */
    private static Optional<Note> ownList(ValueName name, Machine machine, Knowledge knowledge) {
        List<CipherSuite> leftOut = new StackModel(knowledge).usualSuitesLeftOut(machine);
        if (leftOut.isEmpty()) {
            return Optional.empty();
        }
        String says = "This PC has a list of cipher suites of its own, and it leaves out suites that "
                + machine.windows().name() + " brings and services usually take: "
                + leftOut.stream().map(CipherSuite::name).collect(Collectors.joining(", "))
                + ". A plan does not touch it.";
        return Optional.of(new Note(
                name.name(),
                name.key().toString(),
                "",
                says,
                cite(knowledge, "cipher-order-local-may-narrow", "cipher-order-local")));
    }

    private static Note misspelt(Claim.ValueIsMisspelt claim, Knowledge knowledge) {
        String says = "Windows and .NET know no value of this name, so it does nothing. Perhaps "
                + claim.meant().name() + " is meant. It can be deleted; the plan does not touch it.";
        List<Citation> grounds = knowledge.settings().stream()
                .filter(setting -> Arrays.stream(RegistryView.values())
                        .anyMatch(view -> setting.in(view).equals(claim.meant())))
                .limit(1)
                .map(setting -> knowledge.cite(setting.id()))
                .toList();
        return new Note(claim.wrote(), claim.meant().key().toString(), "", says, grounds);
    }

    private static List<RegistryView> views(RegistrySetting setting, Machine machine) {
        return setting.inBothViews() && machine.hasTwoViews()
                ? List.of(RegistryView.NATIVE, RegistryView.WOW6432NODE)
                : List.of(RegistryView.NATIVE);
    }

    private static Note wrong(ValueName name, RegistryValue value, RegistrySetting setting, Knowledge knowledge) {
        String published = RegistryValue.dword(setting.data()).toString();
        boolean dotnet = setting.group() == SettingGroup.DOTNET4 || setting.group() == SettingGroup.DOTNET35;
        if (value.type() != RegistryValue.DWORD) {
            String says =
                    "The type is wrong: this is " + value.typeName() + ", and Microsoft publishes " + published + ".";
            return dotnet
                    ? note(name, value, says, cite(knowledge, "dword-only", setting.id()))
                    : note(name, value, says, cite(knowledge, setting.id()));
        }
        if (value.asDword().orElse(0) == ALL_ONES) {
            String says = "This is 0xFFFFFFFF, all bits set, and not 1. Microsoft publishes " + published + ".";
            return setting.group() == SettingGroup.DOTNET4
                    ? note(name, value, says, cite(knowledge, "exactly-one-for-old-targets", "nonzero-for-new-targets"))
                    : note(name, value, says, cite(knowledge, setting.id()));
        }
        return note(name, value, "Microsoft publishes " + published + " here.", cite(knowledge, setting.id()));
    }

    /** The value that is right here and known to be missing in the other view. */
    private static Optional<Note> oneView(
            Machine machine, RegistrySetting setting, RegistryView view, Knowledge knowledge) {
        RegistryView other = view == RegistryView.NATIVE ? RegistryView.WOW6432NODE : RegistryView.NATIVE;
        boolean missing = setting.inBothViews()
                && machine.hasTwoViews()
                && machine.registry().find(setting.in(other)) instanceof RegistrySnapshot.Absent;
        if (!missing) {
            return Optional.empty();
        }
        String who = other == RegistryView.WOW6432NODE ? "32-bit programs, such as ArcMap," : "64-bit programs";
        String says =
                "It is set in one view of the registry only. " + who + " read the other one, where it is missing.";
        return Optional.of(new Note(
                setting.name(), setting.in(other).key().toString(), "not there", says, cite(knowledge, "own-view")));
    }

    private static Note note(ValueName name, RegistryValue value, String says, List<Citation> grounds) {
        return new Note(name.name(), name.key().toString(), value.toString(), says, grounds);
    }

    private static List<Citation> cite(Knowledge knowledge, String... ids) {
        return Arrays.stream(ids).map(knowledge::cite).toList();
    }
}
