package dev.okiagari.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.practice.api.Identity;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A Prometheus that answers in each way one may. */
class PrometheusReaderIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-29T22:30:00Z");
    private static final String EMPTY =
            "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": []}}";

    private final Identity identity = Identity.create();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> answer = new AtomicReference<>("200 " + EMPTY);
    private final List<DisposableServer> servers = new ArrayList<>();
    private @TempDir Path directory;
    private URI url = URI.create("http://127.0.0.1:1");

    @BeforeEach
    void serve() {
        url = URI.create("http://127.0.0.1:" + serve(HttpServer.create()) + "/");
    }

    @AfterEach
    void stop() {
        servers.forEach(DisposableServer::disposeNow);
    }

    @Test
    void itIsAskedForThePodsOfTheNodeWithTheTokenOfTheFile() throws Exception {
        Path token = directory.resolve("token");
        Files.writeString(token, "secret\n");

        assertThat(reason(read(token, null))).isEqualTo("probes.unreadable.not-scraped");
        assertThat(asked)
                .singleElement()
                .satisfies(question ->
                        assertThat(question)
                                .startsWith(
                                        "POST /api/v1/query Bearer secret partial_response=false&query=")
                                .contains("pod_uid=~\"uid-1\""));
    }

    @Test
    void aTokenThatWasChangedIsTakenFromTheFileAnew() throws Exception {
        Path token = directory.resolve("token");
        Files.writeString(token, "old");
        try (PrometheusReader reader = reader(token, null)) {
            reader.read("node-1", Set.of("uid-1"));
            Files.writeString(token, "new");
            reader.read("node-1", Set.of("uid-1"));
        }

        assertThat(asked).hasSize(2).last().asString().contains("Bearer new");
    }

    @Test
    void withoutATokenNoneIsTold() throws Exception {
        read(null, null);

        assertThat(asked).singleElement().asString().contains("/api/v1/query null ");
    }

    @Test
    void aTokenFileThatIsNotThereIsAReason() throws Exception {
        assertThat(reason(read(directory.resolve("missing"), null)))
                .isEqualTo("probes.unreadable.token-file");
        assertThat(asked).isEmpty();
    }

    @Test
    void whoeverMayNotAskIsToldSo() throws Exception {
        answer.set("403 Forbidden");
        assertThat(reason(read(null, null))).isEqualTo("probes.unreadable.query-denied");
    }

    @Test
    void whatItRefusesIsToldInItsWordsOnOneLine() throws Exception {
        answer.set("422 {\"error\":\r\n\"<b>too many samples</b>\"}");

        Reading reading = read(null, null);

        assertThat(reason(reading)).isEqualTo("probes.unreadable.query");
        assertThat(((Reading.Failed) reading).reason().arguments().getLast())
                .isEqualTo("{\"error\": \"<b>too many samples</b>\"}");
    }

    @Test
    void oneThatDoesNotFinishIsNotWaitedFor() throws Exception {
        answer.set("200 …");
        assertThat(reason(read(null, null))).isEqualTo("probes.unreadable.query-late");
    }

    @Test
    void oneThatIsNotThereIsAReason() throws Exception {
        servers.forEach(DisposableServer::disposeNow);
        assertThat(reason(read(null, null))).isEqualTo("probes.unreadable.query-away");
    }

    @Test
    void oneWhoseCertificateNobodyVouchesForIsNotToldTheToken() throws Exception {
        secure();
        Path token = directory.resolve("token");
        Files.writeString(token, "secret");

        assertThat(reason(read(token, null))).isEqualTo("probes.unreadable.query-tls");
        assertThat(asked).isEmpty();
    }

    @Test
    void aFileMayVouchForIt() throws Exception {
        secure();
        Path file = directory.resolve("ca.pem");
        Files.write(file, Base64.getDecoder().decode(identity.authority()));

        assertThat(reason(read(null, file))).isEqualTo("probes.unreadable.not-scraped");
    }

    private void secure() throws Exception {
        var tls = SslContextBuilder.forServer(identity.key(), identity.certificate()).build();
        int port = serve(HttpServer.create().secure(spec -> spec.sslContext(tls)));
        url = URI.create("https://127.0.0.1:" + port);
    }

    private int serve(HttpServer server) {
        DisposableServer bound =
                server.host("127.0.0.1")
                        .port(0)
                        .handle((request, response) ->
                                request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(form -> {
                                            asked.add(
                                                    "%s %s %s %s"
                                                            .formatted(
                                                                    request.method(),
                                                                    request.uri(),
                                                                    request.requestHeaders()
                                                                            .get("Authorization"),
                                                                    URLDecoder.decode(
                                                                            form,
                                                                            StandardCharsets
                                                                                    .UTF_8)));
                                            String now = answer.get();
                                            response.status(Integer.parseInt(now.substring(0, 3)));
                                            return now.endsWith("…")
                                                    ? response.sendString(Flux.never()).then()
                                                    : response.sendString(
                                                                    Mono.just(now.substring(4)))
                                                            .then();
                                        }))
                        .bindNow();
        servers.add(bound);
        return bound.port();
    }

    private Reading read(@Nullable Path token, @Nullable Path caFile) throws Exception {
        try (PrometheusReader reader = reader(token, caFile)) {
            return reader.read("node-1", Set.of("uid-1"));
        }
    }

    private PrometheusReader reader(@Nullable Path token, @Nullable Path caFile) {
        return new PrometheusReader(
                new ProbesProperties(
                        ProbesProperties.Source.PROMETHEUS,
                        Duration.ofSeconds(15),
                        Duration.ofMillis(1500),
                        caFile,
                        false,
                        new ProbesProperties.Prometheus(url, token)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String reason(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Failed.class);
        return ((Reading.Failed) reading).reason().key();
    }
}
