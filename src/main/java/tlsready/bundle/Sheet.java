package tlsready.bundle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

import tlsready.knowledge.Citation;
import tlsready.knowledge.Source;
import tlsready.remediation.PlanPage;

/**
 * What the printed pages of a bundle are written from.
 *
 * @param page the plan, resolved
 * @param machine {@code Windows 10 22H2, 64-bit}
 * @param keys the registry values that are written, by key
 * @param effects when changes are seen, a sentence each
 * @param regFiles names of the .reg files that make the changes, and of those that take them back
 * @param sources every text that a reason names, once, in the order of first mention
 */
public record Sheet(
        Order order,
        PlanPage page,
        String machine,
        List<Key> keys,
        List<String> effects,
        List<RegNames> regFiles,
        List<Source> sources) {
    /** A key with the values to write in it. */
    public record Key(String key, List<Value> values) {}

    /** A value to write. */
    public record Value(String name, String type, String data) {}

    /** A .reg file and its undo. */
    public record RegNames(String file, String undo) {}

    static Sheet of(Order order, PlanPage page, Settings settings) {
        return new Sheet(
                order,
                page,
                Naming.machine(order.plan().request().machine()),
                settings.keys().stream()
                        .map(key -> new Key(
                                key.toString(),
                                settings.lines().stream()
                                        .filter(line -> line.name().key().equals(key))
                                        .map(line -> new Value(
                                                line.name().name(), line.value().typeName(), line.data()))
                                        .toList()))
                        .toList(),
                settings.lines().stream()
                        .map(line -> line.known().takesEffect())
                        .distinct()
                        .toList(),
                RegFiles.pairs(settings).stream()
                        .map(pair -> new RegNames(pair.fileName(), pair.undoName()))
                        .toList(),
                sources(page));
    }

    private static List<Source> sources(PlanPage page) {
        var citations = new ArrayList<Citation>();
        Stream.concat(page.steps().stream(), page.alternatives().stream())
                .flatMap(step -> step.grounds().stream())
                .forEach(ground -> citations.add(ground.citation()));
        page.forecasts().stream()
                .flatMap(forecast -> forecast.grounds().stream())
                .forEach(ground -> citations.add(ground.citation()));
        citations.addAll(page.risks());
        var sources = new LinkedHashSet<Source>();
        citations.forEach(citation -> sources.addAll(citation.sources()));
        return List.copyOf(sources);
    }

    /** The numbers under which a reason's sources stand in the list at the end. */
    public List<Integer> numbers(Citation citation) {
        return citation.sources().stream()
                .map(source -> sources.indexOf(source) + 1)
                .sorted()
                .toList();
    }

    /** What only an administrator can do, in order. */
    public List<PlanPage.StepPart> administratorSteps() {
        return page.steps().stream().filter(PlanPage.StepPart::administrator).toList();
    }
}
