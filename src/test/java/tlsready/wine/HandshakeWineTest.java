package tlsready.wine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;
import tlsready.bundle.Bundles;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The proof on the wire: a client set up like Windows 7 cannot reach a TLS 1.2 server, and can after the bundle's own
 * fix, as the bundle's own test tells. What is proved is the Schannel part: Wine's WinHTTP follows it, as Windows' does,
 * and there is no .NET Framework here.
 */
class HandshakeWineTest {
    private static final String PROTOCOLS =
            "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\";

    private final Wine wine = Wine.fresh();
    private final Path folder = wine.folder("My files (1)");

    private void setUpLikeWindows7() {
        var changes = new ArrayList<Change>();
        for (String protocol : List.of("TLS 1.1", "TLS 1.2")) {
            var key = RegistryKey.machine(PROTOCOLS + protocol + "\\Client");
            changes.add(new Change.SetValue(new ValueName(key, "Enabled"), RegistryValue.dword(0)));
            changes.add(new Change.SetValue(new ValueName(key, "DisabledByDefault"), RegistryValue.dword(1)));
        }
        wine.imports(RegFile.write(List.of(), new ChangeSet(changes)));
    }

    private Wine.Run test(String... arguments) {
        return wine.cscript(folder.resolve("Test.js"), arguments);
    }

    @Test
    void a_client_like_windows_7_is_refused_then_fixed_then_refused_again_after_the_undo() {
        GoldenFiles.unpack(Bundles.of(Bundles.EVERYTHING), folder);
        try (var server = new Tls12Server(folder)) {
            wine.imports(server.trust());
            setUpLikeWindows7();
            String before = wine.export("HKLM\\" + PROTOCOLS + "TLS 1.2");
            test(server.url())
                    .exits(1)
                    .says("TLS REFUSED")
                    .says("WinHTTP, 64-bit script host")
                    .says("certificate");
            wine.script(folder.resolve("Fix.cmd"), "/quiet").exits(0);
            test(server.url())
                    .exits(0)
                    .says("PASSED: the server answered over TLS (HTTP status 200)")
                    .says("What it does not prove: Anything about .NET");
            wine.script(folder.resolve("Undo.cmd"), "/quiet").exits(0);
            assertEquals(before, wine.export("HKLM\\" + PROTOCOLS + "TLS 1.2"));
            test(server.url()).exits(1);
        }
    }

    @Test
    void what_is_no_tls_failure_is_unknown() throws IOException {
        GoldenFiles.unpack(GoldenMachines.SERVER, folder);
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        test("https://localhost:" + closed + "/").exits(2).says("UNKNOWN: no connection");
        test("https://no-such-host.invalid/").exits(2).says("UNKNOWN: the name of the server was not found");
        test("http://localhost/").exits(2).says("name an address that begins with https://");
        test().exits(2).says("name an address that begins with https://");
    }

    @Test
    void a_certificate_that_is_not_trusted_never_passes_and_is_named_as_a_possible_reason() {
        GoldenFiles.unpack(GoldenMachines.ANALYST, folder);
        try (var server = new Tls12Server(folder)) {
            test(server.url()).exits(1).says("but also a certificate that is not trusted here");
        }
    }
}
