package tlsready.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import tlsready.evidence.Claim;
import tlsready.evidence.Kept;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Citation;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.NetworkStack.Kind;
import tlsready.knowledge.Product;
import tlsready.knowledge.ProtocolState;
import tlsready.knowledge.Target;
import tlsready.remediation.StepWords;
import tlsready.site.EvidenceResultPage.ArcMap;
import tlsready.site.EvidenceResultPage.Cell;
import tlsready.site.EvidenceResultPage.Choices;
import tlsready.site.EvidenceResultPage.Effect;
import tlsready.site.EvidenceResultPage.Ground;
import tlsready.site.EvidenceResultPage.Links;
import tlsready.site.EvidenceResultPage.Row;
import tlsready.site.EvidenceResultPage.StackPart;
import tlsready.site.EvidenceResultPage.Use;
import tlsready.tls.TlsVersion;
import tlsready.windows.Cause;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;
import tlsready.windows.ProgramSwitches;
import tlsready.windows.StackModel;
import tlsready.windows.Verdict;

/** Makes pages of what each kind of program on a machine will do. */
final class EvidenceResultPages {
    private final Knowledge knowledge;
    private final StackModel model;
    private final StepWords words;

    EvidenceResultPages(StackModel model, StepWords words) {
        this.knowledge = model.knowledge();
        this.model = model;
        this.words = words;
    }

    EvidenceResultPage page(Kept kept, List<String> faults, Target target, WhatIf asked, Links links) {
        Machine machine = kept.machine(knowledge);
        Machine other = asked.on(machine, knowledge);
        var now = new View(machine, target, new EvidenceLines(kept));
        var then = new View(other, target, new EvidenceLines(kept));
        List<StackPart> stacks = stacks(machine).map(now::part).toList();
        var effects = stacks(machine)
                .map(stack -> effect(now, then, stack))
                .filter(effect -> !effect.same())
                .toList();
        return new EvidenceResultPage(
                machine.windows().name()
                        + machine.bitness().map(bits -> ", " + bits.label()).orElse(""),
                target,
                faults,
                kept.claims().stream().map(Claim::says).toList(),
                columns(machine).stream().map(Bitness::label).toList(),
                rows(machine, stacks),
                arcmap(kept, now),
                isFine(now),
                limits(now),
                stacks,
                ValueNotes.of(kept, machine, knowledge),
                asked,
                effects,
                asked.program(knowledge).map(stack -> effect(now, then, stack)),
                choices(machine),
                links);
    }

    /** A machine and a service to reach. */
    private final class View {
        private final Machine machine;
        private final Target target;
        private final EvidenceLines lines;

        View(Machine machine, Target target, EvidenceLines lines) {
            this.machine = machine;
            this.target = target;
            this.lines = lines;
        }

        Prediction predict(NetworkStack stack) {
            return model.predict(machine, stack, target);
        }

        StackPart part(NetworkStack stack) {
            return part(predict(stack));
        }

        /** ArcMap.exe has 32 bits, and its configuration file is read by no other program. */
        Use use(NetworkStack stack, ProgramSwitches ofArcmap) {
            boolean itself = stack.programBitness().orElse(Bitness.X64) == Bitness.X86;
            StackPart others = part(stack);
            StackPart own = itself ? part(model.predict(machine, stack, target, ofArcmap)) : others;
            return new Use(own, own.verdict().equals(others.verdict()) ? "" : others.verdict());
        }

        private StackPart part(Prediction prediction) {
            NetworkStack stack = prediction.stack();
            return new StackPart(
                    stack.id(),
                    stack.name(),
                    prediction.verdict().name().toLowerCase(Locale.ROOT),
                    words.cause(prediction.cause()),
                    String.join(
                            ", ",
                            prediction.offered().stream()
                                    .sorted(Comparator.reverseOrder())
                                    .map(TlsVersion::label)
                                    .toList()),
                    prediction.because().stream()
                            .map(reason -> new Ground(
                                    reason.observed().orElse(""), knowledge.cite(reason.fact()), lines.of(reason)))
                            .toList(),
                    prediction.undecided(),
                    stack.test(),
                    stack.provesNot());
        }
    }

    private Stream<NetworkStack> stacks(Machine machine) {
        return knowledge.stacks().stream().filter(stack -> runsOn(machine, stack));
    }

    private static boolean runsOn(Machine machine, NetworkStack stack) {
        return machine.hasTwoViews() || stack.programBitness().orElse(Bitness.X86) == Bitness.X86;
    }

    private static List<Bitness> columns(Machine machine) {
        return machine.hasTwoViews() ? List.of(Bitness.X86, Bitness.X64) : List.of(Bitness.X86);
    }

    private static Effect effect(View now, View then, NetworkStack stack) {
        return new Effect(stack.name(), now.part(stack), then.part(stack));
    }

    private List<Row> rows(Machine machine, List<StackPart> parts) {
        var byName = new LinkedHashMap<String, List<Cell>>();
        for (StackPart part : parts) {
            Optional<Bitness> bitness = knowledge.stack(part.id()).programBitness();
            String name = bitness.map(bits -> part.name().replace(", " + bits.label(), ""))
                    .orElse(part.name());
            int span = bitness.isPresent() ? 1 : columns(machine).size();
            byName.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(new Cell(part.id(), part.verdict(), part.name(), span));
        }
        return byName.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    // ---- What can be said of the whole -------------------------------------------------------------------------

    /** The ways that Windows offers and that a setting could change, as far as they are installed. */
    private List<Prediction> ofWindows(View view) {
        return stacks(view.machine)
                .filter(stack -> stack.kind() != Kind.OWN_TLS)
                .map(view::predict)
                .filter(prediction -> prediction.cause() != Cause.NOT_INSTALLED)
                .toList();
    }

    private boolean isFine(View view) {
        List<Prediction> all = ofWindows(view);
        return !all.isEmpty() && all.stream().allMatch(one -> one.verdict() == Verdict.WORKS);
    }

    private List<Citation> limits(View view) {
        var limits = new ArrayList<String>();
        String windows = view.machine.windows().id();
        boolean tls12 = view.machine.windows().schannel(TlsVersion.TLS_1_2) != ProtocolState.UNSUPPORTED;
        if (!tls12) {
            limits.add(windows);
        } else if (isBecauseOf(view, "ecdhe-gcm-gap")) {
            limits.add("ecdhe-gcm-gap");
            limits.add("no-update-adds-ecdhe-gcm");
        } else if (isBecauseOf(view, "cipher-order-policy")) {
            limits.add("cipher-order-policy");
        }
        limits.add("program-may-set-its-own");
        limits.add("own-tls-ignores-registry");
        return limits.stream().map(knowledge::cite).toList();
    }

    private boolean isBecauseOf(View view, String fact) {
        return ofWindows(view).stream().flatMap(one -> one.because().stream()).anyMatch(reason -> reason.fact()
                .equals(fact));
    }

    // ---- ArcMap ------------------------------------------------------------------------------------------------

    private ArcMap arcmap(Kept kept, View view) {
        Product desktop = knowledge.product("arcgis-desktop");
        Optional<String> told = Optional.ofNullable(kept.products().get(desktop.id()));
        Product.Version version = desktop.version(told.orElse("unknown")).orElseThrow();
        ProgramSwitches own = kept.arcmapSwitches();
        List<Use> uses = uses(version.stacks(), view, own);
        return new ArcMap(
                version.name(),
                told.isPresent(),
                verdict(uses),
                Stream.of("arcmap-32-bit", "arcmap-names-no-target")
                        .map(knowledge::cite)
                        .toList(),
                knowledge.cite("arcmap-stack-unknown"),
                uses,
                uses(version.mayUse(), view, own),
                Stream.of(
                                quoted(kept, Claim.ConfigNamesRuntime.class, "config-runtime"),
                                quoted(kept, Claim.ConfigSwitchIs.class, "config-switches"))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** What ArcMap's configuration file says of one kind, with the fact that tells what follows from it. */
    private Optional<Ground> quoted(Kept kept, Class<? extends Claim> kind, String fact) {
        var said = new ArrayList<Integer>();
        var says = new ArrayList<String>();
        for (int i = 0; i < kept.claims().size(); i++) {
            if (kind.isInstance(kept.claims().get(i))) {
                said.add(i + 1);
                says.add(kept.claims().get(i).says());
            }
        }
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ground(String.join("; ", says) + ".", knowledge.cite(fact), said));
    }

    /** Its core may use a way that nobody has confirmed, so no prediction can say that all of it works. */
    private static String verdict(List<Use> uses) {
        boolean fails = uses.stream().anyMatch(use -> use.stack().verdict().equals(name(Verdict.FAILS)));
        return name(fails ? Verdict.FAILS : Verdict.UNKNOWN);
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private List<Use> uses(List<String> ids, View view, ProgramSwitches own) {
        return ids.stream()
                .map(knowledge::stack)
                .filter(stack -> runsOn(view.machine, stack))
                .map(stack -> view.use(stack, own))
                .toList();
    }

    // ---- What can be asked -------------------------------------------------------------------------------------

    private Choices choices(Machine machine) {
        return new Choices(
                knowledge.targets().stream()
                        .map(row -> new WhatIf.Option(row.id(), row.name()))
                        .toList(),
                WhatIf.values(knowledge, machine),
                WhatIf.DATA,
                knowledge.updates().stream()
                        .filter(row -> row.isFor(machine.windows()))
                        .map(row -> new WhatIf.Option(row.id(), row.name()))
                        .toList(),
                WhatIf.releases(knowledge).stream()
                        .map(row -> new WhatIf.Option(row.id(), row.name()))
                        .toList(),
                stacks(machine)
                        .filter(stack -> stack.kind() == Kind.CLR4 || stack.kind() == Kind.CLR2)
                        .map(row -> new WhatIf.Option(row.id(), row.name()))
                        .toList());
    }
}
