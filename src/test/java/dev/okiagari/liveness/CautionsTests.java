package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CautionsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "annotations":{"argocd.argoproj.io/tracking-id":"shop:apps"}     | argo  | shop:apps
                    "labels":{"argocd.argoproj.io/instance":"shop"}                  | argo  | shop
                    "labels":{"kustomize.toolkit.fluxcd.io/name":"apps"}             | flux  | apps
                    "labels":{"helm.toolkit.fluxcd.io/name":"web"}                   | flux  | web
                    "annotations":{"meta.helm.sh/release-name":"web"}                | helm  | web
                    "labels":{"app.kubernetes.io/managed-by":"Helm"}                 | helm  | ?
                    "ownerReferences":[{"kind":"Kafka","name":"events"}]             | owner | Kafka
                    """)
    void whoMayTakeItBackIsKnownByItsMarks(String metadata, String which, String first) {
        Workload workload = Workload.parse("{\"metadata\":{%s},\"spec\":{}}".formatted(metadata));

        assertThat(Cautions.managers(workload))
                .singleElement()
                .satisfies(caution -> {
                    assertThat(caution.key()).isEqualTo("liveness.caution." + which);
                    assertThat(caution.arguments()).startsWith(first);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "paused":true                                            | paused
                    "updateStrategy":{"type":"OnDelete"}                     | on-delete
                    "updateStrategy":{"rollingUpdate":{"partition":2}}       | partition
                    "replicas":0                                             | no-replicas
                    "strategy":{"type":"Recreate"}                           | recreate
                    """)
    void whatKeepsItFromThePodsIsSaid(String spec, String which) {
        Workload workload = Workload.parse("{\"metadata\":{},\"spec\":{%s}}".formatted(spec));

        assertThat(Cautions.rollout(workload))
                .extracting(Message::key)
                .containsExactly("liveness.caution." + which);
    }

    @Test
    void anOrdinaryWorkloadNeedsNone() {
        Workload workload =
                Workload.parse(
                        """
                        {"metadata":{"labels":{"app":"web"}},"spec":{"replicas":2,
                         "strategy":{"type":"RollingUpdate"}}}
                        """);

        assertThat(Cautions.managers(workload)).isEmpty();
        assertThat(Cautions.rollout(workload)).isEmpty();
    }

    @Test
    void aPortOfSeveralContainersIsWhosever() {
        Workload workload =
                Workload.parse(
                        """
                        {"metadata":{},"spec":{"template":{"spec":{"containers":[
                          {"name":"web","ports":[{"name":"http","containerPort":8080}]},
                          {"name":"proxy","ports":[{"containerPort":8080},{"containerPort":9000}]}]}}}}
                        """);
        Workload.Place web = workload.place("web").orElseThrow();

        assertThat(Cautions.port(workload, web, tcp("http")))
                .singleElement()
                .isEqualTo(Message.of("liveness.caution.shared-port", 8080, "proxy"));
        assertThat(Cautions.port(workload, web, tcp("9001"))).isEmpty();
        assertThat(Cautions.port(workload, web, tcp("metrics")))
                .singleElement()
                .isEqualTo(Message.of("liveness.caution.no-such-name", "metrics", "web"));
    }

    private static ProbeSpec tcp(String port) {
        return ProbeSpec.of(new ProbeHandler.TcpSocket(port, null));
    }
}
