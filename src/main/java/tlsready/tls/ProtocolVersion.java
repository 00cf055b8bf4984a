package tlsready.tls;

import java.util.Optional;

/**
 * A version number as a client sent it: one of ours, a draft of TLS 1.3, GREASE, or unknown.
 *
 * @param code unsigned 16-bit number
 */
public record ProtocolVersion(int code) {
    /** Drafts of TLS 1.3 said 0x7F00 plus the draft's number, up to 28 (draft-ietf-tls-tls13, 4.2.1). */
    private static final int DRAFTS = 0x7F00;

    private static final int LAST_DRAFT = DRAFTS + 28;

    public ProtocolVersion {
        CodePoints.requireUnsigned16(code);
    }

    /** The version this number means; a draft of TLS 1.3 counts as TLS 1.3. */
    public Optional<TlsVersion> version() {
        return isDraft() ? Optional.of(TlsVersion.TLS_1_3) : TlsVersion.ofCode(code);
    }

    /** Whether this is a draft of TLS 1.3, which finished implementations do not speak. */
    public boolean isDraft() {
        return code > DRAFTS && code <= LAST_DRAFT;
    }

    public boolean isGrease() {
        return Grease.is(code);
    }

    /** {@code "TLS 1.2"}, {@code "TLS 1.3 draft 23"}, {@code "GREASE_0x0A0A"} or {@code "0x0305"}. */
    public String name() {
        if (isDraft()) {
            return TlsVersion.TLS_1_3.label() + " draft " + (code - DRAFTS);
        }
        return version().map(TlsVersion::label).orElseGet(() -> CodePoints.unnamed(code));
    }

    @Override
    public String toString() {
        return name();
    }
}
