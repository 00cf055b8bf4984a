package tlsready.cases;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** How staff sign in. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "staff")
public interface StaffConfig {
    /** How long a session may rest. */
    Duration idle();

    /** How long a session holds at the very most. */
    Duration session();

    /** Tries to sign in with one name within the window. */
    int tries();

    /** Tries to sign in from one network within the window. */
    int triesPerAddress();

    /** The window in which tries are counted. */
    Duration triesWindow();

    /** How long lines of the audit trail are kept. */
    Duration auditKept();
}
