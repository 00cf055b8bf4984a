package tlsready;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged portal, built for PostgreSQL, in a process of its own. */
public final class Replica implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target", "postgresql", "quarkus-run.jar");
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    /**
     * Starts one on free ports.
     *
     * @param name of the folder it keeps its certificates in
     * @param database address for JDBC; user and password are those of an embedded PostgreSQL
     */
    public Replica(String name, String database) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dquarkus.http.host=localhost",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0",
                "-Dcheck.host=localhost",
                "-Dcheck.first-port=0",
                "-Dcheck.plain-port=0",
                "-Droom.look=PT24H", // what is not told stays unknown
                "-Dcheck.folder=" + Path.of("target", "replica-" + name),
                "-Dquarkus.datasource.jdbc.url=" + database,
                "-Dquarkus.datasource.username=postgres",
                "-Dquarkus.datasource.password=postgres",
                "-jar",
                PROGRAM.toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var listening = new Thread(this::listen, "replica-" + name);
        listening.setDaemon(true);
        listening.start();
    }

    /** Its address, without a slash at the end, once it is up. */
    public String address() throws Exception {
        return "http://localhost:" + port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What it has said so far, line by line. */
    public List<String> said() {
        return said;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                Matcher up = LISTENING.matcher(line);
                if (up.find()) {
                    port.complete(Integer.parseInt(up.group(1)));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(new UncheckedIOException(e));
        }
        port.completeExceptionally(new IllegalStateException("it ended:\n" + String.join("\n", said)));
    }
}
