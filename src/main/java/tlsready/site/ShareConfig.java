package tlsready.site;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** How short links are kept. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "share")
public interface ShareConfig {
    /** How long after it was last opened. */
    Duration kept();

    /** Most links that one address makes, and most wrong codes that it tries, within the window. */
    int most();

    Duration window();
}
