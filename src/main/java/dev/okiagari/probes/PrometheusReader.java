package dev.okiagari.probes;

import dev.okiagari.cluster.Failures;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counters of a node from a Prometheus that scrapes its kubelet, or from a Thanos before
 * several: no way to the nodes is needed. They are as old as the last scrape.
 */
final class PrometheusReader implements NodeReader {

    private final ProbesProperties properties;
    private final URI url;
    private final Clock clock;
    private @Nullable KubernetesClient client;

    PrometheusReader(ProbesProperties properties, Clock clock) {
        this.properties = properties;
        this.url = Objects.requireNonNull(properties.prometheus().url());
        this.clock = clock;
    }

    @Override
    public Reading read(String node, Set<String> podUids) throws InterruptedException {
        Instant now = clock.instant();
        try {
            HttpAnswer answer = HttpAnswer.to(request(podUids), http(), properties.timeout());
            return switch (answer.code()) {
                case 200 -> PrometheusAnswer.of(node, answer.text(), podUids, now);
                case 401, 403 ->
                        Reading.failed("probes.unreadable.query-denied", url, answer.code());
                default ->
                        Reading.failed(
                                "probes.unreadable.query",
                                url,
                                answer.code(),
                                Failures.shortly(answer.text()));
            };
        } catch (TimeoutException late) {
            return Reading.failed(
                    "probes.unreadable.query-late", url, properties.timeout().toMillis());
        } catch (IOException unread) {
            return Reading.failed("probes.unreadable.token-file", Failures.shortly(unread));
        } catch (ExecutionException | RuntimeException failed) {
            return Reading.failed(
                    Failures.isTls(failed)
                            ? "probes.unreadable.query-tls"
                            : "probes.unreadable.query-away",
                    url,
                    Failures.shortly(failed));
        }
    }

    /** A question about many pods is too long for an address. */
    private HttpRequest request(Set<String> podUids) throws IOException {
        HttpRequest.Builder request =
                http().newHttpRequestBuilder()
                        .uri(URI.create(url.toString().replaceFirst("/+$", "") + "/api/v1/query"))
                        .timeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .post(
                                "application/x-www-form-urlencoded",
                                form(podUids).getBytes(StandardCharsets.UTF_8));
        Path token = properties.prometheus().tokenFile();
        if (token != null) {
            // Read each time: who keeps such files changes what is in them.
            request.header("Authorization", "Bearer " + Files.readString(token).strip());
        }
        return request.build();
    }

    /** A Thanos that has not heard from all of those behind it is to say so. */
    private static String form(Set<String> podUids) {
        String question = PrometheusAnswer.question(podUids);
        return "partial_response=false&query="
                + URLEncoder.encode(question, StandardCharsets.UTF_8);
    }

    private synchronized io.fabric8.kubernetes.client.http.HttpClient http() {
        KubernetesClient current = client;
        if (current == null) {
            current = new KubernetesClientBuilder().withConfig(config()).build();
            client = current;
        }
        return current.getHttpClient();
    }

    /** With nothing of the cluster's: its credentials are not for Prometheus. */
    private Config config() {
        Path file = properties.caFile();
        return new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(url.toString())
                .withTrustCerts(properties.insecure())
                .withDisableHostnameVerification(properties.insecure())
                .withCaCertFile(file == null ? null : file.toString())
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    @Override
    public synchronized void close() {
        KubernetesClient before = client;
        client = null;
        if (before != null) {
            before.close();
        }
    }
}
