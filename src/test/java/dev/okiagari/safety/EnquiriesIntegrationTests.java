package dev.okiagari.safety;

import static dev.okiagari.safety.Pods.pod;
import static dev.okiagari.safety.Pods.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What guards ask the cluster for, over a real connection. */
class EnquiriesIntegrationTests {

    private static final String V1 = "/apis/policy/v1/namespaces/lab/poddisruptionbudgets";
    private static final String BETA = "/apis/policy/v1beta1/namespaces/lab/poddisruptionbudgets";
    private static final String POD = "/api/v1/namespaces/lab/pods/a";
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/lab/deployments/web";
    private static final PodSnapshot TARGET = pod("a").build();

    private final ClusterConnection connection = mock();
    private final Enquiry enquiry = new Enquiry(connection);
    private volatile Instant now = Instant.EPOCH;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Budgets budgets = new Budgets(enquiry, clock);
    private final Rollouts rollouts = new Rollouts(enquiry, clock);
    private final BudgetRule budgetRule = new BudgetRule(budgets);
    private final RolloutRule rolloutRule = new RolloutRule(rollouts);
    private FakeApi api;

    @BeforeEach
    void connect() throws IOException {
        api = new FakeApi();
        given(connection.client()).willReturn(api.client());
        api.says(POD, "{\"metadata\":{\"name\":\"a\",\"labels\":{\"app\":\"web\"}}}");
    }

    @AfterEach
    void disconnect() {
        api.close();
    }

    @Test
    void exhaustedBudgetIsQuotedWithItsNumbers() {
        api.says(V1, budgets(budget("web", "web", 0, 2, 2)));

        assertThat(budgetRule.refusals(shot(TARGET)))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.guard()).isEqualTo(Guard.DISRUPTION_BUDGET);
                    assertThat(refusal.reason().arguments()).containsExactly("web", "2", "2");
                });
    }

    @Test
    void budgetOfOthersOrWithSomethingLeftSaysNothing() {
        api.says(V1, budgets(budget("web", "web", 1, 2, 3), budget("db", "db", 0, 1, 1)));

        assertThat(budgetRule.refusals(shot(TARGET))).isEmpty();
    }

    @Test
    void olderServersAreAskedInTheirWords() {
        api.says(BETA, budgets(budget("web", "web", 0, 1, 1)));

        assertThat(budgetRule.refusals(shot(TARGET))).hasSize(1);
        assertThat(api.asked()).containsExactly(V1, BETA, POD);
    }

    @Test
    void anEmptySelectorSelectsAllSinceV1AndNoneBefore() {
        String everyone =
                budget("all", "web", 0, 1, 1).replace("\"matchLabels\":{\"app\":\"web\"}", "");
        api.says(V1, budgets(everyone));
        assertThat(budgetRule.refusals(shot(TARGET))).hasSize(1);

        later(Duration.ofSeconds(10));
        api.says(V1, 404, "{}");
        api.says(BETA, budgets(everyone));
        assertThat(budgetRule.refusals(shot(TARGET))).isEmpty();
    }

    @Test
    void budgetThatIsNotCountedYetForbids() {
        api.says(
                V1,
                budgets(
                        "{\"metadata\":{\"name\":\"new\",\"generation\":2},\"spec\":{\"selector\":"
                                + "{\"matchLabels\":{\"app\":\"web\"}}},\"status\":"
                                + "{\"observedGeneration\":1,\"disruptionsAllowed\":1}}"));

        assertThat(budgetRule.refusals(shot(TARGET)))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.reason().key()).endsWith("disruption-budget.uncounted"));
    }

    @Test
    void evictionsAndWhatIsDownAlreadyAreNotAskedFor() {
        api.says(V1, budgets(budget("web", "web", 0, 2, 2)));
        Intention eviction =
                new Intention(TARGET, null, false, true, false, true, false, List.of());
        Intention harmless =
                new Intention(TARGET, null, true, false, false, false, false, List.of());

        assertThat(budgetRule.refusals(eviction)).isEmpty();
        assertThat(budgetRule.refusals(harmless)).isEmpty();
        assertThat(budgetRule.refusals(shot(pod("a").notReady().build()))).isEmpty();
        assertThat(api.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void whatMayNotBeSeenRefusesNothing(int status) {
        api.says(V1, status, "{}");
        api.says(BETA, status, "{}");
        api.says(DEPLOYMENT, status, "{}");

        assertThat(budgetRule.refusals(shot(TARGET))).isEmpty();
        assertThat(rolloutRule.refusals(shot(TARGET))).isEmpty();
    }

    @Test
    void whatFailedIsSaidNotToBeCheckedAndMayBeOverruled() {
        api.says(V1, 500, "{\"message\":\"etcd is away\"}");
        api.says(DEPLOYMENT, 500, "{\"message\":\"etcd is away\"}");

        assertThat(budgetRule.refusals(shot(TARGET)))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.reason().key()).endsWith("disruption-budget.unchecked");
                    assertThat(refusal.reason().arguments().getFirst()).contains("500");
                    assertThat(refusal.guard().isConfirmable()).isTrue();
                });
        assertThat(rolloutRule.refusals(shot(TARGET)))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.reason().key())
                                .endsWith("rollout-in-progress.unchecked"));
        assertThat(api.asked()).as("each once").containsExactly(V1, DEPLOYMENT);
    }

    @Test
    void silentClusterDoesNotHoldARefusalUp() {
        api.fallsSilent();
        long since = System.nanoTime();

        assertThat(budgetRule.refusals(shot(TARGET))).hasSize(1);
        assertThat(budgetRule.refusals(shot(TARGET))).as("from memory").hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(4));
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void factsAreKeptForTenSeconds() {
        api.says(V1, budgets(budget("web", "web", 0, 2, 2)));
        ask();
        later(Duration.ofMillis(9_999));
        ask();
        assertThat(api.asked()).containsExactlyInAnyOrder(V1, POD, DEPLOYMENT);

        later(Duration.ofMillis(1));
        ask();
        assertThat(api.asked()).hasSize(6);
    }

    @Test
    void podThatBecameReadyMakesThemOutOfDate() {
        api.says(V1, budgets(budget("web", "web", 0, 2, 2)));
        ask();
        PodSnapshot before = pod("b").notReady().build();

        PodSnapshot elsewhere = pod("other", "b").build();
        heard(new ClusterEvent.PodObserved(before, before, now));
        heard(new ClusterEvent.PodObserved(null, elsewhere, now));
        ask();
        assertThat(api.asked()).as("nothing of it changed").hasSize(3);

        heard(new ClusterEvent.PodObserved(before, pod("b").build(), now));
        ask();
        assertThat(api.asked()).as("but not the pod's labels").hasSize(5);

        heard(new ClusterEvent.PodRemoved(before, now, true));
        ask();
        assertThat(api.asked()).hasSize(7);
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment  | {'replicas':3} | {'observedGeneration':2,'replicas':3,'updatedReplicas':3} | 2 | ''",
                "Deployment  | {'replicas':3} | {'observedGeneration':2,'replicas':3,'updatedReplicas':3,'availableReplicas':1} | 2 | ''",
                "Deployment  | {'replicas':3} | {'observedGeneration':1,'replicas':3,'updatedReplicas':3} | 2 | untaken Deployment web 2 1",
                "Deployment  | {'replicas':3} | {'observedGeneration':2,'replicas':4,'updatedReplicas':1} | 2 | Deployment web 1 3 3",
                "Deployment  | {'replicas':3} | {'observedGeneration':2,'replicas':4,'updatedReplicas':3} | 2 | Deployment web 3 3 1",
                "Deployment  | {'replicas':0} | {'observedGeneration':2} | 2 | ''",
                "DeploymentConfig | {'replicas':2} | {'observedGeneration':2,'replicas':2,'updatedReplicas':1} | 2 | DeploymentConfig web 1 2 1",
                "StatefulSet | {'replicas':3} | {'observedGeneration':2,'replicas':3,'currentRevision':'a','updateRevision':'a'} | 2 | ''",
                "StatefulSet | {'replicas':3} | {'observedGeneration':2,'replicas':2,'updatedReplicas':2,'currentRevision':'a','updateRevision':'a'} | 2 | ''",
                "StatefulSet | {'replicas':3} | {'observedGeneration':2,'replicas':3,'updatedReplicas':1,'currentRevision':'a','updateRevision':'b'} | 2 | StatefulSet web 1 3 0",
                "StatefulSet | {'replicas':3,'updateStrategy':{'rollingUpdate':{'partition':2}}} | {'observedGeneration':2,'updatedReplicas':1,'currentRevision':'a','updateRevision':'b'} | 2 | ''",
                "StatefulSet | {'replicas':3,'updateStrategy':{'type':'OnDelete'}} | {'observedGeneration':2,'updatedReplicas':1,'currentRevision':'a','updateRevision':'b'} | 2 | ''",
                "DaemonSet   | {} | {'observedGeneration':2,'desiredNumberScheduled':3,'updatedNumberScheduled':3} | 2 | ''",
                "DaemonSet   | {} | {'observedGeneration':2,'desiredNumberScheduled':3,'updatedNumberScheduled':1} | 2 | DaemonSet web 1 3 0",
                "DaemonSet   | {'updateStrategy':{'type':'OnDelete'}} | {'observedGeneration':2,'desiredNumberScheduled':3,'updatedNumberScheduled':1} | 2 | ''"
            })
    void rolloutIsToldByItsNumbers(
            String kind, String spec, String status, long generation, String said) {
        String group = kind.equals("DeploymentConfig") ? "apps.openshift.io" : "apps";
        String plural = kind.toLowerCase(java.util.Locale.ROOT) + "s";
        api.says(
                "/apis/" + group + "/v1/namespaces/lab/" + plural + "/web",
                ("{'apiVersion':'"
                                + group
                                + "/v1','kind':'"
                                + kind
                                + "','metadata':{'name':'web',"
                                + "'generation':"
                                + generation
                                + "},'spec':"
                                + spec
                                + ",'status':"
                                + status
                                + "}")
                        .replace('\'', '"'));

        List<Refusal> refusals = rolloutRule.refusals(shot(pod("a").of(kind, "web").build()));

        assertThat(
                        refusals.stream()
                                .map(refusal ->
                                        (refusal.reason().key().endsWith("untaken")
                                                        ? "untaken "
                                                        : "")
                                                + String.join(" ", refusal.reason().arguments())))
                .isEqualTo(said.isEmpty() ? List.of() : List.of(said));
        assertThat(refusals).allMatch(refusal -> refusal.guard() == Guard.ROLLOUT_IN_PROGRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pod", "Job", "ReplicaSet", "Rollout"})
    void whatDoesNotRollOutIsNotAsked(String kind) {
        assertThat(rolloutRule.refusals(shot(pod("a").of(kind, "x").build()))).isEmpty();
        assertThat(api.asked()).isEmpty();
    }

    private void ask() {
        var _ = budgetRule.refusals(shot(TARGET));
        var _ = rolloutRule.refusals(shot(TARGET));
    }

    private void heard(ClusterEvent event) {
        budgets.on(event);
        rollouts.on(event);
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }

    private static String budgets(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    private static String budget(String name, String app, int allowed, int needed, int healthy) {
        return ("{'metadata':{'name':'%s','generation':1},'spec':{'selector':"
                        + "{'matchLabels':{'app':'%s'}}},'status':{'observedGeneration':1,"
                        + "'disruptionsAllowed':%d,'desiredHealthy':%d,'currentHealthy':%d}}")
                .formatted(name, app, allowed, needed, healthy)
                .replace('\'', '"');
    }
}
