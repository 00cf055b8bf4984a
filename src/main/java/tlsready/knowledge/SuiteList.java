package tlsready.knowledge;

import java.util.List;

import tlsready.tls.CipherSuite;

/**
 * The cipher suites Schannel of some Windows releases enables by default, in its order of preference.
 *
 * @param suites for TLS 1.2 and, where the Windows has it, TLS 1.3; IANA names in the data
 */
public record SuiteList(String id, String name, List<CipherSuite> suites, List<Basis> basis) implements Row {
    public SuiteList {
        basis = Row.required(id, basis);
        suites = List.copyOf(suites);
    }
}
