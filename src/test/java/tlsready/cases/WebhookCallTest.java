package tlsready.cases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Deliveries go to the address that was looked at, with the name of the host. */
class WebhookCallTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private final WebhookCallServer calls = new WebhookCallServer(VERTX);

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_name_that_comes_to_mean_another_machine_leads_to_the_one_that_was_looked_at() throws Exception {
        var asked = new AtomicInteger();
        WebhookAddress.Names rebinding =
                host -> List.of(InetAddress.getByName(asked.incrementAndGet() == 1 ? "93.184.216.34" : "127.0.0.1"));
        var way = WebhookAddress.way("https://rebinding.example/", false, rebinding);
        assertEquals(Optional.of(InetAddress.getByName("93.184.216.34")), way.to());
        assertEquals(1, asked.get(), "it is asked once");
        var next = WebhookAddress.way("https://rebinding.example/", false, rebinding);
        assertEquals(Optional.empty(), next.to());
        assertTrue(next.refusal().contains("private address"), next.refusal());
    }

    @Test
    void the_request_names_a_host_that_is_never_looked_up() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        var seen = new CompletableFuture<String>();
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.complete(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("X-One") + " " + body);
            exchange.sendResponseHeaders(202, 0); // a body that does not end
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            URI address = URI.create("http://nobody-has-this-name.invalid:" + port + "/a%20b?c=d");
            assertEquals(202, calls.post(address, HERE, Map.of("X-One", "1"), "news".getBytes(StandardCharsets.UTF_8)));
            assertEquals(
                    "POST /a%20b?c=d nobody-has-this-name.invalid:" + port + " 1 news", seen.get(10, TimeUnit.SECONDS));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_name_goes_into_the_hello_too() throws Exception {
        try (var server = new ServerSocket(0, 1, HERE)) {
            CompletableFuture<String> hello = CompletableFuture.supplyAsync(() -> {
                try (var caller = server.accept()) {
                    byte[] bytes = new byte[4_096];
                    int length = caller.getInputStream().read(bytes);
                    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            URI address = URI.create("https://nobody-has-this-name.invalid:" + server.getLocalPort());
            assertThrows(IOException.class, () -> calls.post(address, HERE, Map.of(), new byte[0]));
            assertTrue(hello.get(10, TimeUnit.SECONDS).contains("nobody-has-this-name.invalid"), "no SNI");
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        var certificate = SelfSignedCertificate.create("webhook.invalid");
        var server = VERTX.createHttpServer(new HttpServerOptions()
                        .setHost(HERE.getHostAddress())
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> request.response().end())
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        URI address = URI.create("https://webhook.invalid:" + server.actualPort() + "/");
        var refused = assertThrows(IOException.class, () -> calls.post(address, HERE, Map.of(), new byte[0]));
        assertTrue(refused.getMessage().contains("SSL"), refused.getMessage());
        certificate.delete();
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address =
                    URI.create("http://else.invalid:" + server.getAddress().getPort() + "/");
            assertEquals(307, calls.post(address, HERE, Map.of(), new byte[0]));
        } finally {
            server.stop(0);
        }
    }
}
