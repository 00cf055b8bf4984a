package tlsready.knowledge;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything we know, read once by {@link KnowledgeReader}. Lookups by id throw {@link UnknownId} for an id that no row
 * has; the reader has checked all references between rows before anybody asks.
 *
 * @param version of the data, {@code YYYY.MM.N}; printed in every bundle
 * @param reviewed the day somebody last went through all of it, ISO date
 */
public record Knowledge(
        String version,
        String reviewed,
        List<Source> sources,
        List<Product> products,
        List<WindowsRelease> windows,
        List<SuiteList> suites,
        List<DotNetRelease> dotnet,
        List<Update> updates,
        List<RegistrySetting> settings,
        List<Target> targets,
        List<NetworkStack> stacks,
        List<Fact> facts,
        List<Disagreement> disagreements) {

    /** An id that no row has. */
    public static final class UnknownId extends RuntimeException {
        UnknownId(String table, String id) {
            super("the " + table + " have no row \"" + id + "\"");
        }
    }

    public Source source(String id) {
        return sources.stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownId("sources", id));
    }

    public Product product(String id) {
        return row("products", products, id);
    }

    public WindowsRelease windows(String id) {
        return row("Windows releases", windows, id);
    }

    public SuiteList suites(String id) {
        return row("suite lists", suites, id);
    }

    public DotNetRelease dotnet(String id) {
        return row(".NET releases", dotnet, id);
    }

    public Update update(String id) {
        return row("updates", updates, id);
    }

    public RegistrySetting setting(String id) {
        return row("registry settings", settings, id);
    }

    public Target target(String id) {
        return row("targets", targets, id);
    }

    public NetworkStack stack(String id) {
        return row("network stacks", stacks, id);
    }

    public Fact fact(String id) {
        return row("facts", facts, id);
    }

    /** What a reason cites: a fact, a setting, an update, a Windows release, a target, a .NET release or a stack. */
    public Citation cite(String id) {
        return Stream.of(facts, settings, updates, windows, targets, dotnet, stacks)
                .flatMap(Collection::stream)
                .filter(row -> row.id().equals(id))
                .map(row -> Citation.of(row, this))
                .findFirst()
                .orElseThrow(() -> new UnknownId("knowledge tables", id));
    }

    /** The settings of a group that a plan writes, in the order of the data. */
    public List<RegistrySetting> written(SettingGroup group) {
        return settings.stream().filter(s -> s.group() == group && s.written()).toList();
    }

    /** The Windows release that prints this build number; the exact release before an "unknown release" row. */
    public Optional<WindowsRelease> windowsOfBuild(int build, boolean server) {
        return windows.stream()
                .filter(w -> w.server() == server && w.builds().contains(build))
                .min(Comparator.comparingInt(w -> w.builds().size()));
    }

    /** Whether a row stands for several releases because the exact one is not known: other rows have its builds. */
    public boolean standsForSeveral(WindowsRelease release) {
        return release.builds().isEmpty()
                || windows.stream()
                        .anyMatch(other -> other.server() == release.server()
                                && !other.equals(release)
                                && !other.builds().isEmpty()
                                && release.builds().containsAll(other.builds()));
    }

    /**
     * The .NET version that a {@code Release} number means: the newest whose floor is not above it (Microsoft: compare
     * with "at least", never with "equal"). Nothing below the floor of 4.5.
     */
    public Optional<DotNetRelease> dotnetOfRelease(int release) {
        return dotnet.stream()
                .filter(d -> d.releaseFloor().isPresent() && d.releaseFloor().getAsInt() <= release)
                .max(Comparator.comparingInt(d -> d.releaseFloor().getAsInt()));
    }

    /** All tables by the name under which {@code /api/v1/knowledge} serves them. */
    public Map<String, List<? extends Row>> tables() {
        var tables = new LinkedHashMap<String, List<? extends Row>>();
        tables.put("products", products);
        tables.put("windows", windows);
        tables.put("suites", suites);
        tables.put("dotnet", dotnet);
        tables.put("updates", updates);
        tables.put("settings", settings);
        tables.put("targets", targets);
        tables.put("stacks", stacks);
        tables.put("facts", facts);
        tables.put("disagreements", disagreements);
        return tables;
    }

    /** Every row there is, also the versions within products. */
    Stream<Row> rows() {
        return Stream.concat(
                tables().values().stream().flatMap(Collection::stream),
                products.stream().flatMap(p -> p.versions().stream()));
    }

    private static <R extends Row> R row(String table, List<R> rows, String id) {
        return rows.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow(() -> new UnknownId(table, id));
    }
}
