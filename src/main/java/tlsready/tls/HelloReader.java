package tlsready.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

import tlsready.tls.HelloResult.Incomplete;
import tlsready.tls.HelloResult.NeedMore;
import tlsready.tls.HelloResult.NotTls;
import tlsready.tls.HelloResult.Progress;

/**
 * Reads a client hello from the first bytes of a connection, in whatever pieces they come, before any
 * TLS engine sees them.
 *
 * <p>It only looks: every byte fed up to and including the piece that brought the answer is kept in
 * {@link #received()}, to be fed to an engine afterwards. No input makes it throw. What it makes of a
 * stream does not depend on how the stream was cut. One reader serves one connection, and one thread at
 * a time; how long to wait for more is the caller's affair, who says {@link #end()} when it is over.
 */
public final class HelloReader {
    /**
     * Longest hello that is read, with its four-byte header: what fits into one TLS record. Hellos of
     * programs have 50 to 600 bytes, of browsers with post-quantum keys about 2,000; Go stops at 64 KiB, the
     * JDK at 32 KiB. The limit decides what ten thousand strangers who stall can cost.
     */
    public static final int MAX_HELLO = 1 << 14;

    /**
     * Most bytes that a hello may take on the wire, with the headers of its records. A whole record fits
     * twice; a hello of 5,000 bytes fits even if every byte has its own record.
     */
    public static final int MAX_WIRE = 2 * MAX_HELLO;

    /** Most characters of something that is not TLS that are quoted. */
    public static final int EXCERPT = 60;

    private static final int FIRST_GUESS = 512;

    private byte[] wire = new byte[0];
    private int size;
    private RecordWalk walk;
    private HelloResult result = new NeedMore();

    /**
     * Reads what is left in this buffer, without moving its position.
     *
     * @return what the stream is so far; after a final answer the same answer, and nothing is kept
     */
    public HelloResult feed(ByteBuffer chunk) {
        if (!result.isFinal()) {
            int length = chunk.remaining();
            reserve(length);
            chunk.duplicate().get(wire, size, length);
            size += length;
            look();
        }
        return result;
    }

    /** Reads {@code length} bytes from {@code offset} on; otherwise as {@link #feed(ByteBuffer)}. */
    public HelloResult feed(byte[] chunk, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, chunk.length);
        return feed(ByteBuffer.wrap(chunk, offset, length));
    }

    /** Reads all these bytes; otherwise as {@link #feed(ByteBuffer)}. */
    public HelloResult feed(byte[] chunk) {
        return feed(chunk, 0, chunk.length);
    }

    /** Says that nothing more will come, be it by an end of the stream or by a time limit. */
    public HelloResult end() {
        if (!result.isFinal()) {
            var progress = size == 0
                    ? Progress.SILENT
                    : looksLikeTls() || looksLikeSsl2() ? Progress.PARTIAL_HELLO : Progress.UNRECOGNISED;
            result = new Incomplete(progress, size);
        }
        return result;
    }

    /** The answer so far. */
    public HelloResult result() {
        return result;
    }

    /** Every byte fed until the answer, in order, to be read once more by somebody else. */
    public ByteBuffer received() {
        return ByteBuffer.wrap(wire, 0, size).asReadOnlyBuffer();
    }

    private void reserve(int length) {
        if (size + length > wire.length) {
            int doubled = wire.length == 0 ? FIRST_GUESS : Math.min(2 * wire.length, MAX_WIRE);
            wire = Arrays.copyOf(wire, Math.max(size + length, doubled));
        }
    }

    private void look() {
        try {
            if (RecordWalk.canBegin(wire, size)) {
                lookForTls();
            } else if (Ssl2Hello.canBegin(wire, size)) {
                lookForSsl2();
            } else {
                lookForOthers();
            }
        } catch (Malformation malformation) {
            result = malformation.result();
        }
    }

    private void lookForTls() throws Malformation {
        if (size < RecordWalk.SIGN) {
            return;
        }
        if (walk == null) {
            walk = new RecordWalk();
        }
        if (walk.reachesEnd(wire, size)) {
            Bytes raw = Bytes.of(wire, 0, walk.position());
            result = new HelloResult.Hello(TlsHello.read(walk.body(wire), walk.firstVersion(wire), raw));
        }
    }

    private void lookForSsl2() throws Malformation {
        if (size < Ssl2Hello.SIGN) {
            return;
        }
        int length = Ssl2Hello.length(wire);
        if (length > MAX_HELLO) {
            throw RecordWalk.tooLarge(length);
        }
        if (size >= length) {
            result = new HelloResult.Hello(Ssl2Hello.read(wire, length));
        }
    }

    private void lookForOthers() {
        boolean undecided = false;
        for (PlainProtocol protocol : PlainProtocol.values()) {
            if (protocol.begins(wire, size)) {
                result = new NotTls(protocol, excerpt());
                return;
            }
            undecided |= protocol.mayBegin(wire, size);
        }
        if (!undecided) {
            result = new NotTls(PlainProtocol.GARBAGE, excerpt());
        }
    }

    private String excerpt() {
        var excerpt = new StringBuilder();
        for (int i = 0; i < Math.min(size, EXCERPT); i++) {
            boolean printable = wire[i] >= ' ' && wire[i] <= '~';
            excerpt.append(printable ? (char) wire[i] : '.');
        }
        return excerpt.toString();
    }

    private boolean looksLikeTls() {
        return size >= RecordWalk.SIGN && RecordWalk.canBegin(wire, size);
    }

    private boolean looksLikeSsl2() {
        return size >= Ssl2Hello.SIGN && Ssl2Hello.canBegin(wire, size);
    }
}
