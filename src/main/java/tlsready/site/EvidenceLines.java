package tlsready.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tlsready.evidence.Claim;
import tlsready.evidence.Kept;
import tlsready.registry.RegistryKey;
import tlsready.registry.ValueName;
import tlsready.windows.Reason;

/** Finds, for a reason, the lines of kept evidence that show what it rests on. Lines are counted from 1. */
final class EvidenceLines {
    private final List<Claim> claims;

    EvidenceLines(Kept kept) {
        this.claims = kept.claims();
    }

    /** The lines that speak of what was seen for this reason; none if it rests on what nobody has looked at. */
    List<Integer> of(Reason reason) {
        var lines = new ArrayList<Integer>();
        for (int i = 0; i < claims.size(); i++) {
            if (shows(claims.get(i), reason)) {
                lines.add(i + 1);
            }
        }
        return lines;
    }

    private static boolean shows(Claim claim, Reason reason) {
        if (!reason.values().isEmpty()) {
            return reason.values().stream().anyMatch(value -> isAbout(claim, value));
        }
        boolean framework = reason.observed()
                .filter(seen -> seen.contains(".NET Framework"))
                .isPresent();
        return framework && tellsOfDotNet(claim, reason.fact());
    }

    private static boolean isAbout(Claim claim, ValueName value) {
        if (claim instanceof Claim.ValueIs is) {
            return is.name().equals(value);
        }
        if (claim instanceof Claim.ValueIsAbsent absent) {
            return absent.name().equals(value);
        }
        return keyOf(claim).anyMatch(key -> value.key().isWithin(key));
    }

    /** A key that is not there, or cannot be read, speaks of every value in it. */
    private static Stream<RegistryKey> keyOf(Claim claim) {
        if (claim instanceof Claim.KeyIsAbsent absent) {
            return Stream.of(absent.key());
        }
        return claim instanceof Claim.KeyIsUnreadable closed ? Stream.of(closed.key()) : Stream.of();
    }

    private static boolean tellsOfDotNet(Claim claim, String fact) {
        if (fact.startsWith("dotnet35")) {
            return claim instanceof Claim.DotNetThreeFive;
        }
        return claim instanceof Claim.ReleaseIs
                || claim instanceof Claim.DotNetFourIs
                || claim instanceof Claim.NoDotNetFour;
    }
}
