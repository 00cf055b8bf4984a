package tlsready.check;

import io.smallrye.config.ConfigMapping;

/** How many pages stay live by a stream. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "live")
public interface LiveConfig {
    /** Streams at the same time, of everything that has live pages. */
    int streams();

    /** Of these from one address. */
    int streamsPerAddress();
}
