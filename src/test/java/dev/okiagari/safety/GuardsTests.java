package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class GuardsTests {

    private final Cluster cluster = mock();
    private final NamespaceLabels labels = mock();
    private final Halt halt = mock();
    private final MockEnvironment environment = new MockEnvironment();
    private final Guards guards =
            new Guards(
                    cluster,
                    new SafetyProperties(List.of("kube-*", "openshift*")),
                    new AllowedNamespaces(List.of("lab", "kube-system")),
                    labels,
                    new Ourselves(environment),
                    halt);

    @BeforeEach
    void nothingIsHaltedAndNobodyElseIsThere() {
        given(halt.state()).willReturn(HaltState.RUNNING);
        given(cluster.pods()).willReturn(List.of());
    }

    @Test
    void ordinaryPodInAnAllowedNamespaceMayBeTried() {
        assertThat(ask(pod("lab", "a").build())).isEmpty();
    }

    @Test
    void namespaceThatNobodyAllowedIsRefused() {
        assertThat(ask(pod("shop", "a").build())).containsExactly(Guard.NOT_ALLOWED_HERE);
    }

    @Test
    void namespaceMayAllowItselfByItsLabel() {
        given(labels.allow("shop")).willReturn(true);

        assertThat(ask(pod("shop", "a").build())).isEmpty();
    }

    @Test
    void protectedNamespaceStaysSoEvenWhenItIsAllowed() {
        assertThat(ask(pod("kube-system", "a").build())).containsExactly(Guard.PROTECTED_NAMESPACE);
    }

    @Test
    void podWithTheNodesProcessesIsRefusedForEveryExec() {
        PodSnapshot pod = pod("lab", "a").hostPid().build();

        assertThat(ask(pod)).containsExactly(Guard.HOST_PROCESSES);
        assertThat(guards.refusals(new Intention(pod, false, false, true, false), Set.of()))
                .isEmpty();
    }

    @Test
    void criticalAndMirrorPodsAreRefused() {
        assertThat(ask(pod("lab", "a").priority("system-node-critical").build()))
                .containsExactly(Guard.CRITICAL_POD);
        assertThat(ask(pod("lab", "a").mirror().build())).containsExactly(Guard.CRITICAL_POD);
        assertThat(ask(pod("lab", "a").priority("critical-business").build())).isEmpty();
    }

    @Test
    void okiagariDoesNotShootAtItself() {
        assertThat(ask(pod("lab", "db").partOf("okiagari").build()))
                .containsExactly(Guard.OURSELVES);
        environment
                .withProperty("KUBERNETES_SERVICE_HOST", "10.0.0.1")
                .withProperty("HOSTNAME", "okiagari-1");
        assertThat(ask(pod("lab", "okiagari-1").build())).containsExactly(Guard.OURSELVES);
    }

    @Test
    void lastReadyOfSeveralReplicasIsGuarded() {
        PodSnapshot ready = pod("lab", "a").build();
        given(cluster.pods()).willReturn(List.of(ready, pod("lab", "b").notReady().build()));

        assertThat(ask(ready)).containsExactly(Guard.LAST_READY_REPLICA);
    }

    @Test
    void onlyReplicaByDesignIsNot() {
        PodSnapshot alone = pod("lab", "a").build();
        given(cluster.pods()).willReturn(List.of(alone));

        assertThat(ask(alone)).isEmpty();
    }

    @Test
    void confirmableGuardGivesWayToWhoNamesIt() {
        Intention last = new Intention(pod("lab", "a").build(), true, true, true, false);

        assertThat(guards.refusals(last, Set.of()))
                .extracting(Refusal::guard)
                .containsExactly(Guard.FINAL);
        assertThat(guards.refusals(last, Set.of(Guard.FINAL))).isEmpty();
    }

    @Test
    void otherGuardsDoNotGiveWay() {
        given(halt.state()).willReturn(new HaltState(true, Instant.EPOCH, "me"));
        Intention any = new Intention(pod("lab", "a").build(), true, false, true, true);

        assertThat(guards.refusals(any, Set.of(Guard.values())))
                .extracting(Refusal::guard)
                .containsExactly(Guard.HALTED, Guard.SAME_WORKLOAD);
    }

    private List<Guard> ask(PodSnapshot pod) {
        return guards.refusals(new Intention(pod, true, false, true, false), Set.of()).stream()
                .map(Refusal::guard)
                .toList();
    }

    private static Pod pod(String namespace, String name) {
        return new Pod(namespace, name);
    }

    /** A pod of Deployment web. */
    private static final class Pod {

        private final PodRef ref;
        private boolean ready = true;
        private boolean hostPid;
        private boolean mirror;
        private String priority;
        private String partOf;

        Pod(String namespace, String name) {
            this.ref = new PodRef(namespace, name, "uid-" + name);
        }

        Pod notReady() {
            ready = false;
            return this;
        }

        Pod hostPid() {
            hostPid = true;
            return this;
        }

        Pod mirror() {
            mirror = true;
            return this;
        }

        Pod priority(String name) {
            priority = name;
            return this;
        }

        Pod partOf(String name) {
            partOf = name;
            return this;
        }

        PodSnapshot build() {
            return new PodSnapshot(
                    ref,
                    new WorkloadRef(ref.namespace(), "Deployment", "web"),
                    "node",
                    "10.0.0.1",
                    "Running",
                    null,
                    ready,
                    Instant.EPOCH,
                    null,
                    "Always",
                    Duration.ofSeconds(30),
                    hostPid,
                    false,
                    mirror,
                    priority,
                    null,
                    partOf,
                    "1",
                    List.of());
        }
    }
}
