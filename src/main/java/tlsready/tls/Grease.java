package tlsready.tls;

/**
 * GREASE (RFC 8701): meaningless numbers that clients such as Chrome mix into their lists so that
 * servers stay tolerant. They are shown, but no judgement may rest on them.
 */
public final class Grease {
    private Grease() {}

    /** Whether this 16-bit number is one of 0x0A0A, 0x1A1A … 0xFAFA: suites, groups, extensions, versions, schemes. */
    public static boolean is(int code) {
        return (code & 0x0F0F) == 0x0A0A && (code >>> 8) == (code & 0xFF);
    }

    /** Whether this byte is one of 0x0B, 0x2A, 0x49 … 0xE4: pre-shared key exchange modes. */
    public static boolean isPskMode(int mode) {
        return mode >= 0x0B && mode <= 0xE4 && (mode - 0x0B) % 0x1F == 0;
    }

    /** Whether these are two equal bytes 0x0A, 0x1A … 0xFA: an ALPN name. */
    public static boolean isAlpn(byte[] name) {
        return name.length == 2 && is((name[0] & 0xFF) << 8 | name[1] & 0xFF);
    }
}
