package tlsready.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import tlsready.TestTools;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The TLS clients of other people that every endpoint is tried with, each forced to one version of TLS. */
enum Peer {
    OPENSSL {
        @Override
        List<String> command(int port, TlsVersion version) {
            return List.of(
                    TestTools.require("openssl", "openssl").toString(),
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + port,
                    version == TlsVersion.TLS_1_0
                            ? "-tls1"
                            : "-"
                                    + version.label()
                                            .toLowerCase()
                                            .replace(" ", "")
                                            .replace('.', '_'),
                    "-cipher",
                    LOWEST_LEVEL,
                    "-quiet",
                    "-ign_eof");
        }
    },
    GNUTLS {
        @Override
        List<String> command(int port, TlsVersion version) {
            return List.of(
                    TestTools.require("gnutls-bin", "gnutls-cli").toString(),
                    "--insecure",
                    "--priority",
                    "NORMAL:-VERS-ALL:+VERS-" + version.label().replace(" ", ""),
                    "-p",
                    Integer.toString(port),
                    "127.0.0.1");
        }
    },
    NSS {
        @Override
        List<String> command(int port, TlsVersion version) throws IOException {
            String range = version.label().toLowerCase().replace(" ", "");
            return List.of(
                    TestTools.require("libnss3-tools", "tstclnt").toString(),
                    "-4",
                    "-h",
                    "localhost",
                    "-p",
                    Integer.toString(port),
                    "-V",
                    range + ":" + range,
                    "-o",
                    "-d",
                    "sql:" + nssDatabase(),
                    "-A",
                    request().toString());
        }
    },
    CURL {
        @Override
        List<String> command(int port, TlsVersion version) {
            String number = version.label().replace("TLS ", "");
            return List.of(
                    TestTools.require("curl", "curl").toString(),
                    "-skv",
                    "--noproxy",
                    "*",
                    "--tlsv" + number,
                    "--tls-max",
                    number,
                    "--ciphers",
                    LOWEST_LEVEL,
                    "https://127.0.0.1:" + port + "/hello");
        }
    },
    PYTHON {
        @Override
        List<String> command(int port, TlsVersion version) {
            return List.of(
                    TestTools.require("python3", "python3").toString(),
                    "-c",
                    """
                    import socket, ssl, sys, warnings
                    warnings.simplefilter("ignore")
                    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                    context.check_hostname = False
                    context.verify_mode = ssl.CERT_NONE
                    context.set_ciphers("%s")
                    context.minimum_version = context.maximum_version = ssl.TLSVersion.%s
                    with socket.create_connection(("127.0.0.1", %d)) as plain:
                        with context.wrap_socket(plain, server_hostname="localhost") as secure:
                            secure.sendall(b"GET /hello HTTP/1.0\\r\\n\\r\\n")
                            while answer := secure.recv(4096):
                                sys.stdout.write(answer.decode())
                    """
                            .formatted(LOWEST_LEVEL, javaName(version).replace('.', '_'), port));
        }
    },
    JAVA {
        @Override
        List<String> command(int port, TlsVersion version) {
            throw new UnsupportedOperationException("runs in this process");
        }

        @Override
        String ask(int port, TlsVersion version) throws Exception {
            try (var socket = (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
                socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                socket.setEnabledProtocols(new String[] {javaName(version)});
                socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.toString();
            }
        }
    };

    static final String REQUEST = "GET /hello HTTP/1.0\r\n\r\n";
    /** OpenSSL's lowest security level, without which it refuses to be as old as asked. */
    private static final String LOWEST_LEVEL = "DEFAULT@SECLEVEL=0";

    private static final int PATIENCE_SECONDS = 20;
    private static final Path FOLDER = Path.of("target", "check-peers");

    abstract List<String> command(int port, TlsVersion version) throws Exception;

    /** Everything that this client prints when it asks for {@code /hello} with this version of TLS and no other. */
    String ask(int port, TlsVersion version) throws Exception {
        return run(command(port, version));
    }

    private static String javaName(TlsVersion version) {
        return version == TlsVersion.TLS_1_0 ? "TLSv1" : version.label().replace(" ", "v");
    }

    /** Everything that a command prints, with the request as its input. */
    static String run(List<String> command) throws Exception {
        return run(command, Path.of("").toAbsolutePath());
    }

    /** The same, run in this folder. */
    static String run(List<String> command, Path folder) throws Exception {
        return run(command, folder, request());
    }

    /** The same, with this file as its input. */
    static String run(List<String> command, Path folder, Path input) throws Exception {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .start();
        try (InputStream out = process.getInputStream()) {
            byte[] printed = out.readAllBytes();
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "it never ends: " + command);
            return new String(printed, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    static synchronized Path request() throws IOException {
        Path file = FOLDER.resolve("request.txt");
        if (!Files.exists(file)) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, REQUEST);
        }
        return file.toAbsolutePath();
    }

    /** An empty database of certificates: NSS does not start without one. */
    static synchronized Path nssDatabase() throws IOException {
        Path folder = FOLDER.resolve("nss").toAbsolutePath();
        if (!Files.exists(folder.resolve("cert9.db"))) {
            Files.createDirectories(folder);
            try {
                run(List.of(
                        TestTools.require("libnss3-tools", "certutil").toString(),
                        "-N",
                        "-d",
                        "sql:" + folder,
                        "--empty-password"));
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        return folder;
    }

    /** A context that takes any certificate. */
    static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }
}
