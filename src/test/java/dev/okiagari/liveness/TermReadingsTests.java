package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Manifests;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessesRead;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an inspection said of SIGTERM is remembered for as long as it is about the same program. */
class TermReadingsTests {

    private static final String POD =
            """
            kind: Pod
            metadata:
              name: %1$s
              namespace: test
              uid: uid-%1$s
              labels: {pod-template-hash: "%2$s"}
              ownerReferences: [{kind: ReplicaSet, name: web-%2$s, uid: rs, controller: true}]
            spec:
              containers: [{name: web, image: "%3$s"}, {name: other, image: "%3$s"}]
            """;
    private static final String DROPS = "0000000000000002";
    private static final String CATCHES = "0000000000004002";

    private final PodSnapshot first = pod("first", "1a", "web:1");
    private final ShownPods cluster = new ShownPods(List.of(first));
    private final TermReadings readings = new TermReadings(cluster);

    @BeforeEach
    void somebodyLooked() {
        readings.on(read(first, DROPS));
    }

    @Test
    void itHoldsForOtherPodsOfTheTemplateAndForLaterRuns() {
        TermReading known = readings.of(pod("second", "1a", "web:1"), "web");

        assertThat(known).isNotNull();
        assertThat(known.dropped()).isTrue();
        assertThat(known.pod()).isEqualTo("first");
    }

    @Test
    void itSaysNothingOfAnotherRevisionImageOrContainer() {
        assertThat(readings.of(pod("second", "2b", "web:1"), "web")).isNull();
        assertThat(readings.of(pod("second", "1a", "web:2"), "web")).isNull();
        assertThat(readings.of(first, "other")).isNull();
    }

    @Test
    void itSaysNothingOfAnotherCluster() {
        cluster.becomes("another");

        assertThat(readings.of(first, "web")).isNull();
    }

    @Test
    void theLastLookCounts() {
        readings.on(read(first, CATCHES));

        assertThat(readings.of(first, "web")).extracting(TermReading::dropped).isEqualTo(false);
    }

    private static PodSnapshot pod(String name, String hash, String image) {
        return Manifests.pods(POD.formatted(name, hash, image)).getFirst();
    }

    private static ProcessesRead read(PodSnapshot pod, String catches) {
        String document =
                """
                kind: Processes
                metadata: {name: %s, namespace: test}
                container: web
                output: |
                  Name:	node
                  State:	S (sleeping)
                  Pid:	1
                  PPid:	0
                  Uid:	0	0	0	0
                  SigCgt:	%s
                  1 (node) S 0 1 1 0 -1 4194560 656 0 1 0 0 1 0 0 20 0 1 0 185021 1028096 163
                """
                        .formatted(pod.ref().name(), catches);
        return Manifests.processes(document, List.of(pod)).getFirst();
    }
}
