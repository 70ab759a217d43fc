package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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

    private static String owned(String kind, String name, String label) {
        return """
        metadata:
          name: p
          namespace: test
          uid: u
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
