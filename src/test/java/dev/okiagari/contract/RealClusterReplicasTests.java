package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Two processes on one PostgreSQL, over a real cluster whose containers restart all the time, are
 * restarted in turn, killed, and stopped for a while: each restart is stored once, and while one is
 * away the other's pages answer. Only where a cluster is named.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterReplicasTests {

    private static final int SETS = 10;
    private static final int PODS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    private final List<String> story = new ArrayList<>();
    private Lab lab;
    private Postgres postgres;
    private Okiagari one;
    private Okiagari other;
    private int sets;

    @BeforeAll
    void open() {
        Path kubeconfig = RealCluster.kubeconfig();
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        postgres = Postgres.start();
        Path directory = Okiagari.directory(getClass().getSimpleName());
        one = replica(kubeconfig, directory.resolve("one"));
        other = replica(kubeconfig, directory.resolve("other"));
    }

    private Okiagari replica(Path kubeconfig, Path data) {
        return Okiagari.watching(
                kubeconfig,
                data,
                "--spring.datasource.url=" + postgres.url(),
                "--okiagari.cluster.namespaces=" + lab.namespace(),
                "--okiagari.replicas.enabled=true",
                "--okiagari.replicas.namespace=" + lab.namespace());
    }

    @AfterAll
    void remove() {
        for (Okiagari replica : new Okiagari[] {one, other}) {
            if (replica != null) {
                replica.close();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void eachRestartIsStoredOnceWhateverBecomesOfTheOneThatRecords() {
        for (int round = 0; round < 3; round++) {
            away(one, other, "ended", Okiagari::close);
            away(other, one, "ended", Okiagari::close);
        }
        away(one, other, "killed", Okiagari::kill);
        away(other, one, "killed", Okiagari::kill);
        frozen();

        await().atMost(PATIENCE).pollInterval(POLL).untilAsserted(this::assertThatEachIsStoredOnce);
        story.forEach(System.out::println);
        System.out.printf(
                "restarts: %d in %d containers, stored once each; missing: %s%n",
                counts().values().stream().mapToInt(Integer::intValue).sum(),
                counts().size(),
                gaps());
        assertThat(broken).isEmpty();
        assertThat(gaps()).as("restarts of which nothing is known").isEmpty();
    }

    /** It goes and comes back, while new containers restart, and the other one serves. */
    private void away(
            Okiagari gone, Okiagari left, String how, java.util.function.Consumer<Okiagari> end) {
        restartsGoOn();
        boolean recorded = gone.records();
        long begun = System.nanoTime();
        end.accept(gone);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> serves(left) && left.records());
        tell(how, recorded, begun);
        gone.start();
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> one.records() != other.records());
    }

    private void frozen() {
        restartsGoOn();
        Okiagari frozen = one.records() ? one : other;
        Okiagari left = one.records() ? other : one;
        long begun = System.nanoTime();
        frozen.freeze();
        try {
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> serves(left) && left.records());
            tell("frozen", true, begun);
            await().atMost(PATIENCE).pollDelay(Duration.ofSeconds(45)).until(() -> serves(left));
        } finally {
            frozen.thaw();
        }
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> !frozen.records());
        assertThat(left.records()).isTrue();
    }

    private void tell(String how, boolean recorded, long begun) {
        story.add(
                "%s while it %s: the other records after %.1f s"
                        .formatted(
                                how,
                                recorded ? "recorded" : "followed",
                                (System.nanoTime() - begun) / 1e9));
    }

    /** Three more that end each few seconds, until the kubelet holds them back. */
    private void restartsGoOn() {
        if (sets < SETS) {
            sets++;
            for (int pod = 0; pod < PODS; pod++) {
                lab.deploy(
                        lab.namespace(),
                        "ending-" + sets + "-" + pod,
                        lab.images().victim(),
                        Map.of("EXIT_AFTER", String.valueOf(2 + pod * 2)));
            }
        }
    }

    private boolean serves(Okiagari replica) {
        try {
            for (String page : List.of("/", "/restarts")) {
                int status = replica.api().page(page).status();
                if (status != 200) {
                    broken.add(page + " " + status);
                }
            }
            return true;
        } catch (UncheckedIOException unanswered) {
            broken.add(String.valueOf(unanswered.getMessage()));
            return false;
        }
    }

    /** By the cluster itself: of each pod, how often its container restarted. */
    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Pod pod : lab.client().pods().inNamespace(lab.namespace()).list().getItems()) {
            for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
                counts.put(pod.getMetadata().getName(), status.getRestartCount());
            }
        }
        return counts;
    }

    private void assertThatEachIsStoredOnce() {
        counts().forEach((pod, count) -> {
            List<Integer> stored =
                    one
                            .api()
                            .list(
                                    "/api/restarts",
                                    Map.of("namespace", lab.namespace(), "pod", pod, "limit", 200))
                            .stream()
                            .map(restart -> restart.path("restartCount").asInt())
                            .toList();
            Set<Integer> all = new TreeSet<>(IntStream.rangeClosed(1, count).boxed().toList());
            assertThat(stored).as(pod).doesNotHaveDuplicates().containsAll(all);
        });
    }

    /** Those in which restarts are missing; that nothing was recorded for seconds is another. */
    private List<String> gaps() {
        return one
                .api()
                .list("/api/gaps", Map.of("namespace", lab.namespace(), "limit", 200))
                .stream()
                .filter(gap -> gap.path("missed").asInt(0) > 0)
                .map(JsonNode::toString)
                .toList();
    }
}
