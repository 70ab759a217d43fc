package dev.okiagari.availability;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.PodRef;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Asks a pod through the API server, for those who cannot reach its network. */
@Component
class PodProxy {

    private final ClusterConnection connection;

    PodProxy(ClusterConnection connection) {
        this.connection = connection;
    }

    boolean ask(PodRef pod, Address.PodPort port, int timeoutMillis)
            throws IOException, InterruptedException {
        HttpClient client = connection.client().getHttpClient();
        String scheme = port.scheme().equals("https") ? "https:" : "";
        String server =
                connection.client().getConfiguration().getMasterUrl().replaceFirst("/+$", "");
        HttpRequest request =
                client.newHttpRequestBuilder()
                        .uri(
                                URI.create(
                                        "%s/api/v1/namespaces/%s/pods/%s%s:%d/proxy%s"
                                                .formatted(
                                                        server,
                                                        pod.namespace(),
                                                        scheme,
                                                        pod.name(),
                                                        port.port(),
                                                        port.path())))
                        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                        .build();
        try {
            int code =
                    client.sendAsync(request, byte[].class)
                            .get(timeoutMillis, TimeUnit.MILLISECONDS)
                            .code();
            return code >= 200 && code < 400;
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException(failed);
        }
    }
}
