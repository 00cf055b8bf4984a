package tlsready.cases;

import java.util.Locale;

import tlsready.check.Assessor;
import tlsready.check.Ending;
import tlsready.check.Observation;
import tlsready.check.Verdict;

/** What a call to the check says of the stack of a machine. */
final class FleetSight {
    private FleetSight() {}

    static StackResult of(String stack, Observation seen, Assessor assessor) {
        Verdict verdict = assessor.assess(seen).verdict();
        if (verdict.passed() && seen.ending() instanceof Ending.Negotiated agreed) {
            String version = agreed.version().label().toLowerCase(Locale.ROOT).replace(' ', '-');
            return new StackResult(stack, FleetVerdict.PASSED, version);
        }
        return new StackResult(stack, meaning(verdict), verdict.token());
    }

    /** A refused certificate or a broken connection says nothing about versions and suites. */
    private static FleetVerdict meaning(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> FleetVerdict.PASSED;
            case LEGACY_ONLY, OLD_VERSION, NO_COMMON_SUITE, TLS13_ONLY, NO_COMMON_VERSION -> FleetVerdict.FAILED;
            case CERTIFICATE_REFUSED, INTERCEPTED, NOT_TLS, MALFORMED, INCOMPLETE, UNKNOWN -> FleetVerdict.UNKNOWN;
        };
    }
}
