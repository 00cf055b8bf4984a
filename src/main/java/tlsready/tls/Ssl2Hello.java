package tlsready.tls;

import java.util.ArrayList;
import java.util.List;

/** Reads a client hello in the framing of SSL 2.0 (RFC 5246 appendix E.2, RFC 6101 appendix E). */
final class Ssl2Hello {
    /** Two bytes before the message: a set bit and the length of what follows. */
    static final int HEADER = 2;

    /** Bytes that tell a hello in this framing from anything else: header, message type 1, version. */
    static final int SIGN = HEADER + 3;

    private static final int CIPHER_SPEC = 3;

    private Ssl2Hello() {}

    /** Whether these first bytes, as many as there are, can begin a hello in this framing. */
    static boolean canBegin(byte[] wire, int size) {
        return (size < 1 || (wire[0] & 0x80) != 0)
                && (size < 3 || wire[2] == 1)
                && (size < 4 || wire[3] == 3 || wire[3] == 0)
                && (size < 5 || wire[3] == 3 || wire[4] == 2);
    }

    /** Length of the record with its header. */
    static int length(byte[] wire) {
        return HEADER + ((wire[0] & 0x7F) << 8 | wire[1] & 0xFF);
    }

    static ClientHello read(byte[] wire, int length) throws Malformation {
        var hello = new ByteCursor(wire, HEADER + 1, length, "SSLv2 client hello");
        int version = hello.u16("version");
        int specsLength = hello.u16("length of the cipher specs");
        int idLength = hello.u16("length of the session id");
        int challengeLength = hello.u16("length of the challenge");
        var specs = hello.inside(specsLength, "cipher specs");
        Bytes sessionId = hello.run(idLength, "session id");
        Bytes challenge = hello.run(challengeLength, "challenge");
        hello.expectEnd();

        var suites = new ArrayList<CipherSuite>();
        var ssl2Ciphers = new ArrayList<Ssl2CipherKind>();
        if (specs.left() % CIPHER_SPEC != 0) {
            throw specs.uneven(CIPHER_SPEC);
        }
        while (!specs.atEnd()) {
            int spec = specs.u24("cipher spec");
            if (spec <= 0xFFFF) { // a leading zero marks the suites of SSL 3.0 and TLS
                suites.add(CipherSuite.of(spec));
            } else {
                ssl2Ciphers.add(Ssl2CipherKind.of(spec));
            }
        }
        return new ClientHello(
                HelloFormat.SSLV2,
                version,
                version,
                challenge,
                sessionId,
                suites,
                ssl2Ciphers,
                List.of(0),
                Extensions.NONE,
                Bytes.of(wire, 0, length));
    }
}
