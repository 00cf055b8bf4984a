package tlsready.tls;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tlsready.tls.AlertSighting.Encrypted;
import tlsready.tls.AlertSighting.Plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Alerts as a real TLS implementation puts them on the wire: two engines of this Java, joined in memory. */
class EngineAlertsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private KeyStore keys;
    private final AlertReader fromClient = new AlertReader();
    private final AlertReader fromServer = new AlertReader();
    private final List<AlertSighting> clientAlerts = new ArrayList<>();
    private final List<AlertSighting> serverAlerts = new ArrayList<>();

    @BeforeEach
    void make_a_certificate() throws Exception {
        Path file = folder.resolve("keys.p12");
        int end = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start()
                .waitFor();
        assertEquals(0, end, () -> "keytool failed in " + folder);
        keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
    }

    @Test
    void a_server_that_has_no_version_in_common_says_protocol_version() throws Exception {
        assertTrue(shake(client("TLSv1.2", true), server("TLSv1.3")) instanceof SSLException);
        assertEquals(List.of(new Plain(Alert.of(2, 70))), serverAlerts);
        assertEquals(List.of(), clientAlerts);
    }

    @Test
    void a_client_that_refuses_the_certificate_says_so_in_plain() throws Exception {
        assertTrue(shake(client("TLSv1.2", false), server("TLSv1.2")) instanceof SSLException);
        var refusal = assertInstanceOf(Plain.class, clientAlerts.get(0)).alert();
        assertEquals(List.of(new Plain(refusal)), clientAlerts);
        assertTrue(refusal.isFatal() && refusal.description().name().contains("certificate"), refusal::toString);
    }

    @Test
    void the_alerts_of_a_finished_handshake_are_encrypted_in_TLS_1_2_and_out_of_sight_in_TLS_1_3() throws Exception {
        SSLEngine client = client("TLSv1.2", true);
        assertEquals(null, shake(client, server("TLSv1.2")));
        assertEquals(List.of(), clientAlerts);
        client.closeOutbound();
        clientAlerts.addAll(fromClient.feed(wrap(client)));
        assertTrue(assertInstanceOf(Encrypted.class, clientAlerts.get(0)).length() > 2);

        SSLEngine newer = client("TLSv1.3", true);
        var reader = new AlertReader();
        assertEquals(null, shake(newer, server("TLSv1.3")));
        newer.closeOutbound();
        assertEquals(List.of(), reader.feed(wrap(newer)));
    }

    /** Lets two engines talk until both are done; what ended them otherwise. */
    private Exception shake(SSLEngine client, SSLEngine server) throws Exception {
        Exception failure = null;
        ByteBuffer toServer = ByteBuffer.allocate(0);
        ByteBuffer toClient = ByteBuffer.allocate(0);
        for (int turn = 0; turn < 20; turn++) {
            try {
                unwrap(client, toClient);
            } catch (SSLException e) {
                failure = e;
            }
            toServer = wrap(client);
            clientAlerts.addAll(fromClient.feed(toServer));
            try {
                unwrap(server, toServer);
            } catch (SSLException e) {
                failure = failure == null ? e : failure;
            }
            toClient = wrap(server);
            serverAlerts.addAll(fromServer.feed(toClient));
        }
        return failure;
    }

    private static void unwrap(SSLEngine engine, ByteBuffer wire) throws SSLException {
        var plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        for (int consumed = 1; wire.hasRemaining() && consumed > 0; ) {
            consumed = engine.unwrap(wire, plain).bytesConsumed(); // nothing, when it has to speak first
            work(engine);
        }
    }

    /** Everything the engine has to say now. */
    private static ByteBuffer wrap(SSLEngine engine) {
        var wire = ByteBuffer.allocate(4 * engine.getSession().getPacketBufferSize());
        for (int i = 0; i < 8; i++) {
            try {
                if (i > 0 && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                    break;
                }
                engine.wrap(ByteBuffer.allocate(0), wire);
                work(engine);
            } catch (SSLException e) {
                break; // the alert has been written before
            }
        }
        return wire.flip();
    }

    private static void work(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private SSLEngine client(String protocol, boolean trusting) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", trusting ? keys.getCertificate("server") : otherCertificate());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        return engine;
    }

    private Certificate otherCertificate() throws Exception {
        KeyStore first = keys;
        Files.delete(folder.resolve("keys.p12"));
        make_a_certificate();
        var other = keys.getCertificate("server");
        keys = first;
        return other;
    }

    private SSLEngine server(String protocol) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {protocol});
        return engine;
    }
}
