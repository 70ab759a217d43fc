package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PodTranslatorTests {

    @Test
    void deploymentIsKnownByTheHashInItsReplicaSetsName() {
        PodSnapshot pod = translate(owned("ReplicaSet", "web-7d4f9", "pod-template-hash: 7d4f9"));

        assertThat(pod.workload()).isEqualTo(new WorkloadRef("test", "Deployment", "web"));
    }

    @Test
    void replicaSetOfItsOwnStaysOne() {
        PodSnapshot pod = translate(owned("ReplicaSet", "web-7d4f9", "app: web"));

        assertThat(pod.workload()).isEqualTo(new WorkloadRef("test", "ReplicaSet", "web-7d4f9"));
    }

    @ParameterizedTest(name = "{0} {1} with {2} is of {3} {4}, revision {5}")
    @MethodSource
    void workloadAndRevision(
            String kind,
            String owner,
            String labels,
            String workloadKind,
            String workload,
            @Nullable String revision) {
        PodSnapshot pod = translate(owned(kind, owner, labels));

        assertThat(pod.workload()).isEqualTo(new WorkloadRef("test", workloadKind, workload));
        assertThat(pod.revision()).isEqualTo(revision);
    }

    static Stream<Arguments> workloadAndRevision() {
        return Stream.of(
                of(
                        "ReplicaSet",
                        "web-7d4f9",
                        "pod-template-hash: 7d4f9",
                        "Deployment",
                        "web",
                        "7d4f9"),
                of(
                        "ReplicaSet",
                        "web-7d4f9",
                        "rollouts-pod-template-hash: 7d4f9",
                        "Rollout",
                        "web",
                        "7d4f9"),
                of("ReplicaSet", "web-7d4f9", "app: web", "ReplicaSet", "web-7d4f9", null),
                of(
                        "StatefulSet",
                        "db",
                        "controller-revision-hash: db-6c8",
                        "StatefulSet",
                        "db",
                        "db-6c8"),
                of("DaemonSet", "log", "controller-revision-hash: 6c8", "DaemonSet", "log", "6c8"),
                // the pod is of 10:00:30 on 2026-11-24, the minute 29925240 and second 1795514400
                of("Job", "backup-29925240", "app: x", "CronJob", "backup", null),
                of("Job", "backup-1795514400", "app: x", "CronJob", "backup", null),
                of("Job", "backup-29925241", "app: x", "Job", "backup-29925241", null),
                of("Job", "import-20261124", "app: x", "Job", "import-20261124", null),
                of("Job", "once", "app: x", "Job", "once", null),
                of("ReplicationController", "old", "app: x", "ReplicationController", "old", null),
                of("Cluster", "pg", "app: x", "Cluster", "pg", null));
    }

    @Test
    void deploymentConfigIsKnownByTheAnnotationsOfItsPods() {
        PodSnapshot pod =
                translate(
                        """
                        metadata:
                          name: web-3-x
                          namespace: test
                          uid: u
                          annotations:
                            openshift.io/deployment-config.name: web
                            openshift.io/deployment-config.latest-version: "3"
                            openshift.io/deployment.name: web-3
                          ownerReferences:
                          - {kind: ReplicationController, name: web-3, uid: x, controller: true}
                        """);

        assertThat(pod.workload()).isEqualTo(new WorkloadRef("test", "DeploymentConfig", "web"));
        assertThat(pod.revision()).isEqualTo("3");
    }

    @Test
    void anOwnerThatDoesNotControlIsNotTheWorkload() {
        PodSnapshot pod =
                translate(
                        """
                        metadata:
                          name: p
                          namespace: test
                          uid: u
                          ownerReferences:
                          - {kind: Backup, name: b, uid: y}
                          - {kind: StatefulSet, name: db, uid: x, controller: true}
                        """);

        assertThat(pod.workload()).isEqualTo(new WorkloadRef("test", "StatefulSet", "db"));
    }

    @Test
    void podIsReadySinceItsConditionSaysSo() {
        String status =
                """
                metadata: {name: p, namespace: test, uid: u}
                status:
                  conditions:
                  - {type: Ready, status: "%s", lastTransitionTime: "2026-11-24T10:00:30Z"}
                """;

        assertThat(translate(status.formatted("True")).readySince())
                .isEqualTo(Instant.parse("2026-11-24T10:00:30Z"));
        assertThat(translate(status.formatted("False")).readySince()).isNull();
    }

    private static Arguments of(@Nullable Object... values) {
        return Arguments.of(values);
    }

    /** A kubelet writes 1970 for what the runtime could not begin. */
    @Test
    void whatCouldNotBeStartedHasNoStart() {
        PodSnapshot pod =
                translate(
                        """
                        metadata: {name: p, namespace: test, uid: u}
                        spec:
                          containers:
                          - {name: app, image: i}
                        status:
                          containerStatuses:
                          - name: app
                            containerID: containerd://2
                            restartCount: 2
                            state: {waiting: {reason: CrashLoopBackOff}}
                            lastState:
                              terminated:
                                containerID: containerd://2
                                exitCode: 128
                                reason: StartError
                                startedAt: "1970-01-01T00:00:00Z"
                                finishedAt: "2026-11-24T10:00:00Z"
                        """);

        Termination last = pod.containers().getFirst().lastTermination();
        assertThat(last).isNotNull();
        assertThat(last.startedAt()).isNull();
        assertThat(last.finishedAt()).isEqualTo("2026-11-24T10:00:00Z");
    }

    @Test
    void podWithoutOwnerIsItsOwnWorkload() {
        PodSnapshot pod = translate("metadata: {name: p, namespace: test, uid: u}");

        assertThat(pod.workload().isBare()).isTrue();
    }

    @Test
    void mirrorPodIsNotOwnedByItsNode() {
        PodSnapshot pod =
                translate(
                        """
                        metadata:
                          name: p
                          namespace: test
                          uid: u
                          annotations: {kubernetes.io/config.mirror: abc}
                          ownerReferences: [{kind: Node, name: n, uid: x, controller: true}]
                        """);

        assertThat(pod.mirror()).isTrue();
        assertThat(pod.workload().isBare()).isTrue();
    }

    @Test
    void initContainerThatRestartsAlwaysIsASidecar() {
        PodSnapshot pod =
                translate(
                        """
                        metadata: {name: p, namespace: test, uid: u}
                        spec:
                          initContainers:
                          - {name: setup, image: a}
                          - {name: proxy, image: b, restartPolicy: Always}
                          containers:
                          - {name: app, image: c}
                          ephemeralContainers:
                          - {name: debug, image: d}
                        """);

        assertThat(pod.containers())
                .extracting(ContainerSnapshot::type)
                .containsExactly(
                        ContainerType.INIT,
                        ContainerType.SIDECAR,
                        ContainerType.REGULAR,
                        ContainerType.EPHEMERAL);
    }

    @Test
    void probeHasTheServersDefaults() {
        Probe probe =
                translate(
                                """
                                metadata: {name: p, namespace: test, uid: u}
                                spec:
                                  containers:
                                  - name: app
                                    livenessProbe: {httpGet: {port: web}}
                                """)
                        .containers()
                        .getFirst()
                        .probes()
                        .liveness();

        assertThat(probe)
                .isEqualTo(
                        new Probe(
                                "httpGet / web HTTP",
                                Duration.ZERO,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(1),
                                3,
                                1,
                                null));
    }

    @Test
    void emptyPodIsStillAPod() {
        PodSnapshot pod = translate("metadata: {name: p, namespace: test, uid: u}");

        assertThat(pod.phase()).isEqualTo("Unknown");
        assertThat(pod.ready()).isFalse();
        assertThat(pod.createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(pod.containers()).isEmpty();
    }

    @Test
    void secretsInTheCommandOfAProbeAreHidden() {
        PodSnapshot pod =
                translate(
                        """
                        metadata: {name: p, namespace: test, uid: u}
                        spec:
                          containers:
                            - name: db
                              livenessProbe: {exec: {command: [mysqladmin, ping, --password=hunter2]}}
                        """);

        assertThat(pod.containers().getFirst().probes().liveness())
                .extracting(Probe::handler)
                .isEqualTo("exec mysqladmin ping --password=•••");
    }

    private static String owned(String kind, String name, String label) {
        return """
        metadata:
          name: p
          namespace: test
          uid: u
          creationTimestamp: "2026-11-24T10:00:30Z"
          labels: {%s}
          ownerReferences: [{kind: %s, name: %s, uid: x, controller: true}]
        """
                .formatted(label, kind, name);
    }

    private static PodSnapshot translate(String yaml) {
        return PodTranslator.translate(
                Serialization.unmarshal("apiVersion: v1\nkind: Pod\n" + yaml, Pod.class));
    }
}
