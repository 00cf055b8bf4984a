package tlsready.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tlsready.evidence.Claim;
import tlsready.evidence.Kept;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Citation;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.Product;
import tlsready.knowledge.Target;
import tlsready.remediation.PlanPage.GroundPart;
import tlsready.remediation.StepWords;
import tlsready.tls.TlsVersion;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;
import tlsready.windows.StackModel;
import tlsready.windows.Verdict;

/**
 * What each kind of program on a machine will do, with nothing left to decide.
 *
 * @param windows the Windows it is, in words
 * @param target the service to reach
 * @param faults what could not be read of the address, in sentences
 * @param known what is known of the machine, in words
 * @param columns headings of the grid's columns
 * @param rows the grid
 * @param arcmap what is known of ArcMap
 * @param stacks the chain of facts for each cell
 * @param notes what is to be said of the values found
 * @param asked what was asked with "what if"
 * @param effects what would be different then
 * @param own what the person's own program does, if they chose what it was built for
 * @param choices what can be asked
 */
record EvidenceResultPage(
        String windows,
        Target target,
        List<String> faults,
        List<String> known,
        List<String> columns,
        List<Row> rows,
        ArcMap arcmap,
        List<StackPart> stacks,
        ValueNotes notes,
        WhatIf asked,
        List<Effect> effects,
        Optional<Effect> own,
        Choices choices,
        Links links) {

    /** A row of the grid. A cell spans all columns where 32 and 64 bits make no difference. */
    record Row(String name, List<Cell> cells) {}

    /** A cell that leads to the section of its stack. */
    record Cell(String id, String verdict, String stack, int span) {}

    /** A stack's prediction and the chain of facts behind it. */
    record StackPart(
            String id,
            String name,
            String verdict,
            String why,
            String offers,
            List<GroundPart> grounds,
            List<String> undecided,
            String test,
            String provesNot) {}

    /** ArcMap: what it is known to use, what it may use, and what nobody knows. */
    record ArcMap(String name, String verdict, List<StackPart> uses, List<StackPart> mayUse, Citation unknown) {}

    /** A prediction that would change. */
    record Effect(String stack, StackPart before, StackPart after) {
        public boolean same() {
            return before.verdict().equals(after.verdict()) && before.offers().equals(after.offers());
        }
    }

    /** What can be chosen on the page. */
    record Choices(
            List<WhatIf.Option> targets,
            List<WhatIf.Option> values,
            List<WhatIf.Option> data,
            List<WhatIf.Option> updates,
            List<WhatIf.Option> dotnet,
            List<WhatIf.Option> programs) {}

    /**
     * Where the page leads.
     *
     * @param plan to the guide, with all that evidence answers
     * @param hidden what the forms carry besides what they ask
     * @param plain this page without "what if"
     */
    record Links(String plan, String plain, Map<String, String> hidden) {}

    /** Makes such pages. */
    static final class Maker {
        private final Knowledge knowledge;
        private final StackModel model;
        private final StepWords words;

        Maker(StackModel model, StepWords words) {
            this.knowledge = model.knowledge();
            this.model = model;
            this.words = words;
        }

        EvidenceResultPage page(Kept kept, List<String> faults, Target target, WhatIf asked, Links links) {
            Machine machine = kept.machine(knowledge);
            Machine other = asked.on(machine, knowledge);
            List<StackPart> stacks =
                    stacks(machine).map(stack -> part(machine, stack, target)).toList();
            var effects = stacks(machine)
                    .map(stack -> effect(machine, other, stack, target))
                    .filter(effect -> !effect.same())
                    .toList();
            return new EvidenceResultPage(
                    machine.windows().name()
                            + machine.bitness().map(bits -> ", " + bits.label()).orElse(""),
                    target,
                    faults,
                    kept.claims().stream().map(Claim::says).toList(),
                    columns(machine).stream()
                            .map(bits -> bits.label() + " programs")
                            .toList(),
                    rows(machine, stacks),
                    arcmap(kept, machine, target),
                    stacks,
                    ValueNotes.of(machine, knowledge),
                    asked,
                    effects,
                    asked.program(knowledge).map(stack -> effect(machine, other, stack, target)),
                    choices(machine),
                    links);
        }

        private Stream<NetworkStack> stacks(Machine machine) {
            return knowledge.stacks().stream()
                    .filter(stack ->
                            machine.hasTwoViews() || stack.programBitness().orElse(Bitness.X86) == Bitness.X86);
        }

        private List<Bitness> columns(Machine machine) {
            return machine.hasTwoViews() ? List.of(Bitness.X86, Bitness.X64) : List.of(Bitness.X86);
        }

        private Effect effect(Machine machine, Machine other, NetworkStack stack, Target target) {
            return new Effect(stack.name(), part(machine, stack, target), part(other, stack, target));
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

        private StackPart part(Machine machine, NetworkStack stack, Target target) {
            Prediction prediction = model.predict(machine, stack, target);
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
                            .map(reason -> new GroundPart(reason.observed().orElse(""), knowledge.cite(reason.fact())))
                            .toList(),
                    prediction.undecided(),
                    stack.test(),
                    stack.provesNot());
        }

        private ArcMap arcmap(Kept kept, Machine machine, Target target) {
            Product desktop = knowledge.product("arcgis-desktop");
            Product.Version version = desktop.version(kept.products().getOrDefault(desktop.id(), "unknown"))
                    .orElseThrow();
            List<StackPart> uses = parts(version.stacks(), machine, target);
            List<StackPart> mayUse = parts(version.mayUse(), machine, target);
            return new ArcMap(version.name(), verdict(uses), uses, mayUse, knowledge.cite("arcmap-stack-unknown"));
        }

        /** Its core may use a way that nobody has confirmed, so no prediction can say that all of it works. */
        private static String verdict(List<StackPart> uses) {
            boolean fails = uses.stream().anyMatch(part -> part.verdict().equals(name(Verdict.FAILS)));
            return name(fails ? Verdict.FAILS : Verdict.UNKNOWN);
        }

        private static String name(Verdict verdict) {
            return verdict.name().toLowerCase(Locale.ROOT);
        }

        private List<StackPart> parts(List<String> ids, Machine machine, Target target) {
            return ids.stream()
                    .map(knowledge::stack)
                    .filter(stack ->
                            machine.hasTwoViews() || stack.programBitness().orElse(Bitness.X86) == Bitness.X86)
                    .map(stack -> part(machine, stack, target))
                    .toList();
        }

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
                            .filter(stack ->
                                    stack.kind() == NetworkStack.Kind.CLR4 || stack.kind() == NetworkStack.Kind.CLR2)
                            .map(row -> new WhatIf.Option(row.id(), row.name()))
                            .toList());
        }
    }
}
