package tlsready.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.wine.Tls12Server;
import tlsready.wine.Wine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The command of the check for the script host of Windows, run by cmd and cscript of Wine as it is printed where
 * certificates are trusted. Wine cannot be told to overlook a certificate, as the other form does, and has no PowerShell.
 */
@QuarkusTest
class CommandsWineTest {
    @Inject
    CheckServer server;

    private final Wine wine = Wine.fresh();
    private final Path folder = wine.folder("Commands (4)");

    @Test
    void the_script_host_prints_status_and_verdict_once_the_certificate_is_trusted() throws Exception {
        assertFalse(typed("tls12").output().contains("passed"), "the certificate is not trusted yet");
        wine.imports(Tls12Server.trust(server.authority().orElseThrow().toArray()));
        typed("tls12").exits(0).says("200 passed tls12 ").says("Negotiated: TLS 1.2");
        typed("any").exits(0).says("200 passed any ");
        assertFalse(typed("tls10").output().contains("passed"), "refused");
    }

    /** What the command for this endpoint does where it is typed. */
    private Wine.Run typed(String endpoint) throws Exception {
        var address = new CheckAddress("localhost", server.port(endpoint).orElseThrow(), Optional.empty());
        String command = Command.read().stream()
                .filter(any -> any.id().equals("winhttp"))
                .findFirst()
                .orElseThrow()
                .ready(address, true)
                .text();
        assertTrue(command.contains("cscript"), command);
        Path line = folder.resolve("line.cmd");
        Files.write(line, ("@" + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return wine.script(line);
    }
}
