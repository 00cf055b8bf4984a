package tlsready.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.RegistrySnapshot;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;
import tlsready.windows.ProgramSwitches;

/**
 * What is kept of evidence: the claims that matter for TLS, each once, none in dispute, without the text they were read
 * in. Everything else is dropped. This is all that a machine is ever made of, so a page that was made from a URL shows
 * what the page showed that was made from the paste.
 *
 * @param claims in the order in which {@link EvidenceCode} writes them
 */
public record Kept(List<Claim> claims) {
    /** Nothing is known. */
    public static final Kept NOTHING = new Kept(List.of());

    public Kept {
        claims = List.copyOf(claims);
    }

    /** Puts claims that do not contradict each other in order, leaving out what others say already. */
    static Kept of(Collection<Claim> claims, Places places) {
        var kept = new ArrayList<Claim>();
        claims.stream()
                .filter(claim -> !RegistryClaims.isRegistry(claim))
                .distinct()
                .sorted(Comparator.comparingInt(Kept::rank).thenComparing(Claim::says))
                .forEach(kept::add);
        List<Claim> registry =
                claims.stream().filter(RegistryClaims::isRegistry).toList();
        RegistrySnapshot snapshot = RegistryClaims.snapshot(registry);
        places.keys().stream()
                .map(Claim.KeyIsUnreadable::new)
                .filter(closed -> registry.contains(closed)
                        && snapshot.hasKey(closed.key()).orElse(true))
                .forEach(kept::add);
        kept.addAll(RegistryClaims.of(snapshot, places));
        return new Kept(kept);
    }

    private static int rank(Claim claim) {
        List<Class<? extends Claim>> order = List.of(
                Claim.WindowsIs.class,
                Claim.BuildIs.class,
                Claim.ServerIs.class,
                Claim.BitnessIs.class,
                Claim.RanElevated.class,
                Claim.ReleaseIs.class,
                Claim.DotNetFourIs.class,
                Claim.NoDotNetFour.class,
                Claim.DotNetThreeFive.class,
                Claim.UpdateIsThere.class,
                Claim.ProductIs.class,
                Claim.ConfigNamesRuntime.class,
                Claim.ConfigSwitchIs.class,
                Claim.ValueIsMisspelt.class,
                Claim.SecurityProtocolIs.class,
                Claim.ErrorIs.class);
        return order.indexOf(claim.getClass());
    }

    private <C extends Claim> Optional<C> one(Class<C> kind) {
        return claims.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The Windows release, if what is kept comes down to one row. */
    public Optional<WindowsRelease> windows(Knowledge knowledge) {
        return WindowsSieve.theOne(knowledge, WindowsSieve.candidates(knowledge, claims));
    }

    /** The products that were found, by id, with the id of the version. */
    public Map<String, String> products() {
        var products = new LinkedHashMap<String, String>();
        for (Claim claim : claims) {
            if (claim instanceof Claim.ProductIs is) {
                products.put(is.product(), is.version());
            }
        }
        return products;
    }

    /** The switches that ArcMap's configuration file sets, for ArcMap alone. */
    public ProgramSwitches arcmapSwitches() {
        var byName = new LinkedHashMap<String, Boolean>();
        for (Claim claim : claims) {
            if (claim instanceof Claim.ConfigSwitchIs is) {
                byName.put(is.name(), is.on());
            }
        }
        return byName.isEmpty() ? ProgramSwitches.NONE : new ProgramSwitches(Claim.CONFIG_FILE, byName);
    }

    /** What is known of the registry. */
    public RegistrySnapshot registry() {
        return RegistryClaims.snapshot(
                claims.stream().filter(RegistryClaims::isRegistry).toList());
    }

    /** The machine as far as it is known; the row {@code unknown} stands for a Windows nobody told. */
    public Machine machine(Knowledge knowledge) {
        WindowsRelease windows = windows(knowledge).orElseGet(() -> knowledge.windows("unknown"));
        Optional<Bitness> bitness = one(Claim.BitnessIs.class).map(Claim.BitnessIs::bitness);
        return new Machine(
                windows,
                bitness.filter(windows.bitness()::contains),
                frameworks(knowledge, windows),
                registry(),
                updates(),
                one(Claim.RanElevated.class).isPresent() ? Machine.Rights.ADMINISTRATOR : Machine.Rights.UNKNOWN);
    }

    private Map<String, Boolean> updates() {
        var updates = new LinkedHashMap<String, Boolean>();
        for (Claim claim : claims) {
            if (claim instanceof Claim.UpdateIsThere update) {
                updates.put(update.id(), true);
            }
        }
        return updates;
    }

    private Frameworks frameworks(Knowledge knowledge, WindowsRelease windows) {
        boolean builtIn = windows.dotnet().clr2() == WindowsRelease.Clr2.BUILT_IN;
        Frameworks.Presence otherwise = builtIn ? Frameworks.Presence.PRESENT : Frameworks.Presence.UNKNOWN;
        Frameworks.Presence clr2 = one(Claim.DotNetThreeFive.class)
                .map(claim -> claim.there() ? Frameworks.Presence.PRESENT : Frameworks.Presence.ABSENT)
                .orElse(otherwise);
        return new Frameworks(four(knowledge), clr2);
    }

    /** A number below the floor of 4.5 is none of Microsoft's; it can only be a 4.0 that somebody marked. */
    private Frameworks.Four four(Knowledge knowledge) {
        var release = one(Claim.ReleaseIs.class);
        if (release.isPresent()) {
            return new Frameworks.Installed(
                    knowledge.dotnetOfRelease(release.get().release()).orElseGet(() -> knowledge.dotnet("4-0")));
        }
        var version = one(Claim.DotNetFourIs.class);
        if (version.isPresent()) {
            return new Frameworks.Installed(knowledge.dotnet(version.get().id()));
        }
        return one(Claim.NoDotNetFour.class).isPresent() ? new Frameworks.NoFour() : new Frameworks.UnknownFour();
    }

    /** The same without some claims. */
    Kept without(Collection<? extends Claim> others) {
        Set<Claim> rest = new LinkedHashSet<>(claims);
        rest.removeAll(others);
        return new Kept(List.copyOf(rest));
    }
}
