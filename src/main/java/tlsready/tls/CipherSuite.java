package tlsready.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A cipher suite: its two bytes on the wire and its name in the IANA "TLS Cipher Suites" registry
 * (https://www.iana.org/assignments/tls-parameters/). A code point the registry does not name keeps
 * its number as its name ({@code "0x1A2B"}): unknown is shown, never dropped.
 *
 * @param code unsigned 16-bit code point
 * @param name IANA description, for example {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
 */
public record CipherSuite(int code, String name) {
    private static final Map<Integer, CipherSuite> BY_CODE = new HashMap<>();
    private static final Map<String, CipherSuite> BY_NAME = new HashMap<>();

    static {
        try (var in = Objects.requireNonNull(CipherSuite.class.getResourceAsStream("/tls/cipher-suites.csv"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("0x")).forEach(line -> {
                String[] cells = line.split(",", -1);
                var suite = new CipherSuite(Integer.decode(cells[0]), cells[1]);
                BY_CODE.put(suite.code, suite);
                BY_NAME.put(suite.name, suite);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CipherSuite {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("not a 16-bit code point: " + code);
        }
        Objects.requireNonNull(name);
    }

    /** The suite with this code point; one the registry does not name is called by its hex number. */
    public static CipherSuite of(int code) {
        var known = BY_CODE.get(code);
        return known != null ? known : new CipherSuite(code, String.format("0x%04X", code));
    }

    /** The suite with exactly this IANA name, or nothing. */
    public static Optional<CipherSuite> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
