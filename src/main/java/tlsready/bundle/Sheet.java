package tlsready.bundle;

import java.util.List;

import tlsready.remediation.PlanPage;

/**
 * What the printed pages of a bundle are written from.
 *
 * @param page the plan, resolved
 * @param machine {@code Windows 10 22H2, 64-bit}
 * @param values the registry values that are written
 * @param effects when changes are seen, a sentence each
 * @param regFiles names of the .reg files that make the changes, and of those that take them back
 */
public record Sheet(
        Order order, PlanPage page, String machine, List<Value> values, List<String> effects, List<RegNames> regFiles) {
    /** A value to write. */
    public record Value(String key, String name, String type, String data) {}

    /** A .reg file and its undo. */
    public record RegNames(String file, String undo) {}

    public Sheet {
        values = List.copyOf(values);
        effects = List.copyOf(effects);
        regFiles = List.copyOf(regFiles);
    }

    /** What only an administrator can do, in order. */
    public List<PlanPage.StepPart> administratorSteps() {
        return page.steps().stream().filter(PlanPage.StepPart::administrator).toList();
    }
}
