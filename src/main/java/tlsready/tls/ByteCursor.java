package tlsready.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads big-endian numbers, runs and lists from a byte array, and never beyond its end: whatever does
 * not fit is a {@link Malformation} that names the field.
 */
final class ByteCursor {
    private final byte[] octets;
    private final String whole;
    private final int end;
    private int position;

    /** Over the octets from {@code start} up to {@code end}; {@code whole} is what they are, for sentences. */
    ByteCursor(byte[] octets, int start, int end, String whole) {
        this.octets = octets;
        this.position = start;
        this.end = end;
        this.whole = whole;
    }

    int left() {
        return end - position;
    }

    boolean atEnd() {
        return position == end;
    }

    int u8(String field) throws Malformation {
        return octets[take(1, field)] & 0xFF;
    }

    int u16(String field) throws Malformation {
        int at = take(2, field);
        return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
    }

    int u24(String field) throws Malformation {
        return u8(field) << 16 | u16(field);
    }

    Bytes run(int length, String field) throws Malformation {
        return Bytes.of(octets, take(length, field), length);
    }

    /** The contents of a field that begins with its length in one byte. */
    ByteCursor inside8(String field) throws Malformation {
        return inside(u8(field), field);
    }

    /** The contents of a field that begins with its length in two bytes. */
    ByteCursor inside16(String field) throws Malformation {
        return inside(u16(field), field);
    }

    /** The contents of a field of this length. */
    ByteCursor inside(int length, String field) throws Malformation {
        int at = take(length, field);
        return new ByteCursor(octets, at, at + length, field);
    }

    /** All that is left, as a list of one-byte numbers. */
    List<Integer> numbers8() throws Malformation {
        var numbers = new ArrayList<Integer>(left());
        while (!atEnd()) {
            numbers.add(u8(whole));
        }
        return List.copyOf(numbers);
    }

    /** All that is left, as a list of what each two-byte number stands for. */
    <T> List<T> list16(IntFunction<T> meaning) throws Malformation {
        if (left() % 2 != 0) {
            throw uneven(2);
        }
        var entries = new ArrayList<T>(left() / 2);
        while (!atEnd()) {
            entries.add(meaning.apply(u16(whole)));
        }
        return List.copyOf(entries);
    }

    Bytes rest() {
        Bytes rest = Bytes.of(octets, position, left());
        position = end;
        return rest;
    }

    void expectEnd() throws Malformation {
        if (!atEnd()) {
            throw new Malformation(
                    HelloFlaw.LEFT_OVER, "There are " + left() + " bytes left over at the end of the " + whole + ".");
        }
    }

    Malformation uneven(int size) {
        return new Malformation(
                HelloFlaw.UNEVEN_LIST,
                "The " + whole + " have " + left() + " bytes, which is not a multiple of " + size + ".");
    }

    private int take(int length, String field) throws Malformation {
        if (length > left()) {
            throw new Malformation(
                    HelloFlaw.ENDS_EARLY,
                    "In the " + whole + " the " + field + " should have " + length + " bytes, but " + left()
                            + " are left.");
        }
        position += length;
        return position - length;
    }
}
