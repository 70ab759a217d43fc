package dev.okiagari.safety;

import static dev.okiagari.safety.Pods.pod;
import static dev.okiagari.safety.Pods.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

class GuardsTests {

    private static final SafetyProperties PROPERTIES =
            new SafetyProperties(List.of("kube-*", "openshift*"), 5, 80, 66, List.of());
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Cluster cluster = mock();
    private final NamespaceLabels labels = mock();
    private final Permissions permissions = mock();
    private final Halt halt = mock();
    private final Budgets budgets = mock();
    private final Rollouts rollouts = mock();
    private final MockEnvironment environment = new MockEnvironment();
    private final Guards guards =
            new Guards(
                    List.of(
                            new QuietRule(PROPERTIES, CLOCK),
                            new CrowdRule(cluster, PROPERTIES),
                            new RolloutRule(rollouts),
                            new HealthRule(),
                            new BudgetRule(budgets),
                            new WorkloadRule(cluster),
                            new PodRule(new Ourselves(environment)),
                            new PlaceRule(
                                    PROPERTIES,
                                    new AllowedNamespaces(List.of("lab", "kube-system")),
                                    labels,
                                    permissions),
                            new HaltRule(halt)));

    @BeforeEach
    void nothingIsHaltedAndNobodyElseIsThere() {
        given(halt.state()).willReturn(HaltState.RUNNING);
        given(cluster.pods()).willReturn(List.of());
        given(budgets.of(any())).willReturn(new Fact.Hidden<>());
        given(rollouts.of(any())).willReturn(new Fact.Hidden<>());
    }

    /** What a pod is, and who refuses it. */
    record Row(String what, PodSnapshot pod, List<Guard> refusing) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("an ordinary pod where it is allowed", pod("a")),
                row("a namespace that nobody allowed", pod("shop", "a"), Guard.NOT_ALLOWED_HERE),
                row(
                        "a protected namespace, though it is allowed",
                        pod("kube-system", "a"),
                        Guard.PROTECTED_NAMESPACE),
                row("the node's processes", pod("a").hostPid(), Guard.HOST_PROCESSES),
                row(
                        "critical to its node",
                        pod("a").priority("system-node-critical"),
                        Guard.CRITICAL_POD),
                row(
                        "critical to its cluster",
                        pod("a").priority("system-cluster-critical"),
                        Guard.CRITICAL_POD),
                row("a priority that only sounds so", pod("a").priority("critical-business")),
                row("a mirror pod", pod("a").mirror(), Guard.CRITICAL_POD),
                row("our own database", pod("a").partOf("okiagari"), Guard.OURSELVES),
                row("another's database", pod("a").partOf("shop")),
                row("a pod that is not ready", pod("a").notReady(), Guard.UNHEALTHY_TARGET),
                row(
                        "two reasons, the graver first",
                        pod("a").notReady().hostPid(),
                        Guard.HOST_PROCESSES,
                        Guard.UNHEALTHY_TARGET));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachPodIsRefusedByThoseThatItConcerns(Row row) {
        assertThat(ask(row.pod())).isEqualTo(row.refusing());
    }

    @Test
    void namespaceMayAllowItselfByItsLabel() {
        given(labels.allow("shop")).willReturn(true);

        assertThat(ask(pod("shop", "a").build())).isEmpty();
    }

    @Test
    void whoseLabelIsNotSeenIsToldWhichPermissionThatTakes() {
        given(permissions.may("shop", "get", "namespaces")).willReturn(Permission.State.DENIED);

        assertThat(
                        guards.refusals(
                                new Intention(
                                        pod("shop", "a").build(),
                                        null,
                                        true,
                                        false,
                                        false,
                                        true,
                                        false,
                                        List.of()),
                                Set.of()))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.guard()).isEqualTo(Guard.NOT_ALLOWED_HERE);
                    assertThat(refusal.reason().key())
                            .isEqualTo("safety.guard.not-allowed-here.unseen");
                });
    }

    @Test
    void nodesProcessesAreNoneOfADeletesConcern() {
        PodSnapshot pod = pod("a").hostPid().build();

        assertThat(
                        guards.refusals(
                                new Intention(
                                        pod, null, false, false, false, true, false, List.of()),
                                Set.of()))
                .isEmpty();
    }

    @Test
    void okiagariDoesNotShootAtItself() {
        environment
                .withProperty("KUBERNETES_SERVICE_HOST", "10.0.0.1")
                .withProperty("HOSTNAME", "okiagari-1");

        assertThat(ask(pod("okiagari-1").build())).containsExactly(Guard.OURSELVES);
    }

    @Test
    void lastReadyOfSeveralReplicasIsGuarded() {
        PodSnapshot ready = pod("a").build();
        given(cluster.pods()).willReturn(List.of(ready, pod("b").notReady().build()));

        assertThat(ask(ready)).containsExactly(Guard.LAST_READY_REPLICA);
    }

    @Test
    void onlyReplicaByDesignIsNot() {
        PodSnapshot alone = pod("a").build();
        given(cluster.pods()).willReturn(List.of(alone));

        assertThat(ask(alone)).isEmpty();
    }

    @Test
    void confirmableGuardsGiveWayOnlyToWhoNamesEachOfThem() {
        Intention last =
                new Intention(
                        pod("a").notReady().build(),
                        null,
                        true,
                        false,
                        true,
                        true,
                        false,
                        List.of());

        assertThat(guards(last)).containsExactly(Guard.FINAL, Guard.UNHEALTHY_TARGET);
        assertThat(guards(last, Guard.FINAL)).containsExactly(Guard.UNHEALTHY_TARGET);
        assertThat(guards(last, Guard.FINAL, Guard.UNHEALTHY_TARGET)).isEmpty();
    }

    @Test
    void otherGuardsDoNotGiveWay() {
        given(halt.state()).willReturn(new HaltState(true, Instant.EPOCH, "me"));
        Intention any =
                new Intention(pod("a").build(), null, true, false, false, true, true, List.of());

        assertThat(guards(any, Guard.values())).containsExactly(Guard.HALTED, Guard.SAME_WORKLOAD);
    }

    @Test
    void clusterIsNotAskedAboutWhatIsRefusedForGood() {
        assertThat(ask(pod("kube-system", "a").build())).containsExactly(Guard.PROTECTED_NAMESPACE);

        verify(budgets, never()).of(any());
        verify(rollouts, never()).of(any());
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void everyGuardHasItsTextInBothLanguages(Guard guard) throws IOException {
        for (String bundle : List.of("safety", "safety_ja")) {
            assertThat(texts(bundle).stringPropertyNames())
                    .anyMatch(key -> (key + ".").startsWith("safety.guard." + guard.word() + "."));
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void whatAPersonMayOverruleIsAsPromised(Guard guard) {
        List<String> promised =
                List.of(
                        "last-ready-replica",
                        "disruption-budget",
                        "unhealthy-target",
                        "rollout-in-progress",
                        "too-many",
                        "quiet-hours",
                        "final");

        assertThat(guard.isConfirmable()).isEqualTo(promised.contains(guard.word()));
    }

    private static Properties texts(String bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Guards.class.getResourceAsStream(
                                        "/messages/" + bundle + ".properties")),
                        StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static Row row(String what, Pods pod, Guard... refusing) {
        return new Row(what, pod.build(), List.of(refusing));
    }

    private List<Guard> ask(PodSnapshot pod) {
        return guards(shot(pod));
    }

    private List<Guard> guards(Intention intention, Guard... confirmed) {
        return guards.refusals(intention, Set.copyOf(Arrays.asList(confirmed))).stream()
                .map(Refusal::guard)
                .toList();
    }
}
