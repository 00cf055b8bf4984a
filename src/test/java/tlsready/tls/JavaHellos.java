package tlsready.tls;

import java.nio.ByteBuffer;
import java.security.Security;
import javax.net.ssl.SSLContext;

/**
 * Prints the hello, in hexadecimal, that this Java sends for each of its arguments: protocol names joined
 * by plus signs. A program of its own, because allowing old protocols cannot be undone in a running one.
 */
final class JavaHellos {
    private JavaHellos() {}

    public static void main(String[] protocols) throws Exception {
        Security.setProperty("jdk.tls.disabledAlgorithms", "NULL, anon");
        for (String names : protocols) {
            System.out.println(Bytes.of(hello(names.split("\\+"))).hex());
        }
    }

    /** The first bytes that a client of these protocols sends to {@code java.example.org}. */
    static byte[] hello(String... protocols) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        var engine = context.createSSLEngine("java.example.org", 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(protocols);
        var wire = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), wire);
        byte[] hello = new byte[wire.flip().remaining()];
        wire.get(hello);
        return hello;
    }
}
