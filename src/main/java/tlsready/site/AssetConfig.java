package tlsready.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32;

import io.quarkus.qute.TemplateGlobal;

/** Addresses of the static files with a mark of their content, so that browsers may keep them for ever. */
public final class AssetConfig {
    private AssetConfig() {}

    /** {@code {styleUrl}} in any template. */
    @TemplateGlobal
    static String styleUrl() {
        return Marked.STYLE;
    }

    /** {@code {iconUrl}} in any template. */
    @TemplateGlobal
    static String iconUrl() {
        return Marked.ICON;
    }

    /** {@code {liveUrl}} in any template. */
    @TemplateGlobal
    static String liveUrl() {
        return Marked.LIVE;
    }

    /** {@code {shareUrl}} in any template. */
    @TemplateGlobal
    static String shareUrl() {
        return Marked.SHARE;
    }

    private static final class Marked {
        static final String STYLE = of("/style.css");
        static final String ICON = of("/favicon.svg");
        static final String LIVE = of("/live.js");
        static final String SHARE = of("/share.js");

        private static String of(String path) {
            try (InputStream in = AssetConfig.class.getResourceAsStream("/META-INF/resources" + path)) {
                var crc = new CRC32();
                crc.update(in.readAllBytes());
                return path + "?v=" + HexFormat.of().toHexDigits((int) crc.getValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
