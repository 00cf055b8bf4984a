package tlsready.cases;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** How cases are kept. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "cases")
public interface CasesConfig {
    /** How many days a case is kept unless its opener says otherwise. */
    int days();

    /** The most days that can be chosen. */
    int mostDays();

    /** Most events of a case. */
    int events();

    /** Most characters of a note. */
    int note();

    /** Wrong codes that are borne from one network within the window. */
    int wrongCodes();

    /** That window. */
    Duration window();
}
