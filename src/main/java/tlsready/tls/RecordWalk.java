package tlsready.tls;

import java.util.Arrays;

/**
 * Walks over the TLS records of a growing run of bytes until the first handshake message is whole. It
 * keeps places, not bytes, so that looking again after each piece costs no more than the piece.
 */
final class RecordWalk {
    /** Bytes that tell a TLS record from anything else: type and major version. */
    static final int SIGN = 2;

    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_RECORD = 1 << 14;
    private static final int MESSAGE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;

    private int position;
    private int leftInRecord;
    private final byte[] header = new byte[MESSAGE_HEADER];
    private int collected;
    private int expected = MESSAGE_HEADER;

    /** Whether these first bytes, as many as there are, can begin a TLS record of any kind: 20 to 24, then 3. */
    static boolean canBegin(byte[] wire, int size) {
        return (size < 1 || wire[0] >= 20 && wire[0] <= 24) && (size < 2 || wire[1] == 3);
    }

    /** Goes on as far as the bytes go; whether the message has come to its end. */
    boolean reachesEnd(byte[] wire, int size) throws Malformation {
        while (collected < expected) {
            if (leftInRecord == 0 && !opensRecord(wire, size)) {
                return false;
            }
            int step = Math.min(Math.min(leftInRecord, size - position), expected - collected);
            if (step == 0) {
                return false;
            }
            take(wire, step);
        }
        return true;
    }

    private boolean opensRecord(byte[] wire, int size) throws Malformation {
        if (size >= position + 1 && wire[position] != HANDSHAKE) {
            throw new Malformation(
                    HelloFlaw.WRONG_RECORD,
                    "A TLS record of type " + (wire[position] & 0xFF)
                            + " came where a handshake record (22) with the client hello should be.");
        }
        if (size >= position + 2 && wire[position + 1] != 3) {
            throw new Malformation(
                    HelloFlaw.WRONG_RECORD_VERSION,
                    "A record of the client hello has version " + (wire[position + 1] & 0xFF) + ".x, not 3.x.");
        }
        if (size < position + RECORD_HEADER) {
            return false;
        }
        int length = (wire[position + 3] & 0xFF) << 8 | wire[position + 4] & 0xFF;
        if (length == 0) {
            throw new Malformation(HelloFlaw.EMPTY_RECORD, "A record of the client hello is empty.");
        }
        if (length > LONGEST_RECORD) {
            throw new Malformation(
                    HelloFlaw.OVERSIZED_RECORD,
                    "A record of the client hello has " + length + " bytes, more than " + LONGEST_RECORD + ".");
        }
        if (position + RECORD_HEADER + length > HelloReader.MAX_WIRE) {
            throw new Malformation(
                    HelloFlaw.TOO_MANY_RECORDS,
                    "The client hello is cut into so many records that it takes more than " + HelloReader.MAX_WIRE
                            + " bytes.");
        }
        position += RECORD_HEADER;
        leftInRecord = length;
        return true;
    }

    private void take(byte[] wire, int step) throws Malformation {
        for (int i = 0; i < step && collected + i < MESSAGE_HEADER; i++) {
            header[collected + i] = wire[position + i];
        }
        boolean headerWasOpen = collected < MESSAGE_HEADER;
        position += step;
        leftInRecord -= step;
        collected += step;
        if (headerWasOpen) {
            readHeader();
        }
    }

    private void readHeader() throws Malformation {
        if (header[0] != CLIENT_HELLO) {
            throw new Malformation(
                    HelloFlaw.WRONG_MESSAGE,
                    "The first handshake message has type " + (header[0] & 0xFF) + ", a client hello has type 1.");
        }
        if (collected >= MESSAGE_HEADER) {
            expected = MESSAGE_HEADER + ((header[1] & 0xFF) << 16 | (header[2] & 0xFF) << 8 | header[3] & 0xFF);
            if (expected > HelloReader.MAX_HELLO) {
                throw tooLarge(expected);
            }
        }
    }

    static Malformation tooLarge(int length) {
        return new Malformation(
                HelloFlaw.HELLO_TOO_LARGE,
                "The client hello says that it has " + length + " bytes; at most " + HelloReader.MAX_HELLO
                        + " are read.");
    }

    /** Where the walk stands: once it reached the end, behind the last byte of the message. */
    int position() {
        return position;
    }

    /** Version in the header of the first record. */
    int firstVersion(byte[] wire) {
        return (wire[1] & 0xFF) << 8 | wire[2] & 0xFF;
    }

    /** The message without its header, put together from its records; for a walk that reached the end. */
    byte[] body(byte[] wire) {
        byte[] message = new byte[collected];
        int filled = 0;
        for (int at = 0; filled < collected; ) {
            int length = (wire[at + 3] & 0xFF) << 8 | wire[at + 4] & 0xFF;
            int step = Math.min(length, collected - filled);
            System.arraycopy(wire, at + RECORD_HEADER, message, filled, step);
            filled += step;
            at += RECORD_HEADER + length;
        }
        return Arrays.copyOfRange(message, MESSAGE_HEADER, collected);
    }
}
