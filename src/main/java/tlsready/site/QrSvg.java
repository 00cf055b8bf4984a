package tlsready.site;

import java.util.Map;
import java.util.Optional;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** Draws QR codes as SVG: black on white with the quiet zone of four modules that ISO 18004 asks for. */
final class QrSvg {
    private static final int QUIET = 4;
    /** Beyond it the modules are too small for a phone that looks at a screen. */
    private static final int LONGEST = 1_000;

    private QrSvg() {}

    /** The picture of a text; nothing if it is too long. */
    static Optional<String> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
            return Optional.of(
                    draw(Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix(), "QR code of the link"));
        } catch (WriterException tooLong) {
            return Optional.empty();
        }
    }

    private static String draw(ByteMatrix modules, String name) {
        int size = modules.getWidth() + 2 * QUIET;
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz".formatted(from + QUIET, y + QUIET, x - from, x - from));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="220" height="220" role="img" \
                aria-label="%2$s" shape-rendering="crispEdges"><rect width="%1$d" height="%1$d" fill="#fff"/>\
                <path d="%3$s" fill="#000"/></svg>"""
                .formatted(size, name, path);
    }
}
