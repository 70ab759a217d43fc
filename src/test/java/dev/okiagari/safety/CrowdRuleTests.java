package dev.okiagari.safety;

import static dev.okiagari.safety.Pods.pod;
import static dev.okiagari.safety.Pods.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many at once. */
class CrowdRuleTests {

    private static final PodSnapshot TARGET = pod("target").build();

    private final Cluster cluster = mock();
    private final CrowdRule rule =
            new CrowdRule(cluster, new SafetyProperties(List.of(), 5, 80, 66, List.of()));

    @ParameterizedTest(name = "{1} of {0} others down: {2}")
    @CsvSource({
        "0, 0, ''",
        "1, 0, ''",
        "1, 1, ''",
        "2, 2, ''",
        "4, 3, ''",
        "4, 4, too-many.workload",
        "9, 7, ''",
        "9, 8, too-many.workload"
    })
    void shareOfAWorkloadIsRoundedUpToWholePods(int others, int down, String refusal) {
        List<PodSnapshot> pods = new ArrayList<>(List.of(TARGET));
        for (int i = 0; i < others; i++) {
            Pods other = pod("other-" + i);
            pods.add((i < down ? other.notReady() : other).build());
        }
        // Others of the namespace that are well, so that its own share is not met.
        for (int i = 0; i < 100; i++) {
            pods.add(pod("well-" + i).of("Deployment", "well").build());
        }

        assertThat(ask(pods)).isEqualTo(refusal.isEmpty() ? List.of() : List.of(refusal));
    }

    @ParameterizedTest(name = "{1} of {0} others down: {2}")
    @CsvSource({
        "0, 0, ''",
        "1, 0, ''",
        "1, 1, ''",
        "2, 1, ''",
        "2, 2, too-many.namespace",
        "9, 6, ''",
        "9, 7, too-many.namespace"
    })
    void shareOfANamespaceCountsAllItsWorkloads(int others, int down, String refusal) {
        List<PodSnapshot> pods = new ArrayList<>(List.of(TARGET));
        for (int i = 0; i < others; i++) {
            Pods other = pod("other-" + i).of("Deployment", "other-" + i);
            pods.add((i < down ? other.notReady() : other).build());
        }

        assertThat(ask(pods)).isEqualTo(refusal.isEmpty() ? List.of() : List.of(refusal));
    }

    @Test
    void podsOfRunningExperimentsCountAsDown() {
        PodSnapshot a = pod("a").of("Deployment", "a").build();
        PodSnapshot b = pod("b").of("Deployment", "b").build();

        assertThat(ask(List.of(TARGET, a, b), a.ref())).isEmpty();
        assertThat(ask(List.of(TARGET, a, b), a.ref(), b.ref()))
                .containsExactly("too-many.namespace");
    }

    @Test
    void podsThatGoAndPodsThatAreDoneDoNotCount() {
        assertThat(
                        ask(
                                List.of(
                                        TARGET,
                                        pod("going").notReady().deleting().build(),
                                        pod("gone").notReady().deleting().build(),
                                        pod("done").notReady().phase("Succeeded").build())))
                .isEmpty();
    }

    @Test
    void otherNamespacesDoNotCount() {
        assertThat(
                        ask(
                                List.of(
                                        TARGET,
                                        pod("elsewhere", "a").notReady().build(),
                                        pod("elsewhere", "b").notReady().build())))
                .isEmpty();
    }

    @Test
    void whatTakesNothingDownHasNoShare() {
        given(cluster.pods())
                .willReturn(
                        List.of(
                                TARGET,
                                pod("a").of("Deployment", "a").notReady().build(),
                                pod("b").of("Deployment", "b").notReady().build()));

        assertThat(
                        rule.refusals(
                                new Intention(
                                        TARGET, null, true, false, false, false, false, List.of())))
                .isEmpty();
    }

    @Test
    void experimentsAreCountedWhereverTheyRun() {
        PodRef elsewhere = new PodRef("elsewhere", "a", "uid");
        given(cluster.pods()).willReturn(List.of(TARGET));

        assertThat(rule.refusals(shot(TARGET, times(4, elsewhere)))).isEmpty();
        assertThat(rule.refusals(shot(TARGET, times(5, elsewhere))))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.guard()).isEqualTo(Guard.TOO_MANY);
                    assertThat(refusal.reason().key()).isEqualTo("safety.guard.too-many.running");
                    assertThat(refusal.reason().arguments()).containsExactly("5", "5");
                });
    }

    @Test
    void refusalHasTheNumbers() {
        List<PodSnapshot> pods = new ArrayList<>(List.of(TARGET));
        for (String name : List.of("a", "b", "c", "d")) {
            pods.add(pod(name).notReady().build());
        }
        given(cluster.pods()).willReturn(pods);

        assertThat(rule.refusals(shot(TARGET)))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.reason().arguments())
                                .containsExactly("4", "web", "5", "5", "80"));
    }

    private static PodRef[] times(int times, PodRef ref) {
        return Collections.nCopies(times, ref).toArray(PodRef[]::new);
    }

    private List<String> ask(List<PodSnapshot> pods, PodRef... running) {
        given(cluster.pods()).willReturn(pods);
        return rule.refusals(shot(TARGET, running)).stream()
                .map(refusal -> refusal.reason().key().replace("safety.guard.", ""))
                .toList();
    }
}
