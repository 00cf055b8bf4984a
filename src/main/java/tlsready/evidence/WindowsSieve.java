package tlsready.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;

/** Finds the Windows that fits everything said about it: its build, its name, whether it is a server. */
final class WindowsSieve {
    private WindowsSieve() {}

    /**
     * The rows that fit all claims; a build that no row has says nothing. Empty if nothing fits. All rows if nothing is
     * said.
     */
    static List<WindowsRelease> candidates(Knowledge knowledge, Collection<? extends Claim> claims) {
        var candidates = new ArrayList<>(knowledge.windows());
        candidates.removeIf(row -> row.builds().isEmpty());
        for (Claim claim : claims) {
            candidates.removeIf(row -> !fits(knowledge, claim, row));
        }
        return candidates;
    }

    private static boolean fits(Knowledge knowledge, Claim claim, WindowsRelease row) {
        if (claim instanceof Claim.BuildIs build) {
            boolean known =
                    knowledge.windows().stream().anyMatch(w -> w.builds().contains(build.build()));
            return !known || row.builds().contains(build.build());
        }
        if (claim instanceof Claim.ServerIs server) {
            return row.server() == server.server();
        }
        if (claim instanceof Claim.WindowsIs named) {
            WindowsRelease told = knowledge.windows(named.id());
            return row.server() == told.server() && told.builds().containsAll(row.builds());
        }
        return true;
    }

    /** The one row that these candidates come down to: the only exact one, or the one that stands for all of them. */
    static Optional<WindowsRelease> theOne(Knowledge knowledge, List<WindowsRelease> candidates) {
        List<WindowsRelease> exact = candidates.stream()
                .filter(row -> !knowledge.standsForSeveral(row))
                .toList();
        if (exact.size() == 1) {
            return Optional.of(exact.get(0));
        }
        return candidates.stream()
                .filter(knowledge::standsForSeveral)
                .filter(row -> exact.stream()
                        .allMatch(
                                e -> e.server() == row.server() && row.builds().containsAll(e.builds())))
                .findFirst();
    }
}
