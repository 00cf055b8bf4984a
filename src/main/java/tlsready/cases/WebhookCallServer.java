package tlsready.cases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * Sends a delivery to an address that was looked at before. The name of the host goes into the request, into SNI, and is
 * what the certificate has to be for; but it is not looked up again, so it cannot come to mean another machine meanwhile.
 */
@ApplicationScoped
public class WebhookCallServer {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Vertx vertx;
    private HttpClient client;

    WebhookCallServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Sends this, and waits for the status, at most ten seconds. The status is all that is asked: a body may never end.
     *
     * @param to where it goes, whatever the name of the host means now
     * @throws IOException if no answer came, with a word on why
     */
    int post(URI address, InetAddress to, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        boolean https = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : https ? HTTPS : HTTP;
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, to.getHostAddress()))
                .setHost(address.getHost().replaceAll("^\\[|]$", ""))
                .setPort(port)
                .setSsl(https)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                .setConnectTimeout(PATIENCE_MILLIS);
        headers.forEach(request::putHeader);
        Future<HttpClientRequest> call = client().request(request);
        Future<HttpClientResponse> answer = call.compose(open -> open.send(Buffer.buffer(body)));
        try {
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getClass().getSimpleName(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("none within " + PATIENCE_MILLIS / 1_000 + " seconds", e);
        } finally {
            call.onSuccess(open -> open.connection().close());
        }
    }

    /** Made when it is needed first. It follows no redirects, and trusts whom Java trusts. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = vertx.createHttpClient(new HttpClientOptions()
                    .setKeepAlive(false)
                    .setVerifyHost(true)
                    .setTrustAll(false));
        }
        return client;
    }
}
