package tlsready.registry;

import java.io.ByteArrayOutputStream;

/**
 * The bytes of a {@code hex:} value in a .reg file, read line by line. A line goes on in the next one if it ends in a
 * comma and a backslash; a {@code ;} remark may follow. Anything else that does not fit spoils the value, as in the
 * conformance tests (wine-mirror/wine:programs/reg/tests/import.c, "hex data concatenation").
 */
final class HexBytes {
    /** What a line leaves behind. */
    enum State {
        /** The value is complete. */
        COMPLETE,
        /** It goes on in the next line. */
        CONTINUED,
        /** No import takes it. */
        SPOILT
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean first = true;

    /** Reads one line's part: after the colon for the first line, the whole line for the others. */
    State add(String part) {
        boolean nothingYet = first;
        first = false;
        boolean afterComma = false;
        boolean afterByte = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == ' ' || c == '\t') {
                continue;
            }
            if (c == ';') {
                return State.COMPLETE;
            }
            if (c == '\\') {
                return (afterComma || nothingYet) && isRemark(part, i + 1) ? State.CONTINUED : State.SPOILT;
            }
            if (c == ',' && afterByte) {
                afterByte = false;
                afterComma = true;
            } else if (Character.digit(c, 16) >= 0 && !afterByte) {
                int end = endOfDigits(part, i);
                if (end - i > 2) {
                    return State.SPOILT;
                }
                bytes.write(Integer.parseInt(part.substring(i, end), 16));
                i = end - 1;
                afterByte = true;
                afterComma = false;
                nothingYet = false;
            } else {
                return State.SPOILT;
            }
        }
        return State.COMPLETE;
    }

    private static int endOfDigits(String part, int from) {
        int end = from;
        while (end < part.length() && Character.digit(part.charAt(end), 16) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean isRemark(String part, int from) {
        String rest = part.substring(from).strip();
        return rest.isEmpty() || rest.startsWith(";");
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
