package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A watch that tells nonsense goes on, or is begun anew: what is told after it is seen. */
class OddWatchIntegrationTests {

    private static final String MEBIBYTE = "x".repeat(1 << 20);

    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final PodStore store = new PodStore(told::add, Clock.systemUTC());

    /** What each next watch of the pods tells before it falls silent. */
    private final Queue<List<String>> watches = new ConcurrentLinkedQueue<>();

    private final AtomicInteger lists = new AtomicInteger();
    private final String listed = pod("good", 10, "Running", "");

    /** From the second time on. */
    private volatile String listedAnew = listed;

    private DisposableServer server;
    private KubernetesClient client;
    private Watches open;

    @BeforeEach
    void serve() {
        server = HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                                        .withMasterUrl("http://127.0.0.1:" + server.port())
                                        .withRequestRetryBackoffLimit(0)
                                        .withWatchReconnectInterval(50)
                                        .build())
                        .build();
        open = new Watches("cluster", store, told::add, Clock.systemUTC(), null);
    }

    @AfterEach
    void close() {
        open.close();
        client.close();
        server.disposeNow(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is no JSON",
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}}",
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\","
                        + "\"metadata\":{\"namespace\":\"shop\",\"resourceVersion\":\"11\"}}}",
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\","
                        + "\"metadata\":{\"name\":\"good\",\"namespace\":\"shop\",\"uid\":\"uid\","
                        + "\"resourceVersion\":\"11\"},\"status\":{\"containerStatuses\":["
                        + "{\"restartCount\":\"many\"}]}}}",
                "{\"type\":\"MODIFIED\",\"object\":null}",
                "{\"type\":\"SOMETHING\",\"object\":{\"kind\":\"Pod\"}}",
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Secret\",\"apiVersion\":\"v1\","
                        + "\"metadata\":{\"name\":\"x\",\"namespace\":\"shop\"}}}",
                "[]"
            })
    void whatFollowsNonsenseIsSeen(String nonsense) {
        watches.add(List.of(nonsense, watched("good", 12, "Failed", "")));
        watches.add(List.of(watched("good", 12, "Failed", "")));
        open.start(client, List.of());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    PodSnapshot good = store.get("shop", "good");
                    assertThat(good).isNotNull();
                    assertThat(good.phase()).isEqualTo("Failed");
                });
        await().atMost(Duration.ofSeconds(60)).until(open::areOpen);
    }

    @Test
    void aMebibyteOfMessageIsCutBeforeItIsKept() {
        watches.add(List.of(watched("good", 12, "Running", MEBIBYTE)));
        open.start(client, List.of());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    PodSnapshot good = store.get("shop", "good");
                    assertThat(good).isNotNull();
                    assertThat(good.resourceVersion()).isEqualTo("12");
                });
        Termination last = store.get("shop", "good").containers().getFirst().lastTermination();
        assertThat(last.message()).hasSizeBetween(1000, 5000);
    }

    @Test
    void whatWasForgottenIsListedAnew() {
        watches.add(
                List.of(
                        """
                        {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1",\
                        "status":"Failure","reason":"Expired","code":410}}\
                        """));
        listedAnew = pod("good", 20, "Failed", "");
        open.start(client, List.of());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    PodSnapshot good = store.get("shop", "good");
                    assertThat(good).isNotNull();
                    assertThat(good.phase()).isEqualTo("Failed");
                });
        await().until(() ->
                told.stream().filter(ClusterEvent.PodsListed.class::isInstance).count() >= 2);
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        QueryStringDecoder query = new QueryStringDecoder(request.uri());
        boolean pods = query.path().equals("/api/v1/pods");
        if (query.parameters().containsKey("watch")) {
            List<String> next = pods ? watches.poll() : null;
            Flux<String> events = next == null ? Flux.never() : Flux.fromIterable(next);
            Flux<String> silent = events.concatWith(next == null ? Flux.empty() : Flux.never());
            assertThat(request.requestHeaders().get(HttpHeaderNames.UPGRADE)).isNotNull();
            return response.sendWebsocket(
                    (in, out) -> out.sendObject(silent.map(TextWebSocketFrame::new), each -> true));
        }
        String items = pods ? lists.getAndIncrement() == 0 ? listed : listedAnew : "";
        return response.header("Content-Type", "application/json")
                .sendString(
                        Mono.just(
                                "{\"kind\":\"%s\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[%s]}"
                                        .formatted(pods ? "PodList" : "EventList", items)));
    }

    private static String watched(String name, int version, String phase, String message) {
        return "{\"type\":\"MODIFIED\",\"object\":%s}"
                .formatted(pod(name, version, phase, message));
    }

    private static String pod(String name, int version, String phase, String message) {
        return """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%1$s","namespace":"shop",\
        "uid":"uid-%1$s","resourceVersion":"%2$d"},"spec":{"containers":[{"name":"app"}]},\
        "status":{"phase":"%3$s","containerStatuses":[{"name":"app","restartCount":1,\
        "lastState":{"terminated":{"exitCode":1,"message":"%4$s"}}}]}}\
        """
                .formatted(name, version, phase, message);
    }
}
