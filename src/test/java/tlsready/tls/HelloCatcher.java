package tlsready.tls;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A port of this machine that reads one client's hello and hangs up, so that real clients can be asked for theirs. */
public final class HelloCatcher {
    private static final int PATIENCE_SECONDS = 20;

    private HelloCatcher() {}

    /** The hello of this command, in which PORT stands for the port to connect to. */
    public static HelloResult of(List<String> command) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_SECONDS * 1000);
            var caught = CompletableFuture.supplyAsync(() -> accept(server));
            String port = Integer.toString(server.getLocalPort());
            var client = new ProcessBuilder(command.stream()
                            .map(word -> word.replace("PORT", port))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            try {
                return caught.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } finally {
                client.destroy();
            }
        }
    }

    private static HelloResult accept(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            var reader = new HelloReader();
            byte[] piece = new byte[100]; // small, so that real hellos come in several
            int length;
            while (!reader.result().isFinal()
                    && (length = socket.getInputStream().read(piece)) >= 0) {
                reader.feed(piece, 0, length);
            }
            return reader.end();
        } catch (IOException e) {
            throw new AssertionError("no hello came", e);
        }
    }
}
