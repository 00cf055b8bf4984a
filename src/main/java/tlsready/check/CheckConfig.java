package tlsready.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** How the check is set up. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "check")
public interface CheckConfig {
    /** Whether there are listeners at all. */
    boolean enabled();

    /** The address to listen at. */
    String host();

    /** The port that the offsets of the endpoints count from; 0 gives each any free port. */
    int firstPort();

    /** Endpoints by id that are switched off ({@code false}). */
    Map<String, Boolean> endpoints();

    /** The port for clients that can do no TLS at all; 0 for any that is free. */
    OptionalInt plainPort();

    /** The port where the host name decides to which endpoint a client comes. */
    OptionalInt namesPort();

    /** Domain whose sub-domains all lead to this machine. */
    Optional<String> domain();

    /** More host names and addresses for the certificates of the local authority. */
    Optional<List<String>> names();

    /** Where the local authority is kept. */
    Path folder();

    /** Certificates to use in place of the local authority's. */
    List<Certificate> certificates();

    /** How often changed certificates are looked for. */
    Duration reload();

    /** Whether the JDK's engine may be loosened for clients that need RC4, 3DES or SSL 2.0's framing. */
    boolean oldClients();

    /** Time for a whole connection. */
    Duration patience();

    /** Connections open at the same time. */
    int connections();

    /** Connections open at the same time from one address. */
    int connectionsPerAddress();

    /** Load balancers that say by the PROXY protocol who calls: addresses or ranges. */
    Optional<List<String>> proxies();

    /** How long open connections may go on when the portal stops. */
    Duration drain();

    /** One certificate with its key, in PEM. */
    interface Certificate {
        /** The chain, leaf first. */
        Path chain();

        /** The key, if it is in a file of its own. */
        Optional<Path> key();
    }
}
