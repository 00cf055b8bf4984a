package tlsready.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tlsready.TestTools;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloCatcher;
import tlsready.tls.HelloResult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The TLS clients of this machine, named by the hellos that they send on the spot. */
class RealStacksTest {
    private static final Stacks STACKS = Stacks.read(Calls.KNOWLEDGE);

    @Test
    void openssl_is_named_at_every_version() throws Exception {
        String openssl = TestTools.require("openssl", "openssl").toString();
        for (String version : List.of("-tls1", "-tls1_1", "-tls1_2", "-tls1_3")) {
            NamedStack stack =
                    named(openssl, "s_client", "-connect", "localhost:PORT", "-cipher", "DEFAULT@SECLEVEL=0", version);
            assertTrue(stack.name().matches("OpenSSL .*3"), version + ": " + stack.name());
        }
    }

    @Test
    void curl_is_known_for_OpenSSL_at_every_version() throws Exception {
        String curl = TestTools.require("curl", "curl").toString();
        for (String highest : List.of("1.0", "1.1", "1.2", "1.3")) {
            NamedStack stack = named(
                    curl,
                    "-sk",
                    "--noproxy",
                    "*",
                    "--ciphers",
                    "DEFAULT@SECLEVEL=0",
                    "--tlsv1.0",
                    "--tls-max",
                    highest,
                    "https://localhost:PORT/");
            assertEquals("openssl", stack.family(), highest);
        }
    }

    @Test
    void gnutls_is_named_or_unknown() throws Exception {
        String gnutls = TestTools.require("gnutls-bin", "gnutls-cli").toString();
        assertEquals(
                "gnutls", named(gnutls, "--insecure", "-p", "PORT", "localhost").family());
        for (String version : List.of("1.0", "1.1", "1.2", "1.3")) {
            String family = named(
                            gnutls,
                            "--insecure",
                            "--priority",
                            "NORMAL:-VERS-ALL:+VERS-TLS" + version,
                            "-p",
                            "PORT",
                            "localhost")
                    .family();
            assertTrue(List.of("gnutls", NamedStack.UNKNOWN_FAMILY).contains(family), version + ": " + family);
        }
    }

    @Test
    void nss_is_named_or_unknown() throws Exception {
        String tstclnt = TestTools.require("libnss3-tools", "tstclnt").toString();
        for (String versions : List.of("tls1.0:tls1.0", "tls1.2:tls1.2", "tls1.2:tls1.3")) {
            String database = "sql:" + Peer.nssDatabase();
            String family = named(tstclnt, "-4", "-h", "localhost", "-p", "PORT", "-V", versions, "-o", "-d", database)
                    .family();
            boolean newest = versions.endsWith("1.3");
            assertTrue(
                    family.equals("nss") || !newest && family.equals(NamedStack.UNKNOWN_FAMILY),
                    versions + ": " + family);
        }
    }

    @Test
    void python_is_named() throws Exception {
        String python = TestTools.require("python3", "python3").toString();
        String call = "import ssl, socket; ssl._create_unverified_context().wrap_socket("
                + "socket.create_connection(('localhost', PORT)), server_hostname='localhost')";
        assertEquals("openssl", named(python, "-c", call).family());
    }

    @Test
    void java_is_named_or_unknown() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "check-peers"));
        Path program = folder.resolve("Call.java");
        Files.writeString(
                program,
                """
                class Call {
                    public static void main(String[] args) throws Exception {
                        var factory = javax.net.ssl.SSLSocketFactory.getDefault();
                        var socket = (javax.net.ssl.SSLSocket) factory.createSocket("localhost", Integer.parseInt(args[0]));
                        if (args.length > 1) {
                            socket.setEnabledProtocols(args[1].split(","));
                        }
                        socket.startHandshake();
                    }
                }
                """);
        Path loose = folder.resolve("loose.security");
        Files.writeString(loose, "jdk.tls.disabledAlgorithms=SSLv3\n");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        for (String versions : List.of("", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")) {
            var command = new ArrayList<>(
                    List.of(java.toString(), "-Djava.security.properties=" + loose, program.toString(), "PORT"));
            if (!versions.isEmpty()) {
                command.add(versions);
            }
            NamedStack stack = named(command.toArray(String[]::new));
            boolean onlyNewest = versions.equals("TLSv1.3");
            assertTrue(stack.id().equals("java-11") || onlyNewest && !stack.isKnown(), versions + ": " + stack.name());
        }
    }

    @Test
    void nobody_is_given_a_version_that_the_hello_does_not_show() throws Exception {
        String openssl = TestTools.require("openssl", "openssl").toString();
        String curl = TestTools.require("curl", "curl").toString();
        for (String older : List.of("1.0", "1.1", "1.2")) { // where OpenSSL 1.1 and 3 cannot be told apart
            String option = older.equals("1.0") ? "-tls1" : "-tls1_" + older.substring(2);
            String lowest = "DEFAULT@SECLEVEL=0";
            assertEquals(
                    "OpenSSL 1.1 or 3",
                    named(openssl, "s_client", "-connect", "localhost:PORT", "-cipher", lowest, option)
                            .name());
            assertEquals(
                    "OpenSSL 1.1 or 3",
                    named(curl, "-sk", "--ciphers", lowest, "--tls-max", older, "https://127.0.0.1:PORT/")
                            .name());
        }
    }

    @Test
    void chromium_is_named_a_browser() throws Exception {
        var command = new ArrayList<>(
                List.of(TestTools.require("chromium", "chromium").toString(), "--headless", "--no-sandbox"));
        command.addAll(List.of(
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--proxy-server=direct://",
                "--dump-dom",
                "https://localhost:PORT/"));
        NamedStack stack = named(command.toArray(String[]::new));
        assertEquals("chromium", stack.id());
        assertTrue(stack.browser());
    }

    private static NamedStack named(String... command) throws Exception {
        ClientHello hello = assertInstanceOf(HelloResult.Hello.class, HelloCatcher.of(List.of(command)))
                .hello();
        return STACKS.of(hello);
    }
}
