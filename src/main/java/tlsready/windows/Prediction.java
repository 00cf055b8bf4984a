package tlsready.windows;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tlsready.knowledge.NetworkStack;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * What a stack on a machine will offer, and whether that reaches a target.
 *
 * @param verdict the answer
 * @param cause why it is not {@link Verdict#WORKS}
 * @param offered the versions it will offer for sure
 * @param suites the cipher suites it will offer for sure
 * @param because the facts that led here, in the order they apply
 * @param undecided for {@link Verdict#UNKNOWN}: what to look at on the machine to know, in words; may be empty
 * @param possible the versions it may offer: those for sure, and those that hang on something nobody has looked at
 * @param possibleSuites the same of cipher suites
 */
public record Prediction(
        NetworkStack stack,
        Verdict verdict,
        Cause cause,
        Set<TlsVersion> offered,
        List<CipherSuite> suites,
        List<Reason> because,
        List<String> undecided,
        Set<TlsVersion> possible,
        List<CipherSuite> possibleSuites) {
    public Prediction {
        offered = Collections.unmodifiableSet(new TreeSet<>((Collection<TlsVersion>) offered));
        suites = List.copyOf(suites);
        because = List.copyOf(because);
        undecided = List.copyOf(undecided);
        possible = Collections.unmodifiableSet(new TreeSet<>((Collection<TlsVersion>) possible));
        possibleSuites = List.copyOf(possibleSuites);
    }

    /** What a machine that is wholly known will offer; nothing hangs on anything. */
    static Prediction certain(
            NetworkStack stack,
            Verdict verdict,
            Cause cause,
            Set<TlsVersion> offered,
            List<CipherSuite> suites,
            List<Reason> because) {
        return new Prediction(stack, verdict, cause, offered, suites, because, List.of(), offered, suites);
    }

    /** The same where more suites are possible than are sure. */
    Prediction withPossible(List<CipherSuite> more) {
        return new Prediction(stack, verdict, cause, offered, suites, because, undecided, possible, more);
    }
}
