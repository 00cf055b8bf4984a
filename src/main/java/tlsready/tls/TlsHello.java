package tlsready.tls;

import java.util.List;

/** Reads the body of a client hello message of SSL 3.0 to TLS 1.3 (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2). */
final class TlsHello {
    private static final int RANDOM = 32;
    private static final int LONGEST_SESSION_ID = 32;

    private TlsHello() {}

    /** The hello in {@code body}, which begins behind the handshake header; {@code raw} are the records it came in. */
    static ClientHello read(byte[] body, int recordVersion, Bytes raw) throws Malformation {
        var hello = new ByteCursor(body, 0, body.length, "client hello");
        int version = hello.u16("version");
        Bytes random = hello.run(RANDOM, "random");
        Bytes sessionId = sessionId(hello);
        var suites = hello.inside16("cipher suites").list16(CipherSuite::of);
        var compression = hello.inside8("compression methods").numbers8();
        var extensions = extensions(hello);
        return new ClientHello(
                HelloFormat.TLS_RECORD,
                recordVersion,
                version,
                random,
                sessionId,
                suites,
                List.of(),
                compression,
                extensions,
                raw);
    }

    private static Bytes sessionId(ByteCursor hello) throws Malformation {
        Bytes id = hello.inside8("session id").rest();
        if (id.size() > LONGEST_SESSION_ID) {
            throw new Malformation(
                    HelloFlaw.FIELD_TOO_LONG,
                    "The session id has " + id.size() + " bytes, more than " + LONGEST_SESSION_ID + ".");
        }
        return id;
    }

    private static Extensions extensions(ByteCursor hello) throws Malformation {
        if (hello.atEnd()) {
            return Extensions.NONE; // before RFC 3546 (2003) there were none, not even their length
        }
        var block = hello.inside16("extensions");
        hello.expectEnd();
        return Extensions.read(block);
    }
}
