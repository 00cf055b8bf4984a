package tlsready.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.registry.RegistryKey;
import tlsready.registry.ValueName;

/**
 * Weighs findings against each other: which cannot all be true, and what is left. What is in dispute is left out whole,
 * never decided.
 */
final class Weighing {
    private final Knowledge knowledge;
    private final List<Finding> findings;
    private final List<Contradiction> contradictions = new ArrayList<>();
    private final Set<Claim> disputed = new HashSet<>();

    private Weighing(Knowledge knowledge, List<Finding> findings) {
        this.knowledge = knowledge;
        this.findings = findings;
    }

    /**
     * What is left of the findings.
     *
     * @param claims those that no other disputes, each once
     * @param contradictions the others
     */
    record Result(Set<Claim> claims, List<Contradiction> contradictions) {}

    static Result of(Knowledge knowledge, List<Finding> findings) {
        var weighing = new Weighing(knowledge, findings);
        weighing.registry();
        weighing.windows();
        weighing.same("the word size of Windows", c -> c instanceof Claim.BitnessIs);
        weighing.dotNetFour();
        weighing.same(".NET Framework 3.5", c -> c instanceof Claim.DotNetThreeFive);
        weighing.products();
        weighing.switches();
        var claims = new LinkedHashSet<Claim>();
        findings.forEach(finding -> claims.add(finding.claim()));
        claims.removeAll(weighing.disputed);
        return new Result(claims, weighing.contradictions);
    }

    private List<Finding> all(Predicate<Claim> which) {
        return findings.stream().filter(f -> which.test(f.claim())).toList();
    }

    private void dispute(String about, List<Finding> each) {
        var once = new LinkedHashMap<Claim, Finding>();
        each.forEach(finding -> once.putIfAbsent(finding.claim(), finding));
        contradictions.add(new Contradiction(about, List.copyOf(once.values())));
        disputed.addAll(once.keySet());
    }

    /** There is one answer; findings that give two are in dispute. */
    private void same(String about, Predicate<Claim> which) {
        List<Finding> each = all(which);
        if (each.stream().map(Finding::claim).distinct().count() > 1) {
            dispute(about, each);
        }
    }

    // ---- Registry ----------------------------------------------------------------------------------------------

    private void registry() {
        Map<ValueName, List<Finding>> values = new LinkedHashMap<>();
        Map<RegistryKey, List<Finding>> present = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.claim() instanceof Claim.ValueIs value) {
                values.computeIfAbsent(value.name(), n -> new ArrayList<>()).add(finding);
                addKeys(value.name().key(), finding, present);
            } else if (finding.claim() instanceof Claim.ValueIsAbsent absent) {
                values.computeIfAbsent(absent.name(), n -> new ArrayList<>()).add(finding);
            } else if (finding.claim() instanceof Claim.KeyIsThere there) {
                addKeys(there.key(), finding, present);
            }
        }
        values.forEach((name, each) -> {
            if (each.stream().map(Finding::claim).distinct().count() > 1) {
                dispute(name.key().abbreviated() + " " + name.name(), each);
            }
        });
        for (Finding finding : findings) {
            if (finding.claim() instanceof Claim.KeyIsAbsent absent
                    && present.containsKey(absent.key())
                    && !disputed.contains(absent)) {
                var each = new ArrayList<Finding>();
                each.add(finding);
                each.addAll(present.get(absent.key()));
                dispute(absent.key().abbreviated(), each);
            }
        }
    }

    /** A value or a key shows that its key and every key above it exists. */
    private static void addKeys(RegistryKey key, Finding finding, Map<RegistryKey, List<Finding>> present) {
        for (var up = Optional.of(key); up.isPresent(); up = up.get().parent()) {
            present.computeIfAbsent(up.get(), k -> new ArrayList<>()).add(finding);
        }
    }

    // ---- Windows -----------------------------------------------------------------------------------------------

    private void windows() {
        List<Finding> each =
                all(c -> c instanceof Claim.BuildIs || c instanceof Claim.WindowsIs || c instanceof Claim.ServerIs);
        boolean twoBuilds = each.stream()
                        .map(Finding::claim)
                        .filter(Claim.BuildIs.class::isInstance)
                        .distinct()
                        .count()
                > 1;
        List<Claim> claims = each.stream().map(Finding::claim).distinct().toList();
        if (twoBuilds
                || !claims.isEmpty()
                        && WindowsSieve.candidates(knowledge, claims).isEmpty()) {
            dispute("which Windows it is", each);
        }
    }

    // ---- .NET --------------------------------------------------------------------------------------------------

    private void dotNetFour() {
        List<Finding> each = all(c ->
                c instanceof Claim.ReleaseIs || c instanceof Claim.DotNetFourIs || c instanceof Claim.NoDotNetFour);
        boolean twoNumbers = each.stream()
                        .map(Finding::claim)
                        .filter(Claim.ReleaseIs.class::isInstance)
                        .distinct()
                        .count()
                > 1;
        if (twoNumbers || each.stream().map(f -> version(f.claim())).distinct().count() > 1) {
            dispute(".NET Framework 4", each);
        }
    }

    private String version(Claim claim) {
        if (claim instanceof Claim.ReleaseIs release) {
            return knowledge
                    .dotnetOfRelease(release.release())
                    .map(DotNetRelease::id)
                    .orElse("4-0");
        }
        return claim instanceof Claim.DotNetFourIs four ? four.id() : "none";
    }

    private void switches() {
        all(c -> c instanceof Claim.ConfigSwitchIs).stream()
                .map(finding -> ((Claim.ConfigSwitchIs) finding.claim()).name())
                .distinct()
                .forEach(name -> same(
                        name + " in " + Claim.CONFIG_FILE,
                        c -> c instanceof Claim.ConfigSwitchIs is && is.name().equals(name)));
    }

    private void products() {
        all(c -> c instanceof Claim.ProductIs).stream()
                .map(finding -> ((Claim.ProductIs) finding.claim()).product())
                .distinct()
                .forEach(product -> same(
                        "the version of " + knowledge.product(product).name(),
                        c -> c instanceof Claim.ProductIs is && is.product().equals(product)));
    }
}
