package dev.okiagari.probes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a server said, which may not fill the memory nor take for ever. */
record HttpAnswer(int code, String text) {

    /** A node of 500 pods with three probes each says less than half of it. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    /**
     * @param timeout for the head, and once more for the body
     * @throws ExecutionException where no answer came, for the reason of its cause
     * @throws TimeoutException where it took too long
     */
    static HttpAnswer to(HttpRequest request, HttpClient http, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        Body body = new Body();
        CompletableFuture<HttpResponse<AsyncBody>> sent = http.consumeBytes(request, body::take);
        try {
            HttpResponse<AsyncBody> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            response.body().consume();
            response.body().done().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpAnswer(response.code(), body.text());
        } finally {
            boolean _ = sent.cancel(true);
        }
    }

    /** No server may fill the memory. */
    private static final class Body {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        synchronized void take(List<ByteBuffer> bytes, AsyncBody body) {
            for (ByteBuffer part : bytes) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                kept.write(copy, 0, copy.length);
            }
            if (kept.size() > MOST_BYTES) {
                body.cancel();
                throw new IllegalStateException("more than " + MOST_BYTES + " bytes");
            }
            body.consume();
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
