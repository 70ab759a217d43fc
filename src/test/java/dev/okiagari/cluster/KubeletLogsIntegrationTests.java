package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Logs from servers that answer in each way a server may. The run lived from 10:00:00 to :30. */
class KubeletLogsIntegrationTests {

    private static final ContainerRef TARGET =
            new ContainerRef(new PodRef("test", "hello", "uid-1"), "app");
    private static final Termination RUN =
            new Termination("containerd://1", 1, "Error", null, at("10:00:00Z"), at("10:00:30Z"));
    private static final ContainerState RUNNING = new ContainerState.Running(at("10:00:31Z"));
    private static final String LINE = "2026-11-24T10:00:12Z hello\n";
    private static final String IN_THE_LAST_SECOND = "2026-11-24T10:00:30.3Z hello\n";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable DisposableServer server;
    private @Nullable KubernetesClient client;
    private @Nullable PodSnapshot watched = pod("uid-1", RUNNING, RUN);

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.disposeNow();
        }
    }

    @Test
    void aRunBeforeThePresentOneIsAskedForAsPrevious() throws Exception {
        assertThat(read(logs(LINE))).isEqualTo(new LogReading.Known("hello\n"));
        assertThat(asked)
                .containsExactly(
                        "/api/v1/namespaces/test/pods/hello/log?container=app&previous=true"
                                + "&tailLines=100&limitBytes=262144&timestamps=true");
    }

    @Test
    void aRunThatIsStillThePresentOneIsAskedForAsSuch() throws Exception {
        watched = pod("uid-1", new ContainerState.Terminated(RUN), null);

        assertThat(read(logs(LINE))).isEqualTo(new LogReading.Known("hello\n"));
        assertThat(asked).singleElement().asString().contains("previous=false");
    }

    @Test
    void whatTheClusterHasNoLongerIsNotAskedFor() throws Exception {
        watched = null;
        assertThat(read(logs(LINE))).isEqualTo(new LogReading.Gone());
        watched = pod("uid-1", RUNNING, end("containerd://2"));
        assertThat(read(logs(LINE))).isEqualTo(new LogReading.Gone());
        assertThat(asked).isEmpty();
    }

    @Test
    void aLogOfTheNextRunIsNotTaken() throws Exception {
        assertThat(
                        read(
                                server(
                                        "2026-11-24T10:01:00Z of the next\n",
                                        status(
                                                "uid-1",
                                                RUNNING_JSON,
                                                terminated("containerd://2")))))
                .isEqualTo(new LogReading.Gone());
    }

    @Test
    void wordsOfTheLastSecondAreTakenOnlyWherePodSaysThatNoOtherRunHasEnded() throws Exception {
        assertThat(
                        read(
                                server(
                                        IN_THE_LAST_SECOND,
                                        status(
                                                "uid-1",
                                                RUNNING_JSON,
                                                terminated("containerd://1")))))
                .isEqualTo(new LogReading.Known("hello\n"));
        assertThat(
                        read(
                                server(
                                        IN_THE_LAST_SECOND,
                                        status(
                                                "uid-1",
                                                RUNNING_JSON,
                                                terminated("containerd://2")))))
                .isEqualTo(new LogReading.Gone());
        assertThat(
                        read(
                                server(
                                        IN_THE_LAST_SECOND,
                                        status(
                                                "uid-2",
                                                RUNNING_JSON,
                                                terminated("containerd://1")))))
                .isEqualTo(new LogReading.Gone());
    }

    @Test
    void silenceIsProvenByThePodToo() throws Exception {
        assertThat(read(server("", status("uid-1", RUNNING_JSON, terminated("containerd://1")))))
                .isEqualTo(new LogReading.Known(""));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRunThatWasFollowedMeanwhileIsAskedForAgainAsPrevious() throws Exception {
        watched = pod("uid-1", new ContainerState.Terminated(RUN), null);

        LogReading reading =
                read((request, response) -> {
                    String body =
                            !request.uri().contains("/log")
                                    ? status("uid-1", RUNNING_JSON, terminated("containerd://1"))
                                    : request.uri().contains("previous=true")
                                            ? LINE
                                            : IN_THE_LAST_SECOND;
                    return text(response, 200, body);
                });

        assertThat(reading).isEqualTo(new LogReading.Known("hello\n"));
        assertThat(asked).hasSize(3);
    }

    @Test
    void aRefusalIsDeniedInTheClustersOwnWords() throws Exception {
        assertThat(read(refusing(403, "{\"message\":\"pods \\\"hello\\\" is forbidden\"}")))
                .isEqualTo(new LogReading.Denied("pods \"hello\" is forbidden"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aMissingPodOrRunIsGone() throws Exception {
        assertThat(read(refusing(404, "{}"))).isEqualTo(new LogReading.Gone());
        assertThat(read(refusing(400, "{\"message\":\"previous terminated container not found\"}")))
                .isEqualTo(new LogReading.Gone());
    }

    @Test
    void aServerInTroubleHasFailedAndIsNotAskedAgain() throws Exception {
        assertThat(read(refusing(500, "<html>"))).isEqualTo(new LogReading.Failed("HTTP 500"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        start((request, response) -> Flux.<Void>never());

        assertThat(read(Duration.ofMillis(1500)))
                .isInstanceOf(LogReading.Failed.class)
                .asString()
                .doesNotContain("\n");
    }

    @Test
    void aServerThatNeverEndsIsGivenUp() throws Exception {
        start((request, response) ->
                response.sendString(Flux.just(LINE).concatWith(Flux.never())).then());

        assertThat(read(Duration.ofMillis(1500)))
                .isEqualTo(new LogReading.Failed("no answer within 1 s"));
    }

    @Test
    void ofLongLinesTheLastOnesAreRead() throws Exception {
        String longLine = "2026-11-24T10:00:12Z " + "x".repeat(10_000) + "\n";
        LogReading reading =
                read((request, response) ->
                        text(
                                response,
                                200,
                                request.uri().contains("tailLines=10&")
                                        ? LINE
                                        : longLine.repeat(30)));

        assertThat(reading).isEqualTo(new LogReading.Known("hello\n"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServerThatHeedsNoLimitIsNotListenedToForEver() throws Exception {
        String line = "2026-11-24T10:00:12Z " + "x".repeat(1000) + "\n";
        LogReading reading =
                read((request, response) -> response.sendString(Flux.just(line).repeat()).then());

        assertThat(reading)
                .isInstanceOfSatisfying(
                        LogReading.Known.class,
                        known ->
                                assertThat(known.text())
                                        .hasSizeLessThanOrEqualTo(LogRequest.MOST_BYTES));
    }

    /** How a server answers. */
    private interface Handler
            extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    private static final String RUNNING_JSON =
            "{\"running\":{\"startedAt\":\"2026-11-24T10:00:31Z\"}}";

    private static Handler logs(String log) {
        return (request, response) -> text(response, 200, log);
    }

    private static Handler server(String log, String pod) {
        return (request, response) ->
                text(response, 200, request.uri().contains("/log") ? log : pod);
    }

    private static Handler refusing(int code, String body) {
        return (request, response) -> text(response, code, body);
    }

    private static Publisher<Void> text(HttpServerResponse response, int code, String body) {
        return response.status(code)
                .header("Content-Type", "application/json")
                .sendString(Flux.just(body))
                .then();
    }

    private static String terminated(String id) {
        return "{\"terminated\":{\"containerID\":\"" + id + "\",\"exitCode\":1}}";
    }

    private static String status(String uid, String state, String last) {
        return """
        {"kind":"Pod","apiVersion":"v1","metadata":{"namespace":"test","name":"hello","uid":"%s",
        "creationTimestamp":"2026-11-24T09:00:00Z"},"spec":{"containers":[{"name":"app"}]},
        "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":1,
        "containerID":"containerd://3","state":%s,"lastState":%s}]}}
        """
                .formatted(uid, state, last);
    }

    private static Termination end(String id) {
        return new Termination(id, 1, "Error", null, at("10:00:31Z"), at("10:00:40Z"));
    }

    private static PodSnapshot pod(String uid, ContainerState state, @Nullable Termination last) {
        return new PodSnapshot(
                new PodRef("test", "hello", uid),
                WorkloadRef.bare("test", "hello"),
                "node",
                null,
                "Running",
                null,
                true,
                at("09:00:00Z"),
                null,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                "1",
                List.of(
                        new ContainerSnapshot(
                                "app",
                                ContainerType.REGULAR,
                                "image",
                                "containerd://2",
                                1,
                                true,
                                true,
                                state,
                                last,
                                Probes.NONE)),
                null);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-24T" + time);
    }

    private LogReading read(Handler handler) throws InterruptedException {
        stop();
        start(handler);
        return read(Duration.ofSeconds(5));
    }

    private LogReading read(Duration timeout) throws InterruptedException {
        ClusterConnection connection = new ClusterConnection();
        connection.use(client);
        return new KubeletLogs(connection, new Watching()).read(TARGET, RUN, 100, timeout);
    }

    private void start(Handler handler) {
        DisposableServer started =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((request, response) -> {
                            asked.add(request.uri());
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

    /** A cluster of the one pod that is watched. */
    private final class Watching implements Cluster {

        @Override
        public Optional<ClusterInfo> info() {
            return Optional.empty();
        }

        @Override
        public Connection connection() {
            return new Connection(Connection.State.CONNECTED, at("09:00:00Z"), null);
        }

        @Override
        public Collection<PodSnapshot> pods() {
            return watched == null ? List.of() : List.of(watched);
        }

        @Override
        public @Nullable PodSnapshot pod(String uid) {
            return watched != null && watched.ref().uid().equals(uid) ? watched : null;
        }

        @Override
        public @Nullable PodSnapshot pod(String namespace, String name) {
            return watched;
        }
    }
}
