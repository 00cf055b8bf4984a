package tlsready.remediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.NetworkStack.Kind;
import tlsready.knowledge.Product;
import tlsready.knowledge.ProtocolState;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.SettingGroup;
import tlsready.knowledge.Update;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.TlsVersion;
import tlsready.windows.Cause;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;
import tlsready.windows.Reason;
import tlsready.windows.StackModel;
import tlsready.windows.Verdict;

/**
 * Makes the plan that changes a machine until the {@link StackModel} predicts that the program's stacks reach the
 * target, and no further. Pure.
 *
 * <p>Three laws hold for every request: (1) after the plan every required stack is predicted to work, or the plan does
 * not promise it; (2) undo takes back every change; (3) no group of settings is in the plan without which the
 * predictions would be the same, but for Schannel's values where .NET would otherwise be told to use a worse default.
 */
public final class Planner {
    /** The groups a plan may write, in the order in which it tries to do without them. */
    private static final Set<SettingGroup> WRITTEN =
            EnumSet.of(SettingGroup.DOTNET4, SettingGroup.DOTNET35, SettingGroup.SCHANNEL_CLIENT, SettingGroup.WINHTTP);
    /** The update that teaches .NET 4.5 to 4.6.2 to obey SystemDefaultTlsVersions; it may come any day. */
    private static final String DOTNET4_ROLLUP = "dotnet4-2017-09";

    private final Knowledge knowledge;
    private final StackModel model;
    private final StepWords words;

    public Planner(StackModel model, StepWords words) {
        this.knowledge = model.knowledge();
        this.model = model;
        this.words = words;
    }

    /** The plan for a request; there always is one, if only to say what cannot be done. */
    public Plan plan(Request request) {
        Machine known = withoutMissingRollup(request.machine());
        Machine before = model.assumingDefaults(known);
        List<NetworkStack> required = required(request);
        List<NetworkStack> possible = possible(request, required);
        var draft = new Draft(request, before, required, possible);
        draft.predictBefore();
        if (!hasTls12(before.windows())) {
            return draft.deadEnd("windows");
        }
        return switch (request.preference()) {
            case UPGRADE -> draft.byVendor(Step.Kind.UPGRADE);
            case PATCH -> draft.byVendor(Step.Kind.PATCH);
            case CONFIGURE -> draft.configure();
        };
    }

    /** A missing rollup may arrive with the next Windows update, so a plan must be right with it and without it. */
    private static Machine withoutMissingRollup(Machine machine) {
        if (machine.updates().getOrDefault(DOTNET4_ROLLUP, true)) {
            return machine;
        }
        var updates = new LinkedHashMap<>(machine.updates());
        updates.remove(DOTNET4_ROLLUP);
        return new Machine(
                machine.windows(),
                machine.bitness(),
                machine.frameworks(),
                machine.registry(),
                updates,
                machine.rights());
    }

    private static boolean hasTls12(WindowsRelease windows) {
        return windows.schannel(TlsVersion.TLS_1_2) != ProtocolState.UNSUPPORTED;
    }

    /** The stacks that must pass: the version's own, with .NET 3.5 added or left out as the person said. */
    private List<NetworkStack> required(Request request) {
        var stacks = new LinkedHashSet<NetworkStack>();
        request.version().stacks().stream().map(knowledge::stack).forEach(stacks::add);
        boolean onlyClr2 = request.machine().frameworks().four() instanceof Frameworks.NoFour
                && !request.canInstallDotNet4().orElse(true);
        if (onlyClr2) {
            // The program runs, and there is no .NET 4: what runs of it on .NET runs on 3.5.
            stacks.removeIf(stack -> stack.kind() == Kind.CLR4);
        }
        if (onlyClr2 || request.usesClr2().orElse(false)) {
            stacks.add(knowledge.stack("dotnet35-x86"));
        }
        if (!onlyClr2 && !request.usesClr2().orElse(true)) {
            stacks.removeIf(stack -> stack.kind() == Kind.CLR2);
        }
        stacks.removeIf(stack -> !runsOn(request.machine(), stack));
        return List.copyOf(stacks);
    }

    private List<NetworkStack> possible(Request request, List<NetworkStack> required) {
        return request.version().mayUse().stream()
                .map(knowledge::stack)
                .filter(stack -> !required.contains(stack) && runsOn(request.machine(), stack))
                .toList();
    }

    private static boolean runsOn(Machine machine, NetworkStack stack) {
        return machine.hasTwoViews() || stack.programBitness().orElse(Bitness.X86) == Bitness.X86;
    }

    /** The making of one plan. */
    private final class Draft {
        private final Request request;
        private final Machine before;
        private final List<NetworkStack> required;
        private final List<NetworkStack> possible;
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<NetworkStack, Prediction> predictedBefore = new LinkedHashMap<>();
        private Machine after;
        /** The machine with everything done that could be done, needed or not. */
        private Machine achievable;

        Draft(Request request, Machine before, List<NetworkStack> required, List<NetworkStack> possible) {
            this.request = request;
            this.before = before;
            this.required = required;
            this.possible = possible;
            this.after = before;
            names.put("windows", before.windows().name());
            names.put("program", request.version().name());
            names.put("target", request.target().name());
            names.put("patch", request.version().patch());
            names.put("patchnote", request.version().patchNote());
        }

        void predictBefore() {
            all().forEach(stack -> predictedBefore.put(stack, model.predict(before, stack, request.target())));
        }

        private List<NetworkStack> all() {
            var all = new ArrayList<>(required);
            all.addAll(possible);
            return all;
        }

        /** What the plan is made for: required stacks, and WinHTTP where the program may use it. */
        private List<NetworkStack> asked() {
            return all().stream()
                    .filter(stack -> required.contains(stack) || stack.kind() == Kind.WINHTTP)
                    .toList();
        }

        /**
         * What matters of the predictions for a machine. A failure is a failure, whatever its cause; for an unknown it
         * makes a difference whether it hangs on the target or on this machine.
         */
        private Map<NetworkStack, String> outlook(Machine machine) {
            var outlook = new LinkedHashMap<NetworkStack, String>();
            for (NetworkStack stack : asked()) {
                Prediction prediction = model.predict(machine, stack, request.target());
                String verdict = prediction.verdict().name();
                outlook.put(stack, prediction.verdict() == Verdict.UNKNOWN ? verdict + prediction.cause() : verdict);
            }
            return outlook;
        }

        // ---- Ways through -------------------------------------------------------------------------------------

        Plan deadEnd(String why) {
            add(Step.Kind.DEAD_END, "dead-end-" + why, deadEndReasons());
            return finish(Plan.Promise.DEAD_END, Map.of());
        }

        private List<Reason> deadEndReasons() {
            return List.of(
                    Reason.because(before.windows().id()),
                    Reason.because(request.target().id()));
        }

        Plan byVendor(Step.Kind kind) {
            boolean patchKnown = !request.version().patch().isEmpty();
            String id = kind == Step.Kind.PATCH && !patchKnown ? "patch-not-confirmed" : kind.id();
            add(kind, id, List.of());
            add(Step.Kind.RESTART, "restart", List.of());
            add(Step.Kind.RETEST, "retest", List.of());
            return finish(Plan.Promise.BY_VENDOR, Map.of());
        }

        Plan configure() {
            if (!required.isEmpty() && required.stream().allMatch(this::works)) {
                add(Step.Kind.NOTHING_TO_DO, "nothing-to-do", List.of());
                add(Step.Kind.RETEST, "retest", List.of());
                return finish(Plan.Promise.NOTHING_TO_DO, Map.of());
            }
            look();
            frameworks();
            Machine prepared = after;
            Set<String> updates = updatesFor(asked());
            after = withUpdates(prepared, updates);
            Map<SettingGroup, ChangeSet> changes = leastChanges(after);
            List<String> needed = updates.stream()
                    .filter(id -> !isIdle(prepared, updates, id, changes))
                    .toList();
            after = withUpdates(prepared, needed);
            updates(needed);
            after = after.after(together(changes));
            return conclude(changes);
        }

        private Plan conclude(Map<SettingGroup, ChangeSet> changes) {
            Plan.Promise promise = promise();
            if (promise == Plan.Promise.DEAD_END) {
                String why = !suitesMissing().isEmpty() ? "suites" + (byPolicy() ? "-policy" : "") : "dotnet";
                if (changes.isEmpty()) {
                    steps.clear();
                    after = before;
                    return deadEnd(why);
                }
                steps.add(0, words.step(Step.Kind.DEAD_END, "dead-end-partly", names, deadEndReasons()));
            }
            if (!changes.isEmpty()) {
                add(Step.Kind.REGISTRY, registryWords(), registryReasons(changes));
            }
            if (possible.stream().anyMatch(stack -> stack.kind() == Kind.WININET && fails(stack))) {
                add(Step.Kind.WININET, "wininet", List.of());
            }
            add(Step.Kind.RESTART, "restart", List.of());
            add(Step.Kind.RETEST, "retest", List.of());
            return finish(promise, changes);
        }

        /** Scripts for whoever may run them; for the others files that an administrator can import. */
        private String registryWords() {
            return request.machine().rights() == Machine.Rights.USER ? "registry-by-files" : "registry";
        }

        /** The required stacks that would still have no suite in common with the target. */
        private List<Prediction> suitesMissing() {
            return required.stream()
                    .map(stack -> model.predict(achievable, stack, request.target()))
                    .filter(prediction -> prediction.cause() == Cause.NO_COMMON_SUITE)
                    .toList();
        }

        /** Whether this Windows has suites that would do, and a policy leaves them out. */
        private boolean byPolicy() {
            return suitesMissing().stream()
                    .flatMap(prediction -> prediction.because().stream())
                    .anyMatch(reason -> reason.fact().equals("cipher-order-policy"));
        }

        private Plan.Promise promise() {
            boolean unknown = false;
            for (NetworkStack stack : required) {
                Verdict verdict = model.predict(after, stack, request.target()).verdict();
                if (verdict == Verdict.FAILS) {
                    return Plan.Promise.DEAD_END;
                }
                unknown |= verdict == Verdict.UNKNOWN;
            }
            return unknown || required.isEmpty() ? Plan.Promise.NOT_CERTAIN : Plan.Promise.WORKS;
        }

        private boolean works(NetworkStack stack) {
            return model.predict(after, stack, request.target()).verdict() == Verdict.WORKS;
        }

        private boolean fails(NetworkStack stack) {
            return model.predict(after, stack, request.target()).verdict() == Verdict.FAILS;
        }

        // ---- Steps before the registry ------------------------------------------------------------------------

        private void look() {
            boolean frameworkUnknown = request.machine().frameworks().four() instanceof Frameworks.UnknownFour;
            if (frameworkUnknown || request.machine().bitness().isEmpty()) {
                add(Step.Kind.LOOK, "look", List.of());
            }
        }

        private void frameworks() {
            boolean needsClr4 = required.stream().anyMatch(stack -> stack.kind() == Kind.CLR4);
            if (needsClr4
                    && (lacksDotNet45() || lacksItsDotNet())
                    && request.canInstallDotNet4().orElse(true)) {
                installDotNet4();
            }
            Frameworks.Presence clr2 = after.frameworks().clr2();
            boolean feature = after.windows().dotnet().clr2() != WindowsRelease.Clr2.BUILT_IN;
            if (needsClr2() && feature && clr2 != Frameworks.Presence.PRESENT) {
                after = after.with(after.frameworks().withClr2());
                if (!mayDoWithoutClr2()) {
                    add(Step.Kind.ENABLE_DOTNET35, "enable-dotnet35", List.of());
                }
            }
        }

        private boolean needsClr2() {
            return required.stream().anyMatch(stack -> stack.kind() == Kind.CLR2);
        }

        /** Whether .NET 3.5 is in the plan only because nobody knows; what is not there then needs no switching on. */
        private boolean mayDoWithoutClr2() {
            return needsClr2()
                    && request.usesClr2().isEmpty()
                    && required.stream().anyMatch(stack -> stack.kind() == Kind.CLR4);
        }

        /** Whether a program was built for a newer .NET than is installed. */
        private boolean lacksItsDotNet() {
            return required.stream()
                    .filter(stack -> stack.kind() == Kind.CLR4)
                    .anyMatch(stack ->
                            model.predict(after, stack, request.target()).cause() == Cause.NOT_INSTALLED);
        }

        /** Whether .NET 4.5 or later is missing, or may be: then a program gets no TLS 1.2 from .NET at all. */
        private boolean lacksDotNet45() {
            var floor = knowledge.dotnet("4-5").releaseFloor().orElseThrow();
            if (after.frameworks().installed().isPresent()) {
                return after.frameworks().installed().get().releaseFloor().isEmpty();
            }
            if (after.frameworks().four() instanceof Frameworks.NoFour) {
                return true;
            }
            String builtIn = after.windows().dotnet().builtIn();
            return builtIn.isEmpty() || knowledge.dotnet(builtIn).releaseFloor().orElse(0) < floor;
        }

        private void installDotNet4() {
            String highest = after.windows().dotnet().highest();
            if (highest.isEmpty()) {
                return;
            }
            DotNetRelease release = knowledge.dotnet(highest);
            names.put("dotnet", release.name());
            boolean sure = !(after.frameworks().four() instanceof Frameworks.UnknownFour);
            after = after.with(after.frameworks().withFour(release));
            add(Step.Kind.INSTALL_DOTNET4, sure ? "install-dotnet4" : "install-dotnet4-if-missing", List.of());
        }

        /** The updates without which the asked stacks cannot follow the registry. */
        private Set<String> updatesFor(List<NetworkStack> stacks) {
            var updates = new LinkedHashSet<String>();
            WindowsRelease windows = after.windows();
            if (!windows.schannelUpdate().isEmpty()) {
                updates.add(windows.schannelUpdate());
            }
            for (NetworkStack stack : stacks) {
                if (stack.kind() == Kind.CLR2) {
                    windows.dotnet().update().ifPresent(updates::add);
                }
                if (stack.kind() == Kind.WINHTTP && windows.winhttp().valueNeeded()) {
                    updates.add(windows.winhttp().valueUpdate());
                }
            }
            updates.removeIf(id -> id.isEmpty()
                    || after.updates().getOrDefault(id, false)
                    || !knowledge.update(id).isFor(windows));
            return updates;
        }

        private Machine withUpdates(Machine machine, Collection<String> ids) {
            Machine updated = machine;
            for (String id : ids) {
                updated = updated.withUpdate(id, true);
            }
            return updated;
        }

        /** Whether the plan would be worth the same without this update. */
        private boolean isIdle(Machine prepared, Set<String> updates, String id, Map<SettingGroup, ChangeSet> changes) {
            Machine with = withUpdates(prepared, updates).after(together(changes));
            return outlook(with).equals(outlook(with.withUpdate(id, false)));
        }

        private void updates(List<String> ids) {
            if (ids.isEmpty()) {
                return;
            }
            List<Update> updates = ids.stream().map(knowledge::update).toList();
            names.put(
                    "updates",
                    String.join(", ", updates.stream().map(Update::name).toList()));
            add(
                    Step.Kind.WINDOWS_UPDATES,
                    "windows-updates",
                    ids.stream().map(Reason::because).toList());
        }

        // ---- Registry changes, only as far as needed ----------------------------------------------------------

        /**
         * Starts from every group that can apply and drops each one without which the predictions stay the same, until
         * none can be dropped.
         */
        private Map<SettingGroup, ChangeSet> leastChanges(Machine machine) {
            var kept = new EnumMap<SettingGroup, ChangeSet>(SettingGroup.class);
            for (SettingGroup group : WRITTEN) {
                ChangeSet changes = changesOf(group, machine);
                if (applies(group, machine) && !changes.isEmpty()) {
                    kept.put(group, changes);
                }
            }
            achievable = machine.after(together(kept));
            Map<NetworkStack, String> best = outlook(achievable);
            boolean dropped = true;
            while (dropped) {
                dropped = false;
                for (SettingGroup group : WRITTEN) {
                    var fewer = new EnumMap<>(kept);
                    if (fewer.remove(group) != null
                            && isSafe(machine.after(together(fewer)), fewer.keySet())
                            && outlook(machine.after(together(fewer))).equals(best)) {
                        kept.remove(group);
                        dropped = true;
                    }
                }
            }
            return kept;
        }

        /**
         * Whether .NET programs that we tell to leave the choice to Windows get TLS 1.2 from it. Predictions cannot stand
         * for this: while the .NET version is unknown they are UNKNOWN with Schannel's values and without.
         */
        private boolean isSafe(Machine machine, Set<SettingGroup> groups) {
            boolean dotnet = groups.contains(SettingGroup.DOTNET4) || groups.contains(SettingGroup.DOTNET35);
            return !dotnet
                    || model.isChosenByWindows(machine, TlsVersion.TLS_1_2)
                    || !model.isChosenByWindows(achievable, TlsVersion.TLS_1_2);
        }

        private boolean applies(SettingGroup group, Machine machine) {
            return group != SettingGroup.WINHTTP || machine.windows().winhttp().valueNeeded();
        }

        /** The values of a group that are not yet what they should be, in both views where there are two. */
        private ChangeSet changesOf(SettingGroup group, Machine machine) {
            var changes = new LinkedHashMap<ValueName, Change>();
            for (RegistryView view : views(machine)) {
                for (RegistrySetting setting : knowledge.written(group)) {
                    ValueName name = setting.in(view);
                    RegistryValue wanted = RegistryValue.dword(setting.data());
                    if (!machine.registry().find(name).equals(new RegistrySnapshot.Present(wanted))) {
                        changes.put(name, new Change.SetValue(name, wanted));
                    }
                }
            }
            return new ChangeSet(List.copyOf(changes.values()));
        }

        private List<RegistryView> views(Machine machine) {
            return machine.hasTwoViews()
                    ? List.of(RegistryView.NATIVE, RegistryView.WOW6432NODE)
                    : List.of(RegistryView.NATIVE);
        }

        private ChangeSet together(Map<SettingGroup, ChangeSet> changes) {
            var all = ChangeSet.NOTHING;
            for (ChangeSet one : changes.values()) {
                all = all.and(one);
            }
            return all;
        }

        private List<Reason> registryReasons(Map<SettingGroup, ChangeSet> changes) {
            var reasons = new ArrayList<Reason>();
            for (SettingGroup group : changes.keySet()) {
                knowledge.written(group).forEach(setting -> reasons.add(Reason.because(setting.id())));
            }
            return reasons;
        }

        // ---- The end ------------------------------------------------------------------------------------------

        private void add(Step.Kind kind, String id, List<Reason> more) {
            steps.add(words.step(kind, id, names, more));
        }

        private Plan finish(Plan.Promise promise, Map<SettingGroup, ChangeSet> changes) {
            return new Plan(
                    request,
                    promise,
                    steps,
                    alternatives(promise),
                    changes,
                    together(changes).undo(request.machine().registry()),
                    promise == Plan.Promise.BY_VENDOR ? List.of() : forecasts(),
                    assumptions(promise, changes),
                    risks(changes),
                    before,
                    after);
        }

        private List<Forecast> forecasts() {
            var forecasts = new ArrayList<Forecast>();
            all().forEach(stack -> forecasts.add(new Forecast(
                    stack,
                    required.contains(stack),
                    predictedBefore.get(stack),
                    model.predict(after, stack, request.target()))));
            return forecasts;
        }

        private List<Step> alternatives(Plan.Promise promise) {
            var other = new ArrayList<Step>();
            Product.Status status = request.version().status();
            boolean vendor = status == Product.Status.PATCH_OR_CONFIGURE || status == Product.Status.UPGRADE;
            if (promise == Plan.Promise.NOTHING_TO_DO || !vendor) {
                return other;
            }
            if (request.preference() != Request.Preference.UPGRADE) {
                other.add(words.step(Step.Kind.UPGRADE, "upgrade", names, List.of()));
            }
            if (request.preference() != Request.Preference.PATCH
                    && hasTls12(before.windows())
                    && !request.version().patch().isEmpty()) {
                other.add(words.step(Step.Kind.PATCH, "patch", names, List.of()));
            }
            return other;
        }

        private List<String> assumptions(Plan.Promise promise, Map<SettingGroup, ChangeSet> changes) {
            var assumptions = new ArrayList<String>();
            if (request.preference() != Request.Preference.CONFIGURE || promise == Plan.Promise.DEAD_END) {
                return assumptions;
            }
            if (!model.unknownValues(request.machine()).isEmpty()) {
                assumptions.add(words.assumption(registryWords(), names));
            }
            if (request.machine().bitness().isEmpty()) {
                assumptions.add(words.assumption("bitness", names));
            }
            if (request.machine().frameworks().four() instanceof Frameworks.UnknownFour) {
                assumptions.add(words.assumption("dotnet", names));
            }
            if (changes.containsKey(SettingGroup.DOTNET35) && mayDoWithoutClr2()) {
                assumptions.add(words.assumption("dotnet35", names));
            }
            if (knowledge.standsForSeveral(before.windows())) {
                assumptions.add(words.assumption("release", names));
            }
            return assumptions;
        }

        private List<String> risks(Map<SettingGroup, ChangeSet> changes) {
            var risks = new ArrayList<String>();
            if (changes.containsKey(SettingGroup.DOTNET4) || changes.containsKey(SettingGroup.DOTNET35)) {
                risks.add("all-dotnet-programs-change");
                risks.add("old-servers-may-fail");
            }
            if (!changes.isEmpty()) {
                risks.add("policy-comes-back");
                risks.add("program-may-set-its-own");
            }
            return risks;
        }
    }
}
