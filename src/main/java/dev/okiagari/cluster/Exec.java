package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Runs a command in a container, once, by one upgrade to a WebSocket and nothing else: no look at
 * the pod before, no repeat. The command is an array of arguments: nobody's text becomes part of a
 * shell line.
 */
@Component
public class Exec {

    private static final String PROTOCOL = "v4.channel.k8s.io";

    private final ClusterConnection connection;

    Exec(ClusterConnection connection) {
        this.connection = connection;
    }

    /**
     * Runs it and waits for its end.
     *
     * @param timeout in real time; when it has passed the command may still run
     * @return what became of it; output is cut at 1 MiB
     * @throws NotConnectedException before the first connection
     */
    public ExecResult run(ContainerRef container, Duration timeout, List<String> command)
            throws InterruptedException {
        return run(container, timeout, command, _ -> {});
    }

    /**
     * The same, for somebody who cannot wait for its end.
     *
     * @param told hears its output piece by piece as it comes, on another thread
     */
    public ExecResult run(
            ContainerRef container, Duration timeout, List<String> command, Consumer<String> told)
            throws InterruptedException {
        KubernetesClient client = connection.client();
        ExecStream stream = new ExecStream(client.getKubernetesSerialization(), told);
        CompletableFuture<WebSocket> socket =
                client.getHttpClient()
                        .newWebSocketBuilder()
                        .uri(uri(client.getConfiguration().getMasterUrl(), container, command))
                        .subprotocol(PROTOCOL)
                        .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .buildAsync(stream);
        try {
            return socket.thenCompose(_ -> stream.result())
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            return Upgrade.refused(failed);
        } catch (TimeoutException late) {
            return stream.cut("no end within " + timeout.toSeconds() + " s");
        } finally {
            stream.close();
        }
    }

    private static URI uri(String server, ContainerRef container, List<String> command) {
        String arguments =
                command.stream().map(Exec::encoded).collect(Collectors.joining("&command="));
        return WebSocket.toWebSocketUri(
                URI.create(
                        "%s/api/v1/namespaces/%s/pods/%s/exec?container=%s&stdout=true&stderr=true&command=%s"
                                .formatted(
                                        server.replaceFirst("/+$", ""),
                                        encoded(container.pod().namespace()),
                                        encoded(container.pod().name()),
                                        encoded(container.name()),
                                        arguments)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
