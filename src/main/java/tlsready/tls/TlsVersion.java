package tlsready.tls;

import java.util.Optional;

/**
 * A version of the SSL/TLS protocol family, oldest first.
 *
 * <p>Wire codes: RFC 6101 (SSL 3.0), RFC 2246, 4346, 5246 and 8446 (TLS 1.0 to 1.3). SSL 2.0 has the
 * number 0x0002 in its own hello format (RFC 6101 appendix E).
 */
public enum TlsVersion {
    SSL_2_0(0x0002, "SSL 2.0"),
    SSL_3_0(0x0300, "SSL 3.0"),
    TLS_1_0(0x0301, "TLS 1.0"),
    TLS_1_1(0x0302, "TLS 1.1"),
    TLS_1_2(0x0303, "TLS 1.2"),
    TLS_1_3(0x0304, "TLS 1.3");

    private final int code;
    private final String label;

    TlsVersion(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The two bytes on the wire, as an unsigned number. */
    public int code() {
        return code;
    }

    /** The name people read: {@code "TLS 1.2"}. */
    public String label() {
        return label;
    }

    public boolean isAtLeast(TlsVersion other) {
        return compareTo(other) >= 0;
    }

    /** The version with this wire code, or nothing for codes that are not in this list (drafts, GREASE). */
    public static Optional<TlsVersion> ofCode(int code) {
        for (TlsVersion version : values()) {
            if (version.code == code) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The version people call by this name ({@code "TLS 1.2"}), or nothing. */
    public static Optional<TlsVersion> labelled(String label) {
        for (TlsVersion version : values()) {
            if (version.label.equals(label)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return label;
    }
}
