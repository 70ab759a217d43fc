package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import dev.okiagari.safety.FakeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** The thread that connects, as its program starts and stops around it. */
@ExtendWith(OutputCaptureExtension.class)
class LiveClusterTests {

    @TempDir Path directory;

    private final List<Object> told = new CopyOnWriteArrayList<>();
    private FakeApi api;

    @BeforeEach
    void open() throws IOException {
        api = new FakeApi();
        api.says("/version", "{\"gitVersion\":\"v1.33.1\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz", "/api/v1/namespaces/kube-system"})
    void stoppedWhileItAsksItEndsQuietly(String path, CapturedOutput output) throws IOException {
        api.fallsSilentAt(path);
        LiveCluster cluster = cluster();
        cluster.start();
        await().until(() -> api.asked().contains(path));

        cluster.stop();

        assertThat(told).isEmpty();
        assertThat(output.getAll()).doesNotContain("unexpectedly").doesNotContain("disconnected");
    }

    @Test
    void whatFailsWhileItRunsIsSaid(CapturedOutput output) throws IOException {
        api.says("/api/v1/namespaces/kube-system", "{\"kind\":\"Namespace\"}");
        LiveCluster cluster = cluster();
        cluster.start();
        await().until(() -> cluster.connection().state() == Connection.State.DISCONNECTED);
        cluster.stop();

        assertThat(output.getAll()).contains("failed unexpectedly").contains("disconnected");
    }

    @Test
    void aServerThatIsStartingIsNoSurprise(CapturedOutput output) throws IOException {
        api.says("/api/v1/namespaces/kube-system", 503, "{\"message\":\"server is starting\"}");
        LiveCluster cluster = cluster();
        cluster.start();
        await().until(() -> cluster.connection().state() == Connection.State.DISCONNECTED);
        cluster.stop();

        assertThat(output.getAll())
                .contains("disconnected")
                .doesNotContain("unexpectedly")
                .doesNotContain("\tat ");
    }

    private LiveCluster cluster() throws IOException {
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(
                kubeconfig,
                """
                apiVersion: v1
                kind: Config
                current-context: fake
                contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: fake, user: {}}]
                """
                        .formatted(api.client().getMasterUrl()));
        var environment = new MockEnvironment().withProperty("KUBECONFIG", kubeconfig.toString());
        var properties =
                new ClusterProperties(
                        ClusterProperties.Mode.KUBECONFIG,
                        null,
                        List.of(),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10));
        return new LiveCluster(
                properties,
                new CredentialsFinder(properties, environment, mock()),
                new ClusterConnection(),
                new PodStore(told::add, Clock.systemUTC()),
                told::add,
                Clock.systemUTC(),
                Thread::sleep);
    }
}
