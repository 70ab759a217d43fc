package dev.okiagari.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.PodRef;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A pod asked through a server that stands in for the API's. */
class PodProxyIntegrationTests {

    private static final PodRef POD = new PodRef("shop", "shop-1", "uid-1");
    private static final Address.PodPort PORT = new Address.PodPort(8080, "/up?x=1", "http");

    private final List<String> uris = new CopyOnWriteArrayList<>();
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answer;
    private DisposableServer server;
    private KubernetesClient client;
    private PodProxy proxy;

    @BeforeEach
    void serve() {
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((request, response) -> {
                            uris.add(request.uri());
                            return answer.apply(request, response);
                        })
                        .bindNow();
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.port() + "/")
                        .withRequestRetryBackoffLimit(0)
                        .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
        ClusterConnection connection = mock(ClusterConnection.class);
        given(connection.client()).willReturn(client);
        proxy = new PodProxy(connection);
    }

    @AfterEach
    void stop() {
        client.close();
        server.disposeNow(Duration.ofSeconds(2));
    }

    @Test
    void aPodIsAskedByItsNameItsPortAndItsPath() throws Exception {
        answer = (_, response) -> response.sendString(Mono.just("hello"));

        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.GOOD);
        assertThat(proxy.reaches(POD, PORT, 20_000)).isTrue();

        assertThat(uris).containsOnly("/api/v1/namespaces/shop/pods/shop-1:8080/proxy/up?x=1");
    }

    @Test
    void aConnectionThatClosesUnansweredIsAskedOnce() throws Exception {
        answer = (_, response) -> response.sendString(Mono.just("hello"));
        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.GOOD);
        uris.clear();
        answer =
                (request, _) -> {
                    request.withConnection(connection -> connection.channel().close());
                    return Mono.never();
                };

        assertThatThrownBy(() -> proxy.ask(POD, PORT, 20_000)).isInstanceOf(IOException.class);

        assertThat(uris).hasSize(1);
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
        answer = (_, response) -> response.sendRedirect("/elsewhere");

        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.GOOD);

        assertThat(uris).hasSize(1);
    }

    @Test
    void aBodyWithoutEndIsNotRead() throws Exception {
        answer =
                (_, response) ->
                        response.sendString(
                                Flux.range(0, 100_000)
                                        .map(_ -> "x".repeat(1000))
                                        .doOnNext(part -> bytes.addAndGet(part.length())));

        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.GOOD);

        assertThat(bytes.get()).isLessThan(50_000_000);
    }

    @Test
    void silenceEndsAtTheTimeOut() {
        answer = (_, _) -> Mono.never();

        assertThatThrownBy(() -> proxy.ask(POD, PORT, 200))
                .isInstanceOfAny(
                        SocketTimeoutException.class, java.net.http.HttpTimeoutException.class);
    }

    @Test
    void theApiServersOwnRefusalIsToldFromThePods() throws Exception {
        answer =
                (_, response) ->
                        response.status(403)
                                .sendString(
                                        Mono.just(
                                                "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"code\":403}"));
        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.DENIED);
        assertThat(proxy.reaches(POD, PORT, 20_000)).isFalse();

        answer = (_, response) -> response.status(403).sendString(Mono.just("log in first"));
        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.BAD_STATUS);

        answer = (_, response) -> response.status(403).send();
        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(Answer.BAD_STATUS);
        assertThat(proxy.reaches(POD, PORT, 20_000)).isTrue();

        answer = (_, response) -> response.status(503).send();
        assertThat(proxy.reaches(POD, PORT, 20_000)).isFalse();
    }

    /** As Kubernetes 1.20 says it with 500, and later ones with 503. */
    @ParameterizedTest
    @CsvSource({
        "500, dial tcp 10.244.1.109:9999: connect: connection refused, REFUSED",
        "503, dial tcp 10.244.1.109:9999: connect: connection refused, REFUSED",
        "503, dial tcp 10.244.1.109:9999: i/o timeout, TIMED_OUT",
        "503, EOF, UNREACHABLE",
        "404, pods \"shop-1\" not found, NO_POD"
    })
    void whatTheApiServerCouldNotReachIsNoAnswerOfThePod(int code, String why, Answer expected)
            throws Exception {
        String message = "error trying to reach service: " + why.replace("\"", "\\\"");
        answer =
                (_, response) ->
                        response.status(code)
                                .sendString(
                                        Mono.just(
                                                "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                                                        .formatted(message, code)));

        assertThat(proxy.ask(POD, PORT, 20_000)).isEqualTo(expected);
        assertThat(proxy.reaches(POD, PORT, 20_000)).isFalse();
    }
}
