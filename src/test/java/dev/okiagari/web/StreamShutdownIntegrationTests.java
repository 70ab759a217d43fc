package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StreamShutdownIntegrationTests {

    @Test
    void anOpenStreamDoesNotHoldTheShutdown() throws Exception {
        var application = start();
        try (var client = HttpClient.newHttpClient()) {
            var port = application.getEnvironment().getRequiredProperty("local.server.port");
            var uri = URI.create("http://127.0.0.1:" + port + "/api/stream");
            var lines = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines());
            var body = lines.body().iterator();
            assertThat(body.next()).startsWith("id:");

            var closed = CompletableFuture.runAsync(application::close);

            assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
            body.forEachRemaining(line -> assertThat(line).doesNotStartWith("event:"));
        } finally {
            application.close();
        }
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(WebTestApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.lifecycle.timeout-per-shutdown-phase=30s",
                        "--spring.messages.basename=messages/security,messages/api",
                        "--" + OpenModeTest.NO_DATABASE);
    }
}
