package tlsready.wine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** An HTTPS server on this machine that takes TLS 1.2 and nothing else, with a certificate thrown away afterwards. */
public final class Tls12Server implements AutoCloseable {
    private static final char[] PASSWORD = "throw-away".toCharArray();
    private static final String ROOTS = "SOFTWARE\\Microsoft\\SystemCertificates\\Root\\Certificates\\";
    /** Properties of a certificate in the registry, as in wincrypt.h. */
    private static final int SHA1_HASH_PROP_ID = 3;

    private static final int CERT_CERT_PROP_ID = 32;

    private final HttpServer server;
    private final X509Certificate certificate;

    Tls12Server(Path folder) {
        try {
            KeyStore keys = keys(folder.resolve("server.p12"));
            certificate = (X509Certificate) keys.getCertificate("server");
            server = start(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyStore keys(Path file) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(file);
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-ext",
                        "bc=ca:true",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(file.resolveSibling("keytool.txt").toFile()))
                .start();
        try {
            assertEquals(true, process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, "keytool failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static HttpServer start(KeyStore keys) throws IOException, GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setProtocols(new String[] {"TLSv1.2"});
            }
        });
        server.createContext("/", exchange -> {
            byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Its address under the name in the certificate. */
    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/";
    }

    /** A .reg file that makes Windows trust the certificate. */
    byte[] trust() {
        try {
            return trust(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same for the certificate of any authority, in DER. */
    public static byte[] trust(byte[] der) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(der);
            byte[] blob = ByteBuffer.allocate(24 + sha1.length + der.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(SHA1_HASH_PROP_ID)
                    .putInt(1)
                    .putInt(sha1.length)
                    .put(sha1)
                    .putInt(CERT_CERT_PROP_ID)
                    .putInt(1)
                    .putInt(der.length)
                    .put(der)
                    .array();
            var key = RegistryKey.machine(ROOTS + HexFormat.of().withUpperCase().formatHex(sha1));
            var value = RegistryValue.of(RegistryValue.BINARY, blob);
            return RegFile.write(List.of(), ChangeSet.of(new Change.SetValue(new ValueName(key, "Blob"), value)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
