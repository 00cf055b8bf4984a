package tlsready.windows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.Target;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * Predicts what a network stack on a machine will offer to a target. Pure: the same machine gives the same prediction.
 *
 * <p>Microsoft's algorithm: the .NET part is {@code ServicePointManager} with the switches of
 * {@code AppContextDefaultValues.Defaults.cs} (microsoft/referencesource), the CLR 2 part as in the 2016 updates, the
 * Schannel part "TLS registry settings", the WinHTTP part KB3140245 and "Option Flags". What is not known is tried both
 * ways: where the answer then differs, it is {@link Verdict#UNKNOWN}.
 */
public final class StackModel {
    /** The runtime of .NET Framework 4 and later, as the registry spells it. */
    public static final String CLR4 = "v4.0.30319";
    /** The runtime of .NET Framework 2.0 to 3.5. */
    public static final String CLR2 = "v2.0.50727";

    static final String DOTNET4_ROLLUP = "dotnet4-2017-09";

    private static final Set<TlsVersion> OLD_DEFAULT = EnumSet.of(TlsVersion.SSL_3_0, TlsVersion.TLS_1_0);
    private static final Set<TlsVersion> STRONG_DEFAULT =
            EnumSet.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2);

    private final Knowledge knowledge;

    public StackModel(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    /** Whether Schannel offers this version to callers that leave the choice to Windows. */
    public boolean isChosenByWindows(Machine machine, TlsVersion version) {
        return new Schannel(knowledge, machine).byDefault().contains(version);
    }

    /** Says whether {@code stack} on {@code machine} will reach {@code target}, and why. */
    public Prediction predict(Machine machine, NetworkStack stack, Target target) {
        return predictWith(ProgramSwitches.NONE, machine, stack, target);
    }

    /**
     * The same for a program with switches of its own. They count for .NET 4 alone, and no source says whether a native
     * program that hosts .NET gets them from its file: it is tried both ways.
     */
    public Prediction predict(Machine machine, NetworkStack stack, Target target, ProgramSwitches own) {
        Prediction without = predict(machine, stack, target);
        if (own.byName().isEmpty() || stack.kind() != NetworkStack.Kind.CLR4) {
            return without;
        }
        Prediction with = predictWith(own, machine, stack, target);
        if (with.verdict() == without.verdict()) {
            return with;
        }
        var undecided = new LinkedHashSet<String>();
        undecided.add("whether the program follows the switches in " + own.file());
        undecided.addAll(without.undecided());
        undecided.addAll(with.undecided());
        return together(List.of(without, with), Verdict.UNKNOWN, Cause.NOT_LOOKED, List.copyOf(undecided));
    }

    private Prediction predictWith(ProgramSwitches own, Machine machine, NetworkStack stack, Target target) {
        if (stack.kind() == NetworkStack.Kind.OWN_TLS) {
            return ownTls(stack);
        }
        Worlds worlds = worlds(machine, stack);
        List<Prediction> each = worlds.all().stream()
                .map(world -> decide(world, stack, target, own))
                .toList();
        Set<Verdict> verdicts =
                EnumSet.copyOf(each.stream().map(Prediction::verdict).toList());
        if (verdicts.size() == 1) {
            return together(each, each.get(0).verdict(), each.get(0).cause(), List.of());
        }
        List<String> deciding =
                worlds.deciding(each.stream().map(Prediction::verdict).toList());
        return together(each, Verdict.UNKNOWN, Cause.NOT_LOOKED, deciding);
    }

    /**
     * The same machine with every registry value that the model reads, and that nobody has looked at, read as "not
     * there": what Windows ships with. A plan made for it says so.
     */
    public Machine assumingDefaults(Machine machine) {
        RegistrySnapshot registry = machine.registry();
        for (ValueName name : read(machine)) {
            registry = registry.assumingAbsent(name);
        }
        return machine.with(registry);
    }

    /** The registry values the model reads on this machine and of which nothing is known. */
    public List<ValueName> unknownValues(Machine machine) {
        return read(machine).stream()
                .filter(name -> machine.registry().find(name) instanceof RegistrySnapshot.Unknown)
                .toList();
    }

    private Set<ValueName> read(Machine machine) {
        var names = new LinkedHashSet<ValueName>();
        for (RegistrySetting setting : knowledge.settings()) {
            names.add(setting.in(RegistryView.NATIVE));
            if (machine.hasTwoViews()) {
                names.add(setting.in(RegistryView.WOW6432NODE));
            }
        }
        return names;
    }

    private static Prediction ownTls(NetworkStack stack) {
        return Prediction.certain(
                stack,
                Verdict.UNKNOWN,
                Cause.OWN_TLS,
                Set.of(),
                List.of(),
                List.of(Reason.because("own-tls-ignores-registry")));
    }

    private static Prediction together(List<Prediction> each, Verdict verdict, Cause cause, List<String> undecided) {
        var certain = EnumSet.allOf(TlsVersion.class);
        var suites = new ArrayList<>(each.get(0).suites());
        var because = new LinkedHashSet<Reason>();
        var possible = EnumSet.noneOf(TlsVersion.class);
        var possibleSuites = new LinkedHashSet<CipherSuite>();
        for (Prediction one : each) {
            possible.addAll(one.possible());
            possibleSuites.addAll(one.possibleSuites());
            certain.retainAll(one.offered());
            suites.retainAll(one.suites());
            because.addAll(one.because());
        }
        // Where all agree, one chain is enough; where they do not, every chain is part of the answer.
        List<Reason> reasons = verdict == each.get(0).verdict() ? each.get(0).because() : List.copyOf(because);
        return new Prediction(
                each.get(0).stack(),
                verdict,
                cause,
                certain,
                suites,
                reasons,
                undecided,
                possible,
                List.copyOf(possibleSuites));
    }

    // ---- What may be unknown ----------------------------------------------------------------------------------

    private Worlds worlds(Machine machine, NetworkStack stack) {
        var worlds = new Worlds(machine);
        RegistryView view = view(machine, stack);
        switch (stack.kind()) {
            case CLR4 -> {
                chooseFour(worlds, machine);
                chooseUpdate(worlds, machine, DOTNET4_ROLLUP);
                chooseValue(worlds, machine, address("dotnet4-strong", view), 1, 0);
                chooseValue(worlds, machine, address("dotnet4-system-default", view), 1, 0);
                chooseSchannel(worlds, machine);
            }
            case CLR2 -> {
                if (machine.frameworks().clr2() == Frameworks.Presence.UNKNOWN
                        && machine.windows().dotnet().clr2() != WindowsRelease.Clr2.BUILT_IN) {
                    worlds.choose(
                            "whether .NET Framework 3.5 is installed",
                            List.of(
                                    m -> m.with(clr2(m, Frameworks.Presence.PRESENT)),
                                    m -> m.with(clr2(m, Frameworks.Presence.ABSENT))));
                }
                machine.windows().dotnet().update().ifPresent(id -> chooseUpdate(worlds, machine, id));
                chooseValue(worlds, machine, address("dotnet35-system-default", view), 1);
                chooseSchannel(worlds, machine);
            }
            case WINHTTP -> {
                if (machine.windows().winhttp().valueNeeded()) {
                    String update = machine.windows().winhttp().valueUpdate();
                    if (!update.isEmpty()) {
                        chooseUpdate(worlds, machine, update);
                    }
                    chooseValue(worlds, machine, address("winhttp-default-secure-protocols", view), written(), 0xA0);
                }
                chooseSchannel(worlds, machine);
            }
            case WININET -> {
                for (ValueName name : winInetValues(view)) {
                    chooseValue(worlds, machine, name, written(), 0xA0);
                }
                chooseSchannel(worlds, machine);
            }
            case SCHANNEL_EXPLICIT -> chooseSchannel(worlds, machine);
            case OWN_TLS -> throw new IllegalArgumentException("own TLS is not modelled");
        }
        return worlds;
    }

    private int written() {
        return knowledge.setting("winhttp-default-secure-protocols").data();
    }

    private static Frameworks clr2(Machine machine, Frameworks.Presence presence) {
        return new Frameworks(machine.frameworks().four(), presence);
    }

    private void chooseFour(Worlds worlds, Machine machine) {
        if (!(machine.frameworks().four() instanceof Frameworks.UnknownFour)) {
            return;
        }
        var options = new ArrayList<Function<Machine, Machine>>();
        // One version of each kind of behaviour is enough: 4.0, 4.5, 4.6, and 4.7 with all that follow.
        var bands = new HashSet<Integer>();
        String builtIn = machine.windows().dotnet().builtIn();
        String highest = machine.windows().dotnet().highest();
        for (DotNetRelease release : knowledge.dotnet()) {
            boolean possible = release.clr().equals(CLR4)
                    && (builtIn.isEmpty() || DotNetVersion.of(release).isAtLeast(DotNetVersion.ofId(builtIn)))
                    && !highest.isEmpty()
                    && DotNetVersion.ofId(highest).isAtLeast(DotNetVersion.of(release));
            if (possible && bands.add(DotNetVersion.of(release).band())) {
                options.add(m -> m.with(m.frameworks().withFour(release)));
            }
        }
        if (builtIn.isEmpty()) {
            options.add(m -> m.with(
                    new Frameworks(new Frameworks.NoFour(), m.frameworks().clr2())));
        }
        worlds.choose("which .NET Framework 4 is installed", options);
    }

    private static void chooseUpdate(Worlds worlds, Machine machine, String id) {
        if (!machine.updates().containsKey(id)) {
            worlds.choose(
                    "whether the update " + id + " (or a newer one that contains it) is installed",
                    List.of(m -> m.withUpdate(id, true), m -> m.withUpdate(id, false)));
        }
    }

    private static void chooseValue(Worlds worlds, Machine machine, ValueName name, int... numbers) {
        boolean readable = !(machine.registry().find(name) instanceof RegistrySnapshot.Unknown);
        if (readable) {
            return;
        }
        var options = new ArrayList<Function<Machine, Machine>>();
        options.add(m -> m.with(m.registry().without(name)));
        for (int number : numbers) {
            options.add(m -> m.with(m.registry().with(name, RegistryValue.dword(number))));
        }
        worlds.choose("the registry value " + name.key().abbreviated() + " " + name.name(), options);
    }

    private void chooseSchannel(Worlds worlds, Machine machine) {
        if (!machine.windows().schannelUpdate().isEmpty()) {
            chooseUpdate(worlds, machine, machine.windows().schannelUpdate());
        }
        chooseValue(worlds, machine, Schannel.enabled(knowledge, TlsVersion.TLS_1_2), 1, 0);
        chooseValue(worlds, machine, Schannel.disabledByDefault(knowledge, TlsVersion.TLS_1_2), 0, 1);
    }

    // ---- What a fully known machine does ----------------------------------------------------------------------

    private Prediction decide(Machine machine, NetworkStack stack, Target target, ProgramSwitches own) {
        var because = new ArrayList<Reason>();
        return switch (stack.kind()) {
            case CLR4 -> clr4(machine, stack, target, own, because);
            case CLR2 -> clr2(machine, stack, target, because);
            case WINHTTP -> winHttp(machine, stack, target, because);
            case WININET -> winInet(machine, stack, target, because);
            case SCHANNEL_EXPLICIT -> {
                because.add(Reason.because("explicit-overrides-disabled-by-default"));
                yield offer(machine, stack, target, EnumSet.of(TlsVersion.TLS_1_2), true, because);
            }
            case OWN_TLS -> throw new IllegalArgumentException("own TLS is not modelled");
        };
    }

    private Prediction clr4(
            Machine machine, NetworkStack stack, Target target, ProgramSwitches own, List<Reason> because) {
        if (machine.frameworks().four() instanceof Frameworks.NoFour) {
            because.add(Reason.because("dotnet4-missing", "no .NET Framework 4 on this machine"));
            return fails(stack, Cause.NOT_INSTALLED, because);
        }
        DotNetVersion installed =
                DotNetVersion.of(machine.frameworks().installed().orElseThrow());
        DotNetVersion builtFor =
                stack.framework().isEmpty() ? DotNetVersion.V4_0 : DotNetVersion.ofId(stack.framework());
        if (installed.band() < builtFor.band()) {
            because.add(Reason.because("dotnet4-missing", installed + " is installed, the program is newer"));
            return fails(stack, Cause.NOT_INSTALLED, because);
        }
        if (!installed.isAtLeast(DotNetVersion.V4_5)) {
            because.add(Reason.because("dotnet40-has-no-tls12", installed + " is installed"));
            return offer(machine, stack, target, OLD_DEFAULT, false, because);
        }
        var defaults = new DotNetDefaults(knowledge, machine, view(machine, stack), builtFor, installed, own);
        because.add(Reason.because(defaults.targetFact()));
        boolean systemDefault = defaults.systemDefault(because);
        boolean strong = defaults.strongCrypto(because);
        if (systemDefault) {
            because.add(Reason.because("system-default-wins"));
            return offerByDefault(machine, stack, target, strong, TlsVersion.TLS_1_3, because);
        }
        return offer(machine, stack, target, strong ? STRONG_DEFAULT : OLD_DEFAULT, strong, because);
    }

    private Prediction clr2(Machine machine, NetworkStack stack, Target target, List<Reason> because) {
        if (machine.frameworks().clr2() == Frameworks.Presence.ABSENT) {
            because.add(Reason.because("dotnet35-missing", "no .NET Framework 3.5 on this machine"));
            return fails(stack, Cause.NOT_INSTALLED, because);
        }
        boolean updated = machine.windows()
                .dotnet()
                .update()
                .map(id -> machine.updates().getOrDefault(id, false))
                .orElse(true);
        ValueName name = address("dotnet35-system-default", view(machine, stack));
        boolean set = number(machine, name).orElse(0) == 1;
        if (!updated) {
            because.add(Reason.because(
                    "dotnet35-needs-update", machine.windows().dotnet().clr2Update() + " is not installed"));
        }
        because.add(Reason.because("clr2-strong-is-not-enough", seen(machine, name), List.of(name)));
        if (updated && set) {
            return offerByDefault(machine, stack, target, false, TlsVersion.TLS_1_2, because);
        }
        return offer(machine, stack, target, OLD_DEFAULT, false, because);
    }

    private Prediction winHttp(Machine machine, NetworkStack stack, Target target, List<Reason> because) {
        Set<TlsVersion> wanted = EnumSet.copyOf(machine.windows().winhttp().defaults());
        if (machine.windows().winhttp().valueNeeded()) {
            String update = machine.windows().winhttp().valueUpdate();
            boolean understood = update.isEmpty() || machine.updates().getOrDefault(update, false);
            ValueName name = address("winhttp-default-secure-protocols", view(machine, stack));
            because.add(Reason.because("winhttp-value-needs-update", seen(machine, name), List.of(name)));
            if (understood && number(machine, name).isPresent()) {
                wanted = versionsOfBits(number(machine, name).getAsInt());
            }
            because.add(Reason.because("winhttp-schannel-too"));
        } else {
            because.add(Reason.because("winhttp-not-needed", schannelSeen(machine), schannelValues()));
        }
        var offered = new Schannel(knowledge, machine).byDefault();
        offered.retainAll(wanted);
        return judge(machine, stack, target, offered, false, because);
    }

    private Prediction winInet(Machine machine, NetworkStack stack, Target target, List<Reason> because) {
        Set<TlsVersion> wanted = EnumSet.copyOf(machine.windows().wininet());
        for (ValueName name : winInetValues(view(machine, stack))) {
            if (number(machine, name).isPresent()) {
                because.add(Reason.because("wininet-per-user", seen(machine, name), List.of(name)));
                wanted = versionsOfBits(number(machine, name).getAsInt());
                break;
            }
        }
        return offer(machine, stack, target, wanted, false, because);
    }

    /** WinINet's values in the order in which they win: policy before preference. */
    private List<ValueName> winInetValues(RegistryView view) {
        return List.of(
                address("wininet-policy", view),
                address("wininet-policy-user", view),
                address("wininet-user", view),
                address("wininet-machine", view));
    }

    /** The versions of a {@code DefaultSecureProtocols} or {@code SecureProtocols} number (WinHTTP option flags). */
    public static Set<TlsVersion> versionsOfBits(int bits) {
        var versions = EnumSet.noneOf(TlsVersion.class);
        int[] flags = {0x8, 0x20, 0x80, 0x200, 0x800, 0x2000};
        for (TlsVersion version : TlsVersion.values()) {
            if ((bits & flags[version.ordinal()]) != 0) {
                versions.add(version);
            }
        }
        return versions;
    }

    private Prediction offer(
            Machine machine,
            NetworkStack stack,
            Target target,
            Set<TlsVersion> named,
            boolean strong,
            List<Reason> because) {
        var schannel = new Schannel(knowledge, machine);
        because.add(Reason.because("schannel-callers-only-narrow", schannelSeen(machine), schannelValues()));
        return judge(machine, stack, target, schannel.whenAskedFor(named), strong, because);
    }

    private Prediction offerByDefault(
            Machine machine,
            NetworkStack stack,
            Target target,
            boolean strong,
            TlsVersion highest,
            List<Reason> because) {
        var schannel = new Schannel(knowledge, machine);
        because.add(Reason.because("schannel-three-states", schannelSeen(machine), schannelValues()));
        Set<TlsVersion> offered = schannel.byDefault();
        offered.removeIf(version -> !highest.isAtLeast(version));
        return judge(machine, stack, target, offered, strong, because);
    }

    private List<ValueName> schannelValues() {
        return List.of(
                Schannel.enabled(knowledge, TlsVersion.TLS_1_2),
                Schannel.disabledByDefault(knowledge, TlsVersion.TLS_1_2));
    }

    private String schannelSeen(Machine machine) {
        return "TLS 1.2 on the client side of " + machine.windows().name() + ": "
                + new Schannel(knowledge, machine)
                        .state(TlsVersion.TLS_1_2)
                        .id()
                        .replace('-', ' ');
    }

    private Prediction judge(
            Machine machine,
            NetworkStack stack,
            Target target,
            Set<TlsVersion> offered,
            boolean strong,
            List<Reason> because) {
        var schannel = new Schannel(knowledge, machine);
        List<CipherSuite> suites = Suites.ofVersions(schannel.suites(strong), offered);
        var common = EnumSet.noneOf(TlsVersion.class);
        common.addAll(offered);
        common.retainAll(target.versions());
        if (common.isEmpty()) {
            return Prediction.certain(stack, Verdict.FAILS, Cause.NO_COMMON_VERSION, offered, suites, because);
        }
        boolean published = target.suitesPublished();
        Predicate<CipherSuite> fits = published ? target.suites()::contains : Suites::isUsual;
        boolean fit = Suites.ofVersions(suites, common).stream().anyMatch(fits);
        if (!published) {
            because.add(Reason.because(fit ? "usual-suites" : "suites-not-published"));
        }
        boolean sure = published;
        if (!fit) {
            boolean brought = Suites.ofVersions(schannel.broughtSuites(strong), common).stream()
                    .anyMatch(fits);
            Optional<Schannel.SuiteOrder> guilty = schannel.order().filter(order -> brought);
            because.add(guilty.map(StackModel::namesNone)
                    .orElseGet(() ->
                            Reason.because("ecdhe-gcm-gap", machine.windows().name())));
            sure &= guilty.map(Schannel.SuiteOrder::sure).orElse(true);
        }
        Verdict verdict = fit ? Verdict.WORKS : sure ? Verdict.FAILS : Verdict.UNKNOWN;
        Cause cause = fit ? Cause.NONE : sure ? Cause.NO_COMMON_SUITE : Cause.SUITES_NOT_KNOWN;
        return Prediction.certain(stack, verdict, cause, offered, suites, because)
                .withPossible(Suites.ofVersions(possibleSuites(schannel, strong), offered));
    }

    private static Reason namesNone(Schannel.SuiteOrder order) {
        return Reason.because(
                order.fact(),
                order.place().key().abbreviated() + " " + order.place().name() + ": names none that is needed",
                List.of(order.place()));
    }

    /** What a list may leave out is possible until a source says that it does. */
    private static List<CipherSuite> possibleSuites(Schannel schannel, boolean strong) {
        boolean sure = schannel.order().map(Schannel.SuiteOrder::sure).orElse(true);
        return sure ? schannel.suites(strong) : schannel.broughtSuites(strong);
    }

    /**
     * The suites for TLS 1.2 that this Windows brings and services usually take, and that the machine's own list does not
     * name; none where a policy has the say.
     */
    public List<CipherSuite> usualSuitesLeftOut(Machine machine) {
        var schannel = new Schannel(knowledge, machine);
        if (schannel.order().map(Schannel.SuiteOrder::sure).orElse(true)) {
            return List.of();
        }
        List<CipherSuite> named = schannel.suites(false);
        return schannel.broughtSuites(false).stream()
                .filter(suite -> Suites.isUsual(suite) && !Suites.isTls13(suite) && !named.contains(suite))
                .toList();
    }

    private static Prediction fails(NetworkStack stack, Cause cause, List<Reason> because) {
        return Prediction.certain(stack, Verdict.FAILS, cause, Set.of(), List.of(), because);
    }

    // ---- Small things -----------------------------------------------------------------------------------------

    private ValueName address(String setting, RegistryView view) {
        return knowledge.setting(setting).in(view);
    }

    /** 32-bit programs on 64-bit Windows read the 32-bit view, everybody else the native one. */
    static RegistryView view(Machine machine, NetworkStack stack) {
        boolean redirected = machine.hasTwoViews() && stack.programBitness().orElse(Bitness.X64) == Bitness.X86;
        return redirected ? RegistryView.WOW6432NODE : RegistryView.NATIVE;
    }

    static OptionalInt number(Machine machine, ValueName name) {
        return machine.registry().find(name) instanceof RegistrySnapshot.Present present
                ? present.value().asDword()
                : OptionalInt.empty();
    }

    static String seen(Machine machine, ValueName name) {
        String where = name.key().abbreviated() + " " + name.name() + ": ";
        return where
                + (machine.registry().find(name) instanceof RegistrySnapshot.Present present
                        ? present.value().toString()
                        : "not there");
    }
}
