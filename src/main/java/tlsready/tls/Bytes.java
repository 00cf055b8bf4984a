package tlsready.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of octets, equal to every other run of the same octets. */
public final class Bytes {
    /** No octets. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of these octets. */
    public static Bytes of(byte[] octets) {
        return of(octets, 0, octets.length);
    }

    /** A copy of {@code length} octets from {@code offset} on. */
    public static Bytes of(byte[] octets, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(octets, offset, offset + length));
    }

    /** The octets that these hexadecimal digits (two each, no separator) stand for. */
    public static Bytes ofHex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    /** The number of octets. */
    public int size() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    /** The octet at this index, 0 to 255. */
    public int at(int index) {
        return octets[index] & 0xFF;
    }

    /** A copy of the octets. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** Two lower-case hexadecimal digits an octet, without separators. */
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    /** One character (U+0000 to U+00FF) an octet: loses nothing, and reads well where the octets are ASCII. */
    public String latin1() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return hex();
    }
}
