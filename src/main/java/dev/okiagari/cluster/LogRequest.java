package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the end of a log, with the time of each line.
 *
 * @param previous whether of the run before the present one
 * @param timeout in real time
 */
record LogRequest(ContainerRef container, boolean previous, int lines, Duration timeout) {

    /** The server counts from the first of the lines: what is beyond is the very end of the log. */
    static final int MOST_BYTES = 256 * 1024;

    /** Runtimes break lines at 16 KiB, so as many are always within the bytes. */
    private static final int FEW_LINES = 10;

    /** As much of an answer is looked at for what went wrong. */
    private static final int STATUS = 4000;

    /**
     * What came back.
     *
     * @param code 0 where nothing did
     * @param full whether there may be more
     * @param told why there is no log
     */
    record Answer(int code, String text, boolean full, String told) {}

    /** By one request, or by two where the lines are very long. */
    Answer send(KubernetesClient client) throws InterruptedException {
        Answer answer = once(client);
        return answer.full() && lines > FEW_LINES
                ? new LogRequest(container, previous, FEW_LINES, timeout).once(client)
                : answer;
    }

    private Answer once(KubernetesClient client) throws InterruptedException {
        HttpRequest request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(uri(client))
                        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .build();
        Body body = new Body();
        CompletableFuture<HttpResponse<AsyncBody>> sent =
                client.getHttpClient().consumeBytes(request, body::take);
        try {
            HttpResponse<AsyncBody> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            response.body().consume();
            var _ =
                    CompletableFuture.anyOf(body.full, response.body().done())
                            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            response.body().cancel();
            return body.answer(response.code());
        } catch (ExecutionException failed) {
            return new Answer(0, "", false, Failures.shortly(failed));
        } catch (TimeoutException late) {
            return new Answer(0, "", false, "no answer within " + timeout.toSeconds() + " s");
        } finally {
            boolean _ = sent.cancel(true);
        }
    }

    /** Names of a cluster's objects need no encoding. */
    private URI uri(KubernetesClient client) {
        return URI.create(
                ("%s/api/v1/namespaces/%s/pods/%s/log"
                                + "?container=%s&previous=%s&tailLines=%d&limitBytes=%d&timestamps=true")
                        .formatted(
                                client.getConfiguration().getMasterUrl().replaceFirst("/+$", ""),
                                container.pod().namespace(),
                                container.pod().name(),
                                container.name(),
                                previous,
                                lines,
                                MOST_BYTES));
    }

    /** A server that heeds no limit is not listened to beyond it. */
    private static final class Body {

        private final CappedOutput kept = new CappedOutput(MOST_BYTES);
        private final CompletableFuture<Boolean> full = new CompletableFuture<>();

        void take(List<ByteBuffer> bytes, AsyncBody body) {
            for (ByteBuffer part : bytes) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                kept.write(copy, 0, copy.length);
            }
            if (kept.isFull()) {
                boolean _ = full.complete(true);
                body.cancel();
            } else {
                body.consume();
            }
        }

        Answer answer(int code) {
            String text = kept.text();
            return new Answer(
                    code,
                    text,
                    kept.isFull(),
                    Upgrade.message(text.substring(0, Math.min(text.length(), STATUS)), code));
        }
    }
}
