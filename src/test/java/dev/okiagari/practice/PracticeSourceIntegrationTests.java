package dev.okiagari.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Sleep;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeSourceIntegrationTests {

    private final VirtualTime clock = new VirtualTime(Instant.parse("2026-11-23T12:00:00Z"));
    private final Sleep sleep = clock;

    @Test
    void startsOnceAndIsTheSameClusterAfterARestart(@TempDir Path directory) throws IOException {
        PracticeSource source = new PracticeSource(clock, sleep, directory);
        String first = systemId(source.start());
        String config = Files.readString(source.start());
        assertThat(Files.readString(source.start())).isEqualTo(config);
        source.destroy();

        PracticeSource next = new PracticeSource(clock, sleep, directory);
        assertThat(systemId(next.start())).isEqualTo(first);
        assertThat(next.kind()).isEqualTo(ClusterKind.PRACTICE);
        next.destroy();
    }

    @Test
    void onlyTheOwnerMayReadTheKubeconfigAndOnlyItsTokenIsLetIn(@TempDir Path directory)
            throws IOException {
        PracticeSource source = new PracticeSource(clock, sleep, directory);
        Path kubeconfig = source.start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig)))
                .isEqualTo("rw-------");
        Config stranger =
                new ConfigBuilder(Config.fromKubeconfig(Files.readString(kubeconfig)))
                        .withAutoOAuthToken("guessed")
                        .withOauthToken("guessed")
                        .build();
        try (var client = new KubernetesClientBuilder().withConfig(stranger).build()) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> client.pods().inNamespace("practice").list())
                    .satisfies(error -> assertThat(error.getCode()).isEqualTo(401));
        }
        source.destroy();
    }

    @Test
    void nothingListensAndNoThreadIsLeftAfterTheEnd(@TempDir Path directory)
            throws IOException, InterruptedException {
        // Other tests of this run may have practice clusters of their own.
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        PracticeSource source = new PracticeSource(clock, sleep, directory);
        Config config = Config.fromKubeconfig(Files.readString(source.start()));
        clock.pass(Duration.ofSeconds(5));
        List<InetSocketAddress> listening = new ArrayList<>();
        URI master = URI.create(config.getMasterUrl());
        listening.add(new InetSocketAddress(master.getHost(), master.getPort()));
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            client.pods().inNamespace("practice").withLabel("app", "web").list().getItems().stream()
                    .map(pod -> new InetSocketAddress(pod.getStatus().getPodIP(), 8080))
                    .forEach(listening::add);
        }
        assertThat(listening).hasSize(4);
        await().untilAsserted(() ->
                assertThat(listening).allMatch(PracticeSourceIntegrationTests::answers));

        source.destroy();

        await().untilAsserted(() -> {
            assertThat(listening).noneMatch(PracticeSourceIntegrationTests::answers);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !others.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("practice-"));
        });
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static String systemId(Path kubeconfig) throws IOException {
        Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            return client.namespaces().withName("kube-system").get().getMetadata().getUid();
        }
    }
}
