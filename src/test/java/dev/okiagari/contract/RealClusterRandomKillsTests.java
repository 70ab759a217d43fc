package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Okiagari is killed fifty times, at random moments of experiments: each experiment has an end,
 * nothing was injected twice, no restart is lost, and nothing is left suspended. Only where a
 * cluster is named.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterRandomKillsTests {

    private static final int KILLS = 50;
    private static final int SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<Map<String, Object>> FAULTS =
            List.of(
                    Faults.suspend(SECONDS),
                    Map.of("type", "hang", "seconds", SECONDS),
                    Faults.signal("TERM"),
                    Faults.deletePod());

    private final long seed = Long.getLong("okiagari.drill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Injections injections = new Injections();
    private final Set<String> apps =
            new TreeSet<>(IntStream.range(0, 6).mapToObj(n -> "hit-" + n).toList());
    private Lab lab;
    private Relay relay;
    private Okiagari killed;

    @BeforeAll
    void open() {
        Path kubeconfig = RealCluster.kubeconfig();
        Path directory = Okiagari.directory(getClass().getSimpleName());
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        relay = new Relay(lab.client().getConfiguration(), this::heard);
        killed =
                Okiagari.watching(
                        relay.kubeconfig(directory.resolve("relay")),
                        directory.resolve("killed"),
                        "--okiagari.cluster.namespaces=" + lab.namespace(),
                        "--okiagari.safety.max-experiments=100");
        apps.forEach(app ->
                lab.deploy(lab.namespace(), app, lab.images().victim(), Map.of("WORKERS", "2")));
    }

    private Relay.Fate heard(String line, int before) {
        injections.heard(line);
        return Relay.Fate.PASSED;
    }

    @AfterAll
    void remove() {
        if (killed != null) {
            killed.close();
        }
        if (relay != null) {
            relay.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void whatWasBegunHasAnEndThoughItIsKilledFiftyTimes() throws InterruptedException {
        System.out.println("[faults] seed " + seed);
        for (int kills = 0; kills < KILLS; ) {
            kills += clickAndKill(kills) ? 1 : 0;
        }

        await("each has an end")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(experiments())
                                .extracting(one -> one.path("state").asString())
                                .allMatch(Set.of("finished", "interrupted")::contains));
        Map<String, Long> asked =
                experiments().stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.at("/target/pod").asString(),
                                        Collectors.counting()));
        assertThat(injections.byPod())
                .allSatisfy((pod, times) ->
                        assertThat((long) times)
                                .as(pod)
                                .isLessThanOrEqualTo(asked.getOrDefault(pod, 0L)));
        for (String app : apps) {
            lab.awaitGood(killed.api(), app, PATIENCE);
            assertThat(lab.processStates(app)).as(app).doesNotContainValue("T");
        }
        StoredOnce storedOnce = new StoredOnce(lab, apps);
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .untilAsserted(() -> storedOnce.verify(killed.api()));
        tell(storedOnce.count(killed.api()));
    }

    /**
     * Half of the kills come at once after the intent is stored, the others while it observes.
     *
     * @return whether there was an experiment to be killed in: one may be refused
     */
    private boolean clickAndKill(int kills) throws InterruptedException {
        String app = List.copyOf(apps).get(random.nextInt(apps.size()));
        Map<String, Object> fault = FAULTS.get(random.nextInt(FAULTS.size()));
        int after = random.nextInt(kills % 2 == 0 ? 300 : 5_000);
        Pod pod = lab.awaitGood(killed.api(), app, PATIENCE);
        int before = experiments().size();
        Api api = killed.api();
        Thread click = Thread.ofVirtual().start(() -> click(api, pod, fault));
        await().atMost(PATIENCE)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> experiments().size() > before || !click.isAlive());
        boolean begun = experiments().size() > before;
        if (begun) {
            await().pollDelay(after, TimeUnit.MILLISECONDS).until(() -> true);
            killed.restart();
        }
        click.join();
        return begun;
    }

    /** Whether there is an answer is chance. */
    private static void click(Api api, Pod pod, Map<String, Object> fault) {
        Map<String, Object> target =
                fault.equals(Faults.deletePod()) ? Faults.pod(pod) : Faults.container(pod);
        try {
            api.post(
                    "/api/experiments",
                    Faults.with(
                            Faults.request(target, fault),
                            "confirm",
                            List.of("last-ready-replica", "rollout-in-progress", "too-many")));
        } catch (RuntimeException ended) {
            assertThat(ended).hasCauseInstanceOf(IOException.class);
        }
    }

    private List<JsonNode> experiments() {
        return killed.api()
                .list("/api/experiments", Map.of("namespace", lab.namespace(), "limit", 200));
    }

    private void tell(StoredOnce.Count count) {
        Map<String, Long> ends =
                experiments().stream()
                        .collect(
                                Collectors.groupingBy(
                                        one ->
                                                one.path("state").asString()
                                                        + ", "
                                                        + one.at("/verdict/outcome").asString(),
                                        java.util.TreeMap::new,
                                        Collectors.counting()));
        Drill.line(
                "| Okiagari is killed %d times at random moments of experiments | | | %s | %s | 0 |"
                        .formatted(
                                KILLS,
                                count,
                                ends.entrySet().stream()
                                        .map(one -> one.getValue() + " " + one.getKey())
                                        .collect(Collectors.joining("; "))));
    }
}
