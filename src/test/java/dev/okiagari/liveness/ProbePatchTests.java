package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is sent to a cluster, by the letter. */
class ProbePatchTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final WorkloadRef REF = new WorkloadRef("shop", "Deployment", "web");

    private static final Workload BARE =
            workload("{\"name\":\"side\"},{\"name\":\"web\",\"ports\":[{\"containerPort\":8080}]}");
    private static final Workload PROBED =
            workload(
                    "{\"name\":\"web\",\"livenessProbe\":{\"httpGet\":{\"path\":\"/\",\"port\":8080},"
                            + "\"periodSeconds\":10}}");

    private static Workload workload(String containers) {
        return Workload.parse(
                """
                {"metadata":{"uid":"u1","resourceVersion":"42","generation":3},
                 "spec":{"template":{"metadata":{"creationTimestamp":null},
                   "spec":{"containers":[%s]}}}}
                """
                        .formatted(containers));
    }

    private static Workload.Place web(Workload workload) {
        return workload.place("web").orElseThrow();
    }

    @Test
    void aProbeIsAddedWhereTheContainerStandsIfAllIsAsItWasShown() {
        ProbeSpec probe =
                new ProbeSpec(
                        new ProbeHandler.HttpGet("/", "8080"), 15, null, 12, null, null, null);

        JsonNode patch =
                JSON.readTree(
                        ProbePatch.of(BARE, web(BARE), ProbeType.LIVENESS, ProbeJson.write(probe)));

        assertThat(patch)
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"op":"test","path":"/metadata/uid","value":"u1"},
                                 {"op":"test","path":"/metadata/resourceVersion","value":"42"},
                                 {"op":"test","path":"/spec/template/spec/containers/1/name","value":"web"},
                                 {"op":"add","path":"/spec/template/spec/containers/1/livenessProbe","value":
                                   {"httpGet":{"path":"/","port":8080,"scheme":"HTTP"},
                                    "initialDelaySeconds":15,"timeoutSeconds":12}}]
                                """));
    }

    @Test
    void theEarlierProbeIsTestedBeforeItIsTakenAway() {
        JsonNode patch =
                JSON.readTree(ProbePatch.of(PROBED, web(PROBED), ProbeType.LIVENESS, null));

        assertThat(patch.get(3))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"op":"test","path":"/spec/template/spec/containers/0/livenessProbe",
                                 "value":{"httpGet":{"path":"/","port":8080},"periodSeconds":10}}
                                """));
        assertThat(patch.get(4))
                .isEqualTo(
                        JSON.readTree(
                                "{\"op\":\"remove\",\"path\":\"/spec/template/spec/containers/0/livenessProbe\"}"));
    }

    @Test
    void aSidecarIsFoundAmongTheInitContainers() {
        Workload workload =
                Workload.parse(
                        """
                        {"metadata":{},"spec":{"template":{"spec":{"containers":[{"name":"web"}],
                         "initContainers":[{"name":"migrate"},{"name":"mesh","restartPolicy":"Always"}]}}}}
                        """);

        assertThat(workload.places())
                .extracting(Workload.Place::path)
                .containsExactly(
                        "/spec/template/spec/containers/0", "/spec/template/spec/initContainers/1");
        assertThat(workload.place("migrate")).isEmpty();
    }

    @Test
    void aStrategicPatchTakesAnotherHandlerAway() {
        ProbeSpec probe = ProbeSpec.of(new ProbeHandler.TcpSocket("web", null));

        String yaml =
                StrategicPatch.of(
                        REF,
                        web(PROBED),
                        ProbeType.LIVENESS,
                        web(PROBED).container().path("livenessProbe"),
                        ProbeJson.write(probe));

        assertThat(yaml)
                .isEqualTo(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                          namespace: shop
                        spec:
                          template:
                            spec:
                              containers:
                              - livenessProbe:
                                  httpGet: null
                                  tcpSocket:
                                    port: web
                                name: web
                        """);
    }

    @Test
    void whatIsReadIsWrittenAsItWas() {
        JsonNode probe =
                JSON.readTree(
                        """
                        {"httpGet":{"path":"/ok","port":"web","scheme":"HTTPS","host":"h","httpHeaders":
                          [{"name":"Host","value":"a, b"}]},"periodSeconds":7,
                         "terminationGracePeriodSeconds":5}
                        """);

        assertThat(ProbeJson.read(probe).map(ProbeJson::write))
                .hasValueSatisfying(written -> assertThat((JsonNode) written).isEqualTo(probe));
    }
}
