package tlsready.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertNotNull;

/** A page that is told what comes, without a browser: the lines of an answer as they arrive. */
public final class EventStream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;
    private final List<String> head = new ArrayList<>();

    /**
     * Asks for a stream.
     *
     * @param portal its address
     * @param from the address to come from: any of 127.0.0.0/8
     * @param cookie may be empty
     */
    public EventStream(String portal, String path, String from, String cookie) throws IOException {
        int port = URI.create(portal).getPort();
        socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(20_000);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/event-stream\r\n"
                + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "Connection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            head.add(line);
        }
    }

    /** The HTTP status. */
    public int status() {
        return Integer.parseInt(head.get(0).split(" ")[1]);
    }

    /** A header of the answer. */
    public String header(String name) {
        return head.stream()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The next line that holds this; fails if the stream ends before. */
    public String until(String part) throws IOException {
        String line;
        do {
            line = lines.readLine();
            assertNotNull(line, () -> "it ended before it said " + part);
        } while (!line.contains(part));
        return line;
    }

    /** Everything that still comes, once it has ended by itself. */
    public String rest() throws IOException {
        var all = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
