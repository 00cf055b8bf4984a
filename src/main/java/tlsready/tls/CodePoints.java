package tlsready.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A registry of numbers and their names, read once from a data file of lines {@code 0xCODE,name,source}.
 * Numbers the file does not hold get a name too: GREASE values (RFC 8701) are called that, all others
 * are called by their hex number. Unknown is shown, never dropped.
 */
final class CodePoints<T> {
    interface Maker<T> {
        T make(int code, String name);
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Map<Integer, T> byCode = new LinkedHashMap<>();
    private final Map<String, T> byName = new LinkedHashMap<>();
    private final Maker<T> maker;

    private CodePoints(Maker<T> maker) {
        this.maker = maker;
    }

    /** The registry in the class path resource {@code /tls/<file>}. */
    static <T> CodePoints<T> in(String file, Maker<T> maker) {
        var points = new CodePoints<>(maker);
        try (var in = Objects.requireNonNull(CodePoints.class.getResourceAsStream("/tls/" + file), file);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(points::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /tls/" + file, e);
        }
        return points;
    }

    private void add(String line) {
        String[] cells = line.split(",", -1);
        T point = maker.make(Integer.decode(cells[0]), cells[1]);
        if (byCode.put(Integer.decode(cells[0]), point) != null || byName.put(cells[1], point) != null) {
            throw new IllegalStateException("code or name stands twice: " + line);
        }
    }

    /** The point with this number, which the registry may not know. */
    T of(int code) {
        T known = byCode.get(code);
        return known != null ? known : maker.make(code, unnamed(code));
    }

    Optional<T> find(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    Optional<T> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<T> all() {
        return byCode.values();
    }

    /** What a number is called that no registry names. */
    static String unnamed(int code) {
        String hex = "0x" + HEX.toHexDigits(code, code > 0xFFFF ? 6 : 4);
        return Grease.is(code) ? "GREASE_" + hex : hex;
    }

    static int requireUnsigned16(int code) {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("not a 16-bit code point: " + code);
        }
        return code;
    }
}
