package tlsready.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;

/** A client without manners: a bare socket, on which a test says what it likes. */
final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();

    RawClient(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout(15_000);
    }

    RawClient say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Ends its own side only. */
    RawClient shutUp() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Breaks the connection off in place of closing it. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Everything that comes until the other side ends, be it in order or not. */
    byte[] hear() throws IOException {
        var heard = new ByteArrayOutputStream();
        try {
            byte[] piece = new byte[4096];
            for (int length = socket.getInputStream().read(piece);
                    length >= 0;
                    length = socket.getInputStream().read(piece)) {
                heard.write(piece, 0, length);
            }
        } catch (java.net.SocketException e) {
            // A reset: what was heard before it counts.
        }
        return heard.toByteArray();
    }

    /** The next octet, or -1 if the other side ended. */
    int hearOne() throws IOException {
        return socket.getInputStream().read();
    }

    String hearText() throws IOException {
        return new String(hear(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The hello of this Java for these versions, as its engine writes it. */
    static byte[] hello(String... protocols) throws Exception {
        SSLEngine engine = Peer.trusting().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(protocols);
        var wire = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), wire);
        byte[] hello = new byte[wire.flip().remaining()];
        wire.get(hello);
        return hello;
    }
}
