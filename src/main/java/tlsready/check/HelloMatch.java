package tlsready.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tlsready.check.Expectations.Expected;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;
import tlsready.windows.Prediction;
import tlsready.windows.Suites;

/**
 * A hello beside the prediction for one stack. The highest version decides: which older ones a client would also take,
 * most hellos do not say.
 *
 * @param match what it comes to; {@link Match#BEFORE_PLAN} and {@link Match#AFTER_PLAN} never come of one prediction
 * @param missing names of cipher suites that were predicted and are not offered
 * @param strange names of cipher suites that are offered and that this Windows does not have
 */
record HelloMatch(Match match, List<String> missing, List<String> strange) {
    private static final String SIGNAL = "_SCSV";

    HelloMatch {
        missing = List.copyOf(missing);
        strange = List.copyOf(strange);
    }

    /** Compares; what was expected of the machine tells which suites its Windows has and which the service takes. */
    static HelloMatch of(Prediction predicted, Offer seen, NamedStack stack, Expected expected) {
        List<String> missing = predicted.suites().stream()
                .filter(HelloMatch::isOfferedUnasked)
                .map(CipherSuite::name)
                .filter(name -> !seen.suites().contains(name))
                .toList();
        List<String> strange =
                expected.suites().map(list -> strange(seen, list.suites())).orElse(List.of());
        return new HelloMatch(match(predicted, seen, stack, expected, strange), missing, strange);
    }

    private static Match match(
            Prediction predicted, Offer seen, NamedStack stack, Expected expected, List<String> strange) {
        Optional<TlsVersion> highest = seen.highest().flatMap(TlsVersion::labelled);
        if (predicted.possible().isEmpty() || highest.isEmpty()) {
            return Match.UNSAID;
        }
        boolean foreign = stack.isKnown() && !stack.isSchannel();
        if (foreign || !strange.isEmpty()) {
            return Match.OTHER;
        }
        if (isNewer(highest.get(), predicted.possible())) {
            return Match.MORE;
        }
        boolean older =
                predicted.offered().stream().anyMatch(version -> !highest.get().isAtLeast(version));
        return older || lacksWhatCounts(predicted, seen, expected) ? Match.LESS : Match.SAME;
    }

    private static boolean isNewer(TlsVersion highest, Set<TlsVersion> than) {
        return than.stream().noneMatch(version -> version.isAtLeast(highest));
    }

    /** Whether suites were predicted that the service takes, and not one of them is offered. */
    private static boolean lacksWhatCounts(Prediction predicted, Offer seen, Expected expected) {
        List<CipherSuite> counting = predicted.suites().stream()
                .filter(suite -> expected.target().suitesPublished()
                        ? expected.target().suites().contains(suite)
                        : Suites.isUsual(suite))
                .toList();
        return !counting.isEmpty()
                && counting.stream().noneMatch(suite -> seen.suites().contains(suite.name()));
    }

    /** Signals and GREASE are no suites; what no Windows of this release has can only come from another TLS. */
    private static List<String> strange(Offer seen, List<CipherSuite> ofWindows) {
        return seen.suites().stream()
                .filter(name -> !name.endsWith(SIGNAL))
                .filter(name ->
                        ofWindows.stream().noneMatch(suite -> suite.name().equals(name)))
                .toList();
    }

    /** Suites without encryption and with keys agreed on beforehand are only offered for those who ask. */
    private static boolean isOfferedUnasked(CipherSuite suite) {
        return !suite.name().contains("_NULL_") && !suite.name().startsWith("TLS_PSK_");
    }

    /** The highest version that a prediction allows; nothing if it says nothing. */
    static Optional<TlsVersion> highest(Set<TlsVersion> versions) {
        return versions.stream().max(Comparator.naturalOrder());
    }
}
