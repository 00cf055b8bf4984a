package tlsready.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/**
 * A cable between one client and an endpoint that keeps what goes over it: what was really sent, told by nobody who
 * had a part in it.
 */
final class Wire implements AutoCloseable {
    private static final int ALERT = 21;
    private static final int HEADER = 5;

    private final int atATime;
    private final String from;
    private final byte[] preamble;
    private final ServerSocket entrance;
    private final Thread carrier;
    private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();

    Wire(int target) throws IOException {
        this(target, 4096);
    }

    /** A cable that carries at most so many bytes at a time. */
    Wire(int target, int atATime) throws IOException {
        this(target, atATime, "127.0.0.1", new byte[0]);
    }

    /** The same, as a load balancer: it calls from this address and says this before anything of the client's. */
    Wire(int target, int atATime, String from, byte[] preamble) throws IOException {
        this.atATime = atATime;
        this.from = from;
        this.preamble = preamble.clone();
        entrance = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        entrance.setSoTimeout(30_000);
        carrier = new Thread(() -> carry(target));
        carrier.start();
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void carry(int target) {
        try (var client = entrance.accept();
                var server = new Socket()) {
            server.bind(new InetSocketAddress(from, 0));
            server.connect(new InetSocketAddress("127.0.0.1", target));
            server.getOutputStream().write(preamble);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var forth = new Thread(() -> pump(client, server, fromClient));
            forth.start();
            pump(server, client, fromServer);
            forth.join();
        } catch (IOException | InterruptedException e) {
            // The client did not come, or the test is over: what was kept says it.
        }
    }

    private void pump(Socket from, Socket to, ByteArrayOutputStream kept) {
        byte[] piece = new byte[atATime];
        try (InputStream in = from.getInputStream()) {
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                kept.write(piece, 0, length);
                out.write(piece, 0, length);
            }
        } catch (IOException e) {
            // A reset on one side is an end on the other.
        } finally {
            try {
                to.close();
            } catch (IOException e) {
                // It was closed before.
            }
        }
    }

    /** The first readable alert that the endpoint sent, as level and number: {@code 2:70}. */
    Optional<String> alertFromServer() throws InterruptedException {
        carrier.join(10_000);
        return alert(fromServer.toByteArray());
    }

    /** The first readable alert that the client sent. */
    Optional<String> alertFromClient() throws InterruptedException {
        carrier.join(10_000);
        return alert(fromClient.toByteArray());
    }

    private static Optional<String> alert(byte[] bytes) {
        int at = 0;
        while (at + HEADER <= bytes.length && bytes[at] >= 20 && bytes[at] <= 23) {
            int length = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
            if (bytes[at] == ALERT && length == 2 && at + HEADER + 2 <= bytes.length) {
                return Optional.of(bytes[at + HEADER] + ":" + (bytes[at + HEADER + 1] & 0xFF));
            }
            at += HEADER + length;
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
