package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Manifests;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageTests {

    private final ShownPods cluster =
            new ShownPods(
                    pods(
                            workload(
                                    "Deployment",
                                    "shop",
                                    "web",
                                    "livenessProbe: {grpc: {port: 1}}"),
                            workload("Deployment", "shop", "cache", ""),
                            workload("StatefulSet", "data", "cache", ""),
                            workload(
                                    "Deployment",
                                    "data",
                                    "ready",
                                    "readinessProbe: {grpc: {port: 1}}")));
    private final Coverage coverage = new Coverage(cluster, new TermReadings(cluster));

    @Test
    void manyPodsOfATemplateAreOne() {
        Covered web = only(query(null, "web", null, null));

        assertThat(web.pods()).isEqualTo(3);
        assertThat(web.others()).isEmpty();
        assertThat(web.current().newest().name()).isEqualTo("web-5d4f8c7b9-2");
    }

    @Test
    void theWorstComesFirstAndWhatIsWellLast() {
        List<String> names =
                coverage.of(CoverageQuery.ALL).stream()
                        .sorted(Covered.BY_RISK)
                        .map(one -> one.workload().namespace() + "/" + one.container())
                        .toList();

        assertThat(names).containsExactly("data/cache", "shop/cache", "data/ready", "shop/web");
    }

    @Test
    void itIsNarrowedByNamespaceWorkloadTextAndRule() {
        assertThat(coverage.of(query("data", null, null, null))).hasSize(2);
        assertThat(coverage.of(query("nowhere", null, null, null))).isEmpty();
        assertThat(coverage.of(query(null, "StatefulSet/cache", null, null))).hasSize(1);
        assertThat(coverage.of(query(null, "cache", null, null))).hasSize(2);
        assertThat(coverage.of(query(null, null, "EXAMPLE/CAC", null))).hasSize(2);
        assertThat(coverage.of(query(null, null, "shop", null))).hasSize(2);
        assertThat(coverage.of(query(null, null, null, Rule.READINESS_ONLY)))
                .extracting(Covered::container)
                .containsExactly("ready");
    }

    @Test
    void podsThatAreGoingOrHaveEndedDoNotCount() {
        String bare =
                """
                kind: Pod
                metadata: {name: %s, namespace: test, uid: %s, %s}
                spec: {containers: [{name: app}]}
                status: {phase: %s}
                """;
        cluster.show(
                pods(
                        bare.formatted(
                                "going", "1", "deletionTimestamp: 2026-11-23T12:00:00Z", "Running"),
                        bare.formatted("done", "2", "labels: {}", "Succeeded"),
                        bare.formatted("here", "3", "labels: {}", "Running")));

        assertThat(coverage.of(CoverageQuery.ALL))
                .extracting(one -> one.workload().name())
                .containsExactly("here");
    }

    private Covered only(CoverageQuery query) {
        assertThat(coverage.of(query)).hasSize(1);
        return coverage.of(query).getFirst();
    }

    private static CoverageQuery query(
            @Nullable String namespace,
            @Nullable String workload,
            @Nullable String text,
            @Nullable Rule rule) {
        return new CoverageQuery(
                namespace, workload == null ? null : WorkloadName.of(workload), text, rule);
    }

    private static List<PodSnapshot> pods(String... documents) {
        return Manifests.pods(String.join("---\n", documents));
    }

    private static String workload(String kind, String namespace, String name, String probes) {
        return """
        kind: %s
        metadata: {name: %s, namespace: %s}
        spec:
          replicas: 3
          template: {spec: {containers: [{name: %s, image: example/%s, %s}]}}
        """
                .formatted(kind, name, namespace, name, name, probes);
    }
}
