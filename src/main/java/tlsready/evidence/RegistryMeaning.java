package tlsready.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;

/**
 * What registry values say beyond themselves: the .NET versions (below {@code NDP}), the Windows build
 * ({@code Windows NT\CurrentVersion}) and the ArcGIS version ({@code ESRI\Desktop10.6}). The findings keep the lines of
 * the values they rest on.
 */
final class RegistryMeaning {
    private static final Pattern ESRI_DESKTOP = Pattern.compile("(?i)^SOFTWARE\\\\ESRI\\\\Desktop\\d{1,2}\\.\\d{1,2}");
    private static final Pattern ESRI_PRO = Pattern.compile("(?i)^SOFTWARE\\\\ESRI\\\\ArcGISPro");
    private static final Pattern VERSION = Pattern.compile("\\d{1,2}(?:\\.\\d{1,5}){1,3}");
    private static final Pattern BUILD = Pattern.compile("\\d{4,5}");

    private static final String DERIVED = "derived: only 64-bit Windows keeps a Wow6432Node";

    private final Knowledge knowledge;
    private final ProductVersions products;

    RegistryMeaning(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.products = new ProductVersions(knowledge);
    }

    /** The findings that follow from these. */
    List<Finding> of(List<Finding> findings) {
        var meaning = new ArrayList<Finding>();
        for (Finding finding : findings) {
            if (finding.claim() instanceof Claim.ValueIs value) {
                of(value).forEach(claim -> meaning.add(new Finding(claim, finding.origin())));
            }
        }
        frameworks(findings, meaning);
        bitness(findings, meaning);
        return meaning;
    }

    /**
     * Windows makes {@code Wow6432Node} in its 64-bit editions only. A file to import can bring the key to any Windows, so
     * this is derived, and not concluded from a .reg file, nor where the word size is told.
     */
    private static void bitness(List<Finding> findings, List<Finding> meaning) {
        boolean told = findings.stream().anyMatch(finding -> finding.claim() instanceof Claim.BitnessIs);
        if (told) {
            return;
        }
        findings.stream()
                .filter(finding -> !finding.origin().reader().equals(RegFilePiece.NAME))
                .filter(finding -> shown(finding.claim())
                        .filter(key -> key.view() == RegistryView.WOW6432NODE)
                        .isPresent())
                .findFirst()
                .ifPresent(finding -> meaning.add(new Finding(
                        new Claim.BitnessIs(Bitness.X64),
                        new Origin(DERIVED, finding.origin().lines()))));
    }

    /** A key that is there by this claim. */
    private static Optional<RegistryKey> shown(Claim claim) {
        if (claim instanceof Claim.ValueIs value) {
            return Optional.of(value.name().key());
        }
        return claim instanceof Claim.KeyIsThere there ? Optional.of(there.key()) : Optional.empty();
    }

    private List<Claim> of(Claim.ValueIs value) {
        String name = value.name().name().toUpperCase(Locale.ROOT);
        if (Places.isFull(value.name().key()) && name.equals("RELEASE")) {
            return release(value.value());
        }
        if (Places.isWindows(value.name().key())) {
            return windows(name, value.value().asText().orElse(""));
        }
        return name.equals("REALVERSION") ? product(value) : List.of();
    }

    private static List<Claim> release(RegistryValue value) {
        int release = value.asDword().orElse(0);
        return release > 0 ? List.of(new Claim.ReleaseIs(release)) : List.of();
    }

    /** The product name is believed for servers only: Windows 11 calls itself Windows 10 there. */
    private static List<Claim> windows(String name, String text) {
        return switch (name) {
            case "CURRENTBUILD", "CURRENTBUILDNUMBER" -> BUILD.matcher(text).matches()
                    ? List.of(new Claim.BuildIs(Integer.parseInt(text)))
                    : List.of();
            case "INSTALLATIONTYPE" -> switch (text) {
                case "Client" -> List.of(new Claim.ServerIs(false));
                case "Server", "Server Core" -> List.of(new Claim.ServerIs(true));
                default -> List.of();
            };
            default -> text.contains("Server") ? List.of(new Claim.ServerIs(true)) : List.of();
        };
    }

    private List<Claim> product(Claim.ValueIs value) {
        String version = value.value().asText().orElse("");
        if (!VERSION.matcher(version).matches()) {
            return List.of();
        }
        String place = Places.plain(value.name().key()).path();
        Matcher desktop = ESRI_DESKTOP.matcher(place);
        Matcher pro = ESRI_PRO.matcher(place);
        Optional<Claim.ProductIs> found = desktop.matches()
                ? products.find("arcgis-desktop", version)
                : pro.matches() ? products.find("arcgis-pro", version) : Optional.empty();
        return found.<List<Claim>>map(List::of).orElse(List.of());
    }

    private void frameworks(List<Finding> findings, List<Finding> meaning) {
        List<Finding> ndp =
                findings.stream().filter(finding -> isNdp(finding.claim())).toList();
        if (ndp.isEmpty()) {
            return;
        }
        RegistrySnapshot registry = snapshot(ndp);
        InstalledDotNet installed = InstalledDotNet.in(registry);
        var origin = new Origin(
                ndp.get(0).origin().reader(),
                ndp.stream()
                        .flatMap(finding -> finding.origin().lines().stream())
                        .distinct()
                        .limit(4)
                        .toList());
        installed.dotnet35().ifPresent(there -> meaning.add(new Finding(new Claim.DotNetThreeFive(there), origin)));
        if (installed.release().isEmpty()) {
            installed.dotnet4().ifPresent(there -> {
                if (!there) {
                    meaning.add(new Finding(new Claim.NoDotNetFour(), origin));
                } else if (hasNoRelease(registry)) {
                    DotNetRelease plain = knowledge.dotnet("4-0");
                    meaning.add(new Finding(new Claim.DotNetFourIs(plain.id(), plain.name()), origin));
                }
            });
        }
    }

    /** 4.0 is known by a Release number that somebody looked for and that is not there. */
    private static boolean hasNoRelease(RegistrySnapshot registry) {
        return registry.values().keySet().stream()
                .filter(name -> Places.isFull(name.key()) && name.name().equalsIgnoreCase("Release"))
                .anyMatch(name -> registry.find(name) instanceof RegistrySnapshot.Absent);
    }

    private static boolean isNdp(Claim claim) {
        if (claim instanceof Claim.ValueIs value) {
            return Places.isNdp(value.name().key());
        }
        if (claim instanceof Claim.ValueIsAbsent absent) {
            return Places.isNdp(absent.name().key());
        }
        return claim instanceof Claim.KeyIsThere there && Places.isNdp(there.key())
                || claim instanceof Claim.KeyIsAbsent absentKey && Places.isNdp(absentKey.key());
    }

    private static RegistrySnapshot snapshot(List<Finding> findings) {
        var snapshot = RegistrySnapshot.UNKNOWN;
        for (Finding finding : findings) {
            snapshot = RegistryClaims.apply(finding.claim(), snapshot);
        }
        return snapshot;
    }
}
