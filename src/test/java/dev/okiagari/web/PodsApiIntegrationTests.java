package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.Message;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@OpenModeTest
class PodsApiIntegrationTests {

    @Autowired private WebTestClient script;
    @Autowired private FakeCluster cluster;

    @Test
    void aPodIsShownAsTheApiSaysIt() {
        cluster.show(Pods.ready("hello"));

        get("/api/pods")
                .json(
                        """
                        {"items": [{
                          "namespace": "test", "name": "hello", "uid": "uid-test-hello",
                          "node": "node1", "phase": "Running", "ready": true, "deleting": false,
                          "createdAt": "2026-11-23T12:00:00.000Z",
                          "workload": {"kind": "Deployment", "name": "deployment-of-hello"},
                          "containers": [{
                            "name": "app", "type": "regular", "image": "example/hello:1",
                            "ready": true, "state": "running", "reason": null, "restartCount": 0,
                            "containerId": "containerd://hello",
                            "startedAt": "2026-11-23T12:00:02.000Z",
                            "probes": {
                              "liveness": {
                                "handler": "httpGet / 8080 HTTP", "initialDelay": 15,
                                "period": 10, "timeout": 1.5, "failureThreshold": 3,
                                "successThreshold": 1, "grace": null},
                              "readiness": null, "startup": null}}]}],
                         "next": null}\
                        """);
    }

    @Test
    void onlyThoseInTroubleAreShownWhereAsked() {
        cluster.show(Pods.ready("hello"), Pods.crashLooping("looper"));

        get("/api/pods?trouble=true")
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].trouble")
                .isEqualTo("back-off");
    }

    @Test
    void searchLooksIntoImagesInAnyCase() {
        cluster.show(Pods.ready("hello"), Pods.ready("other"));

        get("/api/pods?q=EXAMPLE/hel").jsonPath("$.items.length()").isEqualTo(1);
    }

    @Test
    void anUnknownNamespaceHasNoPods() {
        cluster.show(Pods.ready("hello"));

        get("/api/pods?namespace=nowhere").jsonPath("$.items").isEmpty();
    }

    @Test
    void theNextPartBeginsWhereTheLastEnded() {
        cluster.show(Pods.ready("b", "x"), Pods.ready("a", "z"), Pods.ready("a", "y"));
        var first = slice("/api/pods?limit=2");

        assertThat(first.items()).extracting(PodView::name).containsExactly("y", "z");
        var rest = slice("/api/pods?limit=2&cursor=" + first.next());
        assertThat(rest.items()).extracting(PodView::name).containsExactly("x");
        assertThat(rest.next()).isNull();
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() {
        cluster.show(Pods.ready("a", "y"), Pods.ready("a", "z"));
        var first = slice("/api/pods?limit=1");

        script.get()
                .uri("/api/pods?limit=1&q=z&cursor=" + first.next())
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("cursor");
    }

    @Test
    void aLimitOutOfRangeIsNamed() {
        for (var limit : new String[] {"0", "1001", "many"}) {
            script.get()
                    .uri("/api/pods?limit=" + limit)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("limit");
        }
    }

    @Test
    void hostileNamesStayText() {
        cluster.show(Pods.ready("<script>alert('{0}')</script>\""));

        get("/api/pods").jsonPath("$.items[0].name").isEqualTo("<script>alert('{0}')</script>\"");
    }

    @Test
    void theClusterAndItsConnectionAreSaid() {
        var reason = Message.of("cluster.test-of-no-text", "refused");
        cluster.connection(new Connection(Connection.State.DISCONNECTED, Pods.BORN, reason));

        get("/api/cluster")
                .json(
                        """
                        {"id": "cluster-1", "name": "lab", "kind": "kubernetes",
                         "version": "v1.36.2", "clockOffset": -0.25,
                         "connection": {"state": "disconnected",
                           "since": "2026-11-23T12:00:00.000Z",
                           "reason": {"key": "cluster.test-of-no-text",
                             "arguments": ["refused"],
                             "text": "cluster.test-of-no-text refused"}}}\
                        """);
    }

    private WebTestClient.BodyContentSpec get(String uri) {
        return script.get().uri(uri).exchange().expectStatus().isOk().expectBody();
    }

    private Slice<PodView> slice(String uri) {
        return script.get()
                .uri(uri)
                .exchange()
                .expectBody(
                        new org.springframework.core.ParameterizedTypeReference<
                                Slice<PodView>>() {})
                .returnResult()
                .getResponseBody();
    }
}
