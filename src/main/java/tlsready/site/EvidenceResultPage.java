package tlsready.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tlsready.knowledge.Citation;
import tlsready.knowledge.Target;

/**
 * What each kind of program on a machine will do, with nothing left to decide.
 *
 * @param windows the Windows it is, in words
 * @param target the service to reach
 * @param faults what could not be read of the address, in sentences
 * @param known what is known of the machine, in words; the lines to which reasons point, counted from 1
 * @param columns headings of the grid's columns
 * @param rows the grid
 * @param arcmap what is known of ArcMap
 * @param fine whether every way that Windows offers works already
 * @param limits what no value of the registry cures here, or never
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
        boolean fine,
        List<Citation> limits,
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
            List<Ground> grounds,
            List<String> undecided,
            String test,
            String provesNot) {}

    /**
     * A link of the chain.
     *
     * @param observed what was seen on the machine; may be empty
     * @param said which lines of what the PC said show it
     */
    record Ground(String observed, Citation citation, List<Integer> said) {}

    /**
     * ArcMap: what is known of it, what nobody knows, what it is known to use and what it may use.
     *
     * @param told whether the PC said which version it is
     * @param config what its configuration file says about .NET; usually nothing
     */
    record ArcMap(
            String name,
            boolean told,
            String verdict,
            List<Citation> known,
            Citation unknown,
            List<Use> uses,
            List<Use> mayUse,
            List<Ground> config) {}

    /**
     * A way to connect that ArcMap uses, as ArcMap's own configuration file leaves it.
     *
     * @param others the verdict for other programs of this kind, where it is another one; else empty
     */
    record Use(StackPart stack, String others) {}

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
     * @param room to open a waiting room that carries the evidence
     * @param hidden what the forms carry besides what they ask
     * @param plain this page without "what if"
     */
    record Links(String plan, String room, String plain, Map<String, String> hidden) {}
}
