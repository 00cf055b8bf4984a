package tlsready.cases;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

/** Asks the provider of single sign-on. An answer has a deadline and a size, and a slow provider ties up few threads. */
@ApplicationScoped
public class SsoCallServer {
    static final int LARGEST = 256 * 1024;
    private static final int AT_A_TIME = 4;

    private final Duration patience;
    private final Semaphore calls = new Semaphore(AT_A_TIME);
    private volatile HttpClient client;

    SsoCallServer(SsoConfig config) {
        this.patience = config.patience();
    }

    /** An answer: its HTTP status and its bytes. */
    record Reply(int status, byte[] body) {}

    Reply get(URI address) throws SsoTrouble {
        return call(HttpRequest.newBuilder(address).GET().build());
    }

    /** Sends a form. */
    Reply post(URI address, String form, Optional<String> authorization) throws SsoTrouble {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return call(request.build());
    }

    private Reply call(HttpRequest request) throws SsoTrouble {
        String host = request.uri().getHost();
        if (!calls.tryAcquire()) {
            throw SsoTrouble.away("so many questions to " + host + " wait for an answer that no other is asked");
        }
        CompletableFuture<HttpResponse<byte[]>> answer = null;
        try {
            answer = client().sendAsync(request, head -> new Capped());
            HttpResponse<byte[]> came = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(came.statusCode(), came.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw SsoTrouble.away(host + " did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw SsoTrouble.away(host + " cannot be asked: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SsoTrouble.away("the portal is being stopped");
        } finally {
            calls.release();
        }
    }

    /** Made when it is needed first: without single sign-on there is none. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(patience)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    /** Takes the bytes of an answer, and hangs up on one that does not end. */
    private static final class Capped implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > LARGEST) {
                    subscription.cancel();
                    whole.completeExceptionally(new IOException("the answer is larger than " + LARGEST + " bytes"));
                    return;
                }
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                bytes.writeBytes(copy);
            }
        }

        @Override
        public void onError(Throwable e) {
            whole.completeExceptionally(e);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
