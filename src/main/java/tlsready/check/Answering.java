package tlsready.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether each listener of the check answers, found out by calling it. */
@Readiness
public class Answering implements HealthCheck {
    private static final int PATIENCE_MILLIS = 2000;
    private static final byte[] CALL = "HEAD /cdn-cgi/trace HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String GREETING = "HTTP/1.";

    private final CheckServer server;
    private final CheckConfig config;

    Answering(CheckServer server, CheckConfig config) {
        this.server = server;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("check");
        if (!config.enabled()) {
            return health.withData("switched off", true).up().build();
        }
        boolean allAnswer = server.closed().isEmpty();
        server.closed().forEach(health::withData);
        for (var listener : listeners().entrySet()) {
            boolean answers = answers(listener.getValue());
            allAnswer &= answers;
            health.withData(
                    listener.getKey() + " on port " + listener.getValue(), answers ? "answers" : "does not answer");
        }
        return health.status(allAnswer).build();
    }

    private Map<String, Integer> listeners() {
        var listeners = new LinkedHashMap<>(server.ports());
        server.plainPort().ifPresent(port -> listeners.put("plain HTTP", port));
        server.namesPort().ifPresent(port -> listeners.put("by name", port));
        return listeners;
    }

    /** Asks in plain HTTP, which every listener answers: that a handshake comes about is for the clients to find out. */
    private boolean answers(int port) {
        try (var socket = new Socket()) {
            InetAddress host = InetAddress.getByName(config.host());
            socket.bind(new InetSocketAddress(host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host, 0));
            var own = (InetSocketAddress) socket.getLocalSocketAddress();
            server.listeners().expectProbe(own);
            try {
                socket.connect(new InetSocketAddress(own.getAddress(), port), PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(CALL);
                byte[] greeting = socket.getInputStream().readNBytes(GREETING.length());
                return GREETING.equals(new String(greeting, StandardCharsets.US_ASCII));
            } finally {
                server.listeners().forgetProbe(own);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
