package dev.okiagari.probes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks kubelets with the credentials of the cluster: what it trusts is a setting of its own, since
 * kubelets often show certificates that they have signed themselves.
 */
final class KubeletHttp implements AutoCloseable {

    private final ProbesProperties properties;
    private @Nullable KubernetesClient like;
    private @Nullable KubernetesClient own;

    KubeletHttp(ProbesProperties properties) {
        this.properties = properties;
    }

    /**
     * Asks for the counters.
     *
     * @param client whose credentials are used
     * @param address host and port
     * @throws ExecutionException where no answer came, for the reason of its cause
     * @throws TimeoutException where it took too long
     */
    HttpAnswer ask(KubernetesClient client, String address)
            throws InterruptedException, ExecutionException, TimeoutException {
        var http = ownLike(client).getHttpClient();
        HttpRequest request =
                http.newHttpRequestBuilder()
                        .uri(URI.create("https://" + address + "/metrics/probes"))
                        .timeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build();
        return HttpAnswer.to(request, http, properties.timeout());
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
}
