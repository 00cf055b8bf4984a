package tlsready.tls;

import java.util.Objects;

/**
 * A cipher of SSL 2.0, which only SSLv2-framed hellos can carry: three bytes on the wire, the first
 * not zero (RFC 6101 appendix E). Nothing modern accepts one; it tells how old a client is.
 *
 * @param code unsigned 24-bit code point
 * @param name name in the SSL 2.0 draft, for example {@code SSL_CK_RC4_128_WITH_MD5}
 */
public record Ssl2CipherKind(int code, String name) {
    private static final CodePoints<Ssl2CipherKind> KNOWN = CodePoints.in("ssl2-cipher-kinds.csv", Ssl2CipherKind::new);

    public Ssl2CipherKind {
        if (code < 0x010000 || code > 0xFFFFFF) {
            throw new IllegalArgumentException("not a cipher kind of SSL 2.0: " + code);
        }
        Objects.requireNonNull(name);
    }

    /** The cipher with this code point; an unknown one is called by its hex number. */
    public static Ssl2CipherKind of(int code) {
        return KNOWN.of(code);
    }

    @Override
    public String toString() {
        return name;
    }
}
