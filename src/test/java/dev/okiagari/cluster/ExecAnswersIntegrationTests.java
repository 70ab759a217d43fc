package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** An exec against servers that answer in each way a server may. */
class ExecAnswersIntegrationTests {

    private static final ContainerRef TARGET =
            new ContainerRef(new PodRef("test", "hello", "uid-1"), "app");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String SUCCESS = "{\"kind\":\"Status\",\"status\":\"Success\"}";

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<String> asked = new AtomicReference<>();
    private @Nullable DisposableServer server;
    private @Nullable KubernetesClient client;

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.disposeNow();
        }
    }

    @RepeatedTest(30)
    void aRefusedUpgradeIsDeniedInTheClustersOwnWordsAndAskedForOnce() throws Exception {
        ExecResult result =
                exec(
                        refusing(
                                403,
                                "{\"kind\":\"Status\",\"message\":\"pods \\\"hello\\\" is forbidden\"}"));

        assertThat(result).isEqualTo(new ExecResult.Denied("pods \"hello\" is forbidden"));
        assertThat(requests).hasValue(1);
    }

    @Test
    void aServerInTroubleHasStartedNothing() throws Exception {
        assertThat(exec(refusing(500, "{\"message\":\"container not found\"}")))
                .isEqualTo(new ExecResult.NotStarted("container not found"));
        assertThat(requests).hasValue(1);
    }

    @Test
    void aProxyThatLostItsServerMayHaveDeliveredIt() throws Exception {
        assertThat(exec(refusing(504, "<html>"))).isEqualTo(new ExecResult.Lost("", "HTTP 504"));
        assertThat(requests).hasValue(1);
    }

    @Test
    void outputErrorsAndExitCodeComeBackApart() throws Exception {
        ExecResult result =
                exec(
                        answering(
                                "1out",
                                "2err",
                                "1put",
                                "3{\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":"
                                        + "{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"3\"}]}}"));

        assertThat(result).isEqualTo(new ExecResult.Exited(3, "output", "err"));
        assertThat(asked.get())
                .isEqualTo(
                        "/api/v1/namespaces/test/pods/hello/exec?container=app&stdout=true"
                                + "&stderr=true&command=sh&command=-c&command=a%26b%20c%2Bd");
        assertThat(requests).hasValue(1);
    }

    @Test
    void successIsExitCodeZero() throws Exception {
        assertThat(exec(answering("3" + SUCCESS))).isEqualTo(new ExecResult.Exited(0, "", ""));
    }

    @Test
    void aFailureWithoutAnExitCodeDidNotStart() throws Exception {
        assertThat(exec(answering("3{\"status\":\"Failure\",\"message\":\"no such file\"}")))
                .isEqualTo(new ExecResult.NotStarted("no such file"));
    }

    @Test
    void aConnectionThatClosesWithoutAStatusIsLost() throws Exception {
        assertThat(exec(answering("1half")))
                .isEqualTo(new ExecResult.Lost("half", "the connection closed without a status"));
    }

    @Test
    void aStatusThatIsNoneIsLost() throws Exception {
        assertThat(exec(answering("3{"))).isInstanceOf(ExecResult.Lost.class);
    }

    @Test
    void aCommandThatNeverEndsIsGivenUp() throws Exception {
        start((request, response) ->
                response.sendWebsocket(
                        (in, out) -> out.sendObject(frame("1so far")).neverComplete(), protocol()));

        assertThat(run(Duration.ofMillis(1500)))
                .isEqualTo(new ExecResult.Lost("so far", "no end within 1 s"));
    }

    /** How a server answers. */
    private interface Handler
            extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    @Test
    void outputIsToldAsItComesAndErrorsAreNot() throws InterruptedException {
        start(answering("1mask", "2oh", "1 sent\n", "3" + SUCCESS));
        List<String> told = new ArrayList<>();
        ClusterConnection connection = new ClusterConnection();
        connection.use(client);

        ExecResult result = new Exec(connection).run(TARGET, SOON, List.of("true"), told::add);

        assertThat(told).containsExactly("mask", " sent\n");
        assertThat(result).isEqualTo(new ExecResult.Exited(0, "mask sent\n", "oh"));
    }

    private static WebsocketServerSpec protocol() {
        return WebsocketServerSpec.builder().protocols("v4.channel.k8s.io").build();
    }

    private static Handler refusing(int code, String body) {
        return (request, response) -> response.status(code).sendString(Flux.just(body)).then();
    }

    private static Handler answering(String... frames) {
        return (request, response) ->
                response.sendWebsocket(
                        (in, out) ->
                                out.sendObject(
                                        Flux.fromArray(frames)
                                                .map(ExecAnswersIntegrationTests::frame)),
                        protocol());
    }

    /** Its first character is the channel. */
    private static BinaryWebSocketFrame frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[0] -= '0';
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes));
    }

    private ExecResult exec(Handler handler) throws InterruptedException {
        start(handler);
        return run(SOON);
    }

    private ExecResult run(Duration timeout) throws InterruptedException {
        ClusterConnection connection = new ClusterConnection();
        connection.use(client);
        return new Exec(connection).run(TARGET, timeout, List.of("sh", "-c", "a&b c+d"));
    }

    private void start(Handler handler) {
        DisposableServer started =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((request, response) -> {
                            requests.incrementAndGet();
                            asked.set(request.uri());
                            return handler.apply(request, response);
                        })
                        .bindNow();
        server = started;
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder()
                                        .withAutoConfigure(false)
                                        .withMasterUrl("http://127.0.0.1:" + started.port())
                                        .withRequestRetryBackoffLimit(0)
                                        .build())
                        .build();
    }
}
