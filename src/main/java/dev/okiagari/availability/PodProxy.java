package dev.okiagari.availability;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.PodRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Asks a pod through the API server, for those who cannot reach its network. The client of the
 * cluster repeats no request and follows no redirect.
 */
@Component
class PodProxy {

    private static final int FIRST_ERROR = 400;
    private static final Pattern OF_CLUSTER = Pattern.compile("\"kind\"\\s*:\\s*\"Status\"");

    private final ClusterConnection connection;

    PodProxy(ClusterConnection connection) {
        this.connection = connection;
    }

    Answer ask(PodRef pod, Address.PodPort port, int timeoutMillis)
            throws IOException, InterruptedException {
        return status(pod, port, timeoutMillis).answer();
    }

    /** Whether what answers is the pod, not the API server in its place. */
    boolean reaches(PodRef pod, Address.PodPort port, int timeoutMillis)
            throws InterruptedException {
        try {
            return status(pod, port, timeoutMillis).isOfPod();
        } catch (IOException failed) {
            return false;
        }
    }

    /**
     * @param told how the body begins, where it may be the API server's own word
     */
    private record Status(int code, String told) {

        Answer answer() {
            return isOfCluster() ? ofCluster() : Answer.of(code);
        }

        /** Of 502 to 504 without a word nobody knows whose they are. */
        boolean isOfPod() {
            return !isOfCluster() && (code < 502 || code > 504);
        }

        private boolean isOfCluster() {
            return OF_CLUSTER.matcher(told).find();
        }

        /** What it says of a pod that it could not reach itself. */
        private Answer ofCluster() {
            if (code == 403) {
                return Answer.DENIED;
            }
            if (code == 404) {
                return Answer.NO_POD;
            }
            if (told.contains("connection refused")) {
                return Answer.REFUSED;
            }
            return told.contains("timeout") || told.contains("deadline exceeded")
                    ? Answer.TIMED_OUT
                    : Answer.UNREACHABLE;
        }
    }

    private Status status(PodRef pod, Address.PodPort port, int timeoutMillis)
            throws IOException, InterruptedException {
        KubernetesClient client = connection.client();
        HttpRequest request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(uri(client, pod, port))
                        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                        .build();
        Begin begin = new Begin();
        CompletableFuture<HttpResponse<AsyncBody>> sent =
                client.getHttpClient().consumeBytes(request, begin::take);
        try {
            HttpResponse<AsyncBody> response = sent.get(timeoutMillis, TimeUnit.MILLISECONDS);
            if (response.code() >= FIRST_ERROR) {
                response.body().consume();
                var _ =
                        CompletableFuture.anyOf(begin.told, response.body().done())
                                .get(timeoutMillis, TimeUnit.MILLISECONDS);
            }
            // The rest is nobody's business, and may be endless.
            response.body().cancel();
            return new Status(response.code(), begin.told.getNow(""));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known ? known : new IOException(failed);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException();
        } finally {
            boolean _ = sent.cancel(true);
        }
    }

    /** The first bytes of a body. */
    private static final class Begin {

        private final CompletableFuture<String> told = new CompletableFuture<>();

        void take(List<ByteBuffer> bytes, AsyncBody body) {
            boolean _ =
                    told.complete(
                            bytes.stream()
                                    .map(part -> StandardCharsets.UTF_8.decode(part).toString())
                                    .collect(Collectors.joining()));
            body.cancel();
        }
    }

    private static URI uri(KubernetesClient client, PodRef pod, Address.PodPort port) {
        String server = client.getConfiguration().getMasterUrl().replaceFirst("/+$", "");
        String scheme = port.scheme().equals("https") ? "https:" : "";
        return URI.create(
                "%s/api/v1/namespaces/%s/pods/%s%s:%d/proxy%s"
                        .formatted(
                                server,
                                pod.namespace(),
                                scheme,
                                pod.name(),
                                port.port(),
                                port.path()));
    }
}
