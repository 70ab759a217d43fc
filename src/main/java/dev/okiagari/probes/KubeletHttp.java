package dev.okiagari.probes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks kubelets with the credentials of the cluster: what it trusts is a setting of its own, since
 * kubelets often show certificates that they have signed themselves.
 */
final class KubeletHttp implements AutoCloseable {

    /** A node of 500 pods with three probes each says less than half of it. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private final ProbesProperties properties;
    private @Nullable KubernetesClient like;
    private @Nullable KubernetesClient own;

    KubeletHttp(ProbesProperties properties) {
        this.properties = properties;
    }

    /** What it said. */
    record Answer(int code, String text) {}

    /**
     * Asks for the counters.
     *
     * @param client whose credentials are used
     * @param address host and port
     * @throws ExecutionException where no answer came, for the reason of its cause
     * @throws TimeoutException where it took too long
     */
    Answer ask(KubernetesClient client, String address)
            throws InterruptedException, ExecutionException, TimeoutException {
        var http = ownLike(client).getHttpClient();
        long millis = properties.timeout().toMillis();
        HttpRequest request =
                http.newHttpRequestBuilder()
                        .uri(URI.create("https://" + address + "/metrics/probes"))
                        .timeout(millis, TimeUnit.MILLISECONDS)
                        .build();
        Body body = new Body();
        CompletableFuture<HttpResponse<AsyncBody>> sent = http.consumeBytes(request, body::take);
        try {
            HttpResponse<AsyncBody> response = sent.get(millis, TimeUnit.MILLISECONDS);
            response.body().consume();
            response.body().done().get(millis, TimeUnit.MILLISECONDS);
            return new Answer(response.code(), body.text());
        } finally {
            boolean _ = sent.cancel(true);
        }
    }

    /** Anew whenever the cluster's is another: its credentials may have been mended. */
    private synchronized KubernetesClient ownLike(KubernetesClient client) {
        KubernetesClient current = own;
        if (current == null || !client.equals(like)) {
            close();
            current = new KubernetesClientBuilder().withConfig(config(client)).build();
            own = current;
            like = client;
        }
        return current;
    }

    private Config config(KubernetesClient client) {
        Path file = properties.caFile();
        ConfigBuilder config =
                new ConfigBuilder(client.getConfiguration())
                        .withTrustCerts(properties.insecure())
                        .withDisableHostnameVerification(properties.insecure());
        return file == null
                ? config.build()
                : config.withCaCertData(null).withCaCertFile(file.toString()).build();
    }

    @Override
    public synchronized void close() {
        KubernetesClient before = own;
        own = null;
        like = null;
        if (before != null) {
            before.close();
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
