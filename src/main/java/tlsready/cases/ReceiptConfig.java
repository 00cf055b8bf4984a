package tlsready.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** How receipts are signed. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "receipt")
public interface ReceiptConfig {
    /** What private keys are sealed with; the same for all replicas. Without it, a file in the folder. */
    Optional<String> secret();

    /** Where that file is. */
    Path folder();

    /** How long a key signs. */
    Duration keySigns();

    /** How long before its end the next one is made. */
    Duration keyOverlap();

    /** Key sets of portals whose receipts are taken here: files, by a name to be shown. */
    Map<String, Path> trusted();
}
