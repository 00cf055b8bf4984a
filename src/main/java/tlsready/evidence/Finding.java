package tlsready.evidence;

import java.util.Objects;

/** Something that evidence says of a machine, and where it says so. */
public record Finding(Claim claim, Origin origin) {
    public Finding {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(origin);
    }

    /** For people: {@code line 3: HKLM\…\v4.0.30319 SchUseStrongCrypto is REG_DWORD 0x00000001}. */
    @Override
    public String toString() {
        return "line " + origin.line() + ": " + claim.says();
    }
}
