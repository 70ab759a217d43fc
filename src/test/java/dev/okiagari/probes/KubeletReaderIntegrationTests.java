package dev.okiagari.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.practice.api.Identity;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A kubelet that answers in each way a kubelet may, and the API server that says where it is. */
class KubeletReaderIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String PAGE =
            "prober_probe_total{container=\"app\",pod_uid=\"uid-1\",probe_type=\"Liveness\","
                    + "result=\"failed\"} 3\n";

    private final Identity identity = Identity.create();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> answer = new AtomicReference<>("200 " + PAGE);
    private @TempDir Path directory;
    private @Nullable DisposableServer kubelet;
    private @Nullable DisposableServer api;
    private @Nullable KubernetesClient client;
    private @Nullable KubeletReader reader;

    @BeforeEach
    void serve() throws Exception {
        var tls = SslContextBuilder.forServer(identity.key(), identity.certificate()).build();
        kubelet =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .secure(spec -> spec.sslContext(tls))
                        .handle((request, response) -> {
                            asked.add(
                                    request.uri()
                                            + " "
                                            + request.requestHeaders().get("Authorization"));
                            String now = answer.get();
                            response.status(Integer.parseInt(now.substring(0, 3)));
                            return now.endsWith("…")
                                    ? response.sendString(Flux.never())
                                    : response.sendString(Mono.just(now.substring(4)));
                        })
                        .bindNow();
        node("200", kubelet.port());
    }

    @AfterEach
    void stop() {
        if (reader != null) {
            reader.close();
        }
        if (client != null) {
            client.close();
        }
        kubelet().disposeNow();
        api().disposeNow();
    }

    @Test
    void theKubeletIsAskedDirectlyWithOurOwnToken() throws Exception {
        Reading reading = read(true, null);

        assertThat(reading)
                .isEqualTo(
                        new Reading.Known(
                                KubeletPage.of(PAGE, Set.of("uid-1")).orElseThrow(), NOW));
        assertThat(asked).containsExactly("/metrics/probes Bearer secret");
    }

    @Test
    void aKubeletWhoseCertificateNobodyVouchesForIsNotBelievedNorToldTheToken() throws Exception {
        assertThat(reason(read(false, null))).isEqualTo("probes.unreadable.tls");
        assertThat(asked).isEmpty();
    }

    @Test
    void aFileMayVouchForIt() throws Exception {
        Path file = directory.resolve("kubelet-ca.pem");
        Files.write(file, Base64.getDecoder().decode(identity.authority()));

        assertThat(read(false, file)).isInstanceOf(Reading.Known.class);
    }

    @Test
    void aFileThatIsNotThereIsAReason() throws Exception {
        assertThat(reason(read(false, directory.resolve("missing.pem"))))
                .startsWith("probes.unreadable.");
    }

    @Test
    void whatItForbidsNamesTheMissingPermission() throws Exception {
        answer.set("403 Forbidden (user=okiagari, verb=get, resource=nodes, subresource=metrics)");
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.denied");
        answer.set("401 Unauthorized");
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.unauthorized");
    }

    @Test
    void anOldKubeletHasNoSuchPage() throws Exception {
        answer.set("404 not found");
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.status");
    }

    @Test
    void aPageWithoutCountersIsNoCountOfZero() throws Exception {
        answer.set("200 process_start_time_seconds 1\n");
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.malformed");
    }

    @Test
    void aKubeletThatDoesNotFinishIsNotWaitedFor() throws Exception {
        answer.set("200 …");
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.late");
    }

    @Test
    void aKubeletThatIsNotThereIsAReason() throws Exception {
        kubelet().disposeNow();
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.away");
    }

    @Test
    void whereNodesMayNotBeReadThatIsTheReason() throws Exception {
        api().disposeNow();
        node("403", 1);
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.nodes-denied");
        assertThat(asked).isEmpty();
    }

    @Test
    void aNodeThatIsGoneHasNoAddress() throws Exception {
        api().disposeNow();
        node("404", 1);
        assertThat(reason(read(true, null))).isEqualTo("probes.unreadable.no-address");
    }

    private Reading read(boolean insecure, @Nullable Path caFile) throws Exception {
        if (reader == null) {
            client =
                    new KubernetesClientBuilder()
                            .withConfig(
                                    new ConfigBuilder()
                                            .withAutoConfigure(false)
                                            .withMasterUrl("http://127.0.0.1:" + api().port())
                                            .withOauthToken("secret")
                                            .withRequestRetryBackoffLimit(0)
                                            .build())
                            .build();
            ClusterConnection connection = mock(ClusterConnection.class);
            when(connection.client()).thenReturn(client);
            reader =
                    new KubeletReader(
                            connection,
                            new ProbesProperties(
                                    ProbesProperties.Source.KUBELET,
                                    Duration.ofSeconds(15),
                                    Duration.ofMillis(1500),
                                    caFile,
                                    insecure,
                                    new ProbesProperties.Prometheus(null, null)),
                            Clock.fixed(NOW, ZoneOffset.UTC));
        }
        return reader.read("node-1", Set.of("uid-1"));
    }

    private static String reason(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Failed.class);
        return ((Reading.Failed) reading).reason().key();
    }

    private void node(String status, int port) {
        String node =
                """
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "node-1"}, "status": {
                  "addresses": [{"type": "Hostname", "address": "nowhere.invalid"},
                    {"type": "InternalIP", "address": "127.0.0.1"}],
                  "daemonEndpoints": {"kubeletEndpoint": {"Port": %d}}}}
                """
                        .formatted(port);
        String refusal =
                """
                {"apiVersion": "v1", "kind": "Status", "status": "Failure", "code": %s,
                  "message": "no"}
                """
                        .formatted(status);
        byte[] body = (status.equals("200") ? node : refusal).getBytes(StandardCharsets.UTF_8);
        api =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((request, response) ->
                                response.status(Integer.parseInt(status))
                                        .header("Content-Type", "application/json")
                                        .sendByteArray(Mono.just(body)))
                        .bindNow();
    }

    private DisposableServer kubelet() {
        return java.util.Objects.requireNonNull(kubelet);
    }

    private DisposableServer api() {
        return java.util.Objects.requireNonNull(api);
    }
}
