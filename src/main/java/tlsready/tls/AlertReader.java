package tlsready.tls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches one direction of a TLS connection go by, reports its alert records and counts those of handshakes; the other
 * direction needs a reader of its own. It only looks, keeps seven bytes whatever passes, and no input makes it throw.
 *
 * <p>What it cannot see: from TLS 1.3's first encrypted record on, alerts look like application data on
 * the wire (RFC 8446, 5.2), so only the engine knows of them. A stream that is not TLS, or stops being so,
 * is watched no further.
 */
public final class AlertReader {
    private static final int HEADER = 5;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int PLAIN_LENGTH = 2;
    /** Longest record of TLS 1.2 with all that compression and encryption may add (RFC 5246, 6.2.3). */
    private static final int LONGEST = (1 << 14) + 2048;

    private final byte[] head = new byte[HEADER + PLAIN_LENGTH];
    private int filled;
    private int skip;
    private boolean begun;
    private boolean lost;
    private int handshakes;

    /** The alerts in what is left in this buffer, whose position is not moved. */
    public List<AlertSighting> feed(ByteBuffer chunk) {
        var seen = new ArrayList<AlertSighting>();
        var bytes = chunk.duplicate();
        while (bytes.hasRemaining() && !lost) {
            if (skip > 0) {
                int step = Math.min(skip, bytes.remaining());
                bytes.position(bytes.position() + step);
                skip -= step;
            } else {
                head[filled++] = bytes.get();
                look(seen);
            }
        }
        return seen;
    }

    /** The alerts in these bytes. */
    public List<AlertSighting> feed(byte[] chunk) {
        return feed(ByteBuffer.wrap(chunk));
    }

    /** Records of a handshake so far, those that began included, plain and as TLS up to 1.2 encrypts them. */
    public int handshakes() {
        return handshakes;
    }

    private void look(List<AlertSighting> seen) {
        if (!begun && Ssl2Hello.canBegin(head, filled)) {
            if (filled == HEADER) {
                pass(Ssl2Hello.length(head) - HEADER); // a client may begin in the old framing; records follow
            }
            return;
        }
        lost = !RecordWalk.canBegin(head, filled);
        if (lost || filled < HEADER) {
            return;
        }
        int length = (head[3] & 0xFF) << 8 | head[4] & 0xFF;
        if (length > LONGEST) {
            lost = true;
            return;
        }
        if (head[0] == ALERT && length == PLAIN_LENGTH) {
            if (filled == HEADER + PLAIN_LENGTH) {
                seen.add(new AlertSighting.Plain(Alert.of(head[5] & 0xFF, head[6] & 0xFF)));
                pass(0);
            }
            return;
        }
        if (head[0] == ALERT && length > PLAIN_LENGTH) {
            seen.add(new AlertSighting.Encrypted(length));
        }
        handshakes += head[0] == HANDSHAKE ? 1 : 0;
        pass(length);
    }

    private void pass(int length) {
        begun = true;
        filled = 0;
        skip = Math.max(length, 0);
    }
}
