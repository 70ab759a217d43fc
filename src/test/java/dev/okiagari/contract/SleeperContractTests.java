package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * A web server that answers after 100 s, with a liveness probe that waits for 12 s: it is restarted
 * every 90 s, and what the kubelet says of it comes as counts of events that it sends ever more
 * rarely.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SleeperContractTests {

    private static final String APP = "sleeper";
    private static final int RESTARTS = 6;
    private static final Duration FOR_ALL = Duration.ofMinutes(14);
    private static final Probe LIVENESS =
            new ProbeBuilder()
                    .withNewHttpGet()
                    .withPath("/")
                    .withNewPort(8080)
                    .endHttpGet()
                    .withInitialDelaySeconds(15)
                    .withTimeoutSeconds(12)
                    .build();

    private Lab lab;
    private Okiagari okiagari;

    /** Okiagari, connected to the cluster. */
    abstract Okiagari okiagari(Path data);

    /** The cluster's kubeconfig; asked for after {@link #okiagari(Path)}. */
    abstract Path kubeconfig();

    abstract Lab.Images images();

    /** How many of the cluster's seconds pass in one of ours. */
    abstract int speed();

    @BeforeAll
    void deploy() {
        okiagari = okiagari(Okiagari.directory(getClass().getSimpleName()));
        lab = new Lab(kubeconfig(), images());
        lab.open();
        lab.deploy(lab.namespace(), APP, images().sinatra(), Map.of("NAP", "100"), LIVENESS);
    }

    @AfterAll
    void remove() {
        if (lab != null) {
            lab.close();
        }
        if (okiagari != null) {
            okiagari.close();
        }
    }

    @Test
    void eachRestartOfTheSleeperIsRecordedOnTimeWithWhatProvesItsCause() {
        Pod pod = lab.awaitPod(APP);
        Map<String, String> ofPod = Map.of("podUid", pod.getMetadata().getUid());
        List<JsonNode> restarts =
                await("six restarts")
                        .atMost(FOR_ALL.dividedBy(speed()).plusSeconds(30))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> okiagari.api().list("/api/restarts", ofPod),
                                found -> found.size() >= RESTARTS)
                        .reversed();

        assertNoneIsMissed(restarts);
        assertThat(okiagari.api().list("/api/gaps", Map.of()))
                .noneMatch(gap -> gap.path("scope").asString().contains("/" + APP));
        assertApart(restarts);
        assertCauses(pod, restarts);
        assertProbeFailures(pod, ofPod);
        assertExplained();
    }

    /** The article's question, 60 s or 90 s: where each second goes. */
    private void assertExplained() {
        List<JsonNode> found =
                okiagari.api()
                        .list(
                                "/api/liveness",
                                Map.of("namespace", lab.namespace(), "workload", APP));
        assertThat(found).hasSize(1);
        JsonNode observed = found.getFirst().path("observed");
        report("sleeper: explained as %s", observed);
        assertThat(observed.path("interval").asDouble()).isBetween(88.0, 92.0);
        assertThat(observed.path("predicted").asDouble()).isEqualTo(90);
        assertThat(seconds(observed, "delay") + seconds(observed, "wait"))
                .as("%s", observed)
                .isBetween(22.0, 26.0);
        assertThat(seconds(observed, "time-outs")).isBetween(34.0, 38.0);
        assertThat(seconds(observed, "grace")).isBetween(28.0, 32.0);
    }

    private static double seconds(JsonNode observed, String part) {
        return Api.items(observed.path("parts")).stream()
                .filter(one -> one.path("name").asString().equals(part))
                .mapToDouble(one -> one.path("seconds").asDouble())
                .sum();
    }

    private static void assertNoneIsMissed(List<JsonNode> restarts) {
        assertThat(restarts.stream().map(restart -> restart.path("restartCount").asInt()))
                .as("%s", restarts)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, restarts.size()).boxed().toList());
    }

    /** Container starts are told with a resolution of 1 s. */
    private void assertApart(List<JsonNode> restarts) {
        List<Instant> starts =
                restarts.stream()
                        .map(restart -> Instant.parse(restart.at("/began/startedAt").asString()))
                        .toList();
        List<Long> apart =
                IntStream.range(1, starts.size())
                        .mapToObj(
                                i -> Duration.between(starts.get(i - 1), starts.get(i)).toSeconds())
                        .toList();
        report("sleeper: restarts %s s apart", apart);
        assertThat(apart).allSatisfy(seconds -> assertThat(seconds).isBetween(88L, 92L));
    }

    private void assertCauses(Pod pod, List<JsonNode> restarts) {
        List<String> causes =
                restarts.stream().map(restart -> restart.path("cause").asString()).toList();
        int kills = count(pod, "Killing", "liveness");
        report("sleeper: causes %s, the events count %d kills", causes, kills);
        assertThat(causes).containsAnyOf("liveness").isSubsetOf("liveness", "unknown");
        assertThat(causes.stream().filter("liveness"::equals).count()).isLessThanOrEqualTo(kills);
        assertThat(restarts)
                .allSatisfy(restart ->
                        assertThat(restart.at("/evidence/text").asString())
                                .as("%s", restart)
                                .isNotBlank());
    }

    private void assertProbeFailures(Pod pod, Map<String, String> ofPod) {
        await("the probe failures are what the events count")
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    int counted = count(pod, "Unhealthy", "Liveness");
                    List<JsonNode> failures = okiagari.api().list("/api/probe-failures", ofPod);
                    assertThat(failures.stream().mapToInt(one -> one.path("count").asInt()).sum())
                            .as("%s", failures)
                            .isEqualTo(counted);
                    assertThat(failures)
                            .allSatisfy(one -> {
                                assertThat(one.path("probe").asString()).isEqualTo("liveness");
                                // at least: the kubelet fails it more often than it says so
                                assertThat(one.path("exact").asBoolean()).isFalse();
                            });
                });
        report("sleeper: %d probe failures", count(pod, "Unhealthy", "Liveness"));
    }

    /** What the events of a pod add up to. */
    private int count(Pod pod, String reason, String about) {
        return lab.client().v1().events().inNamespace(lab.namespace()).list().getItems().stream()
                .filter(event ->
                        pod.getMetadata().getUid().equals(event.getInvolvedObject().getUid()))
                .filter(event -> reason.equals(event.getReason()))
                .filter(event -> event.getMessage().contains(about))
                .mapToInt(SleeperContractTests::count)
                .sum();
    }

    private static int count(Event event) {
        return event.getCount() == null ? 1 : event.getCount();
    }

    private void report(String text, Object... facts) {
        System.out.println(
                "[contract] " + getClass().getSimpleName() + ": " + text.formatted(facts));
    }
}
