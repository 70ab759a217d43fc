package dev.okiagari.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Spring Authorization Server, as {@code src/test/provider} has it, in a process of its own. */
final class ProviderProcess implements AutoCloseable {

    private static final Path SOURCE = Path.of("src", "test", "provider", "Provider.java");
    private static final Path CLASS_PATH = Path.of("target", "provider.classpath");

    private final int port = freePort();
    private @Nullable Process process;

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * @param okiagari where those who have logged in are sent back to
     */
    void start(String okiagari) {
        assertThat(CLASS_PATH).as("mvn process-test-classes makes it").exists();
        try {
            Process started =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx200m",
                                    "-cp",
                                    Files.readString(CLASS_PATH).strip(),
                                    SOURCE.toString(),
                                    String.valueOf(port),
                                    okiagari)
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile())
                            .start();
            process = started;
            await("the provider's start")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .failFast(() ->
                            assertThat(started.isAlive())
                                    .as(() -> "it has ended: see " + log())
                                    .isTrue())
                    .until(this::answers);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path log() {
        return Path.of("target", "provider.log");
    }

    private boolean answers() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            URI document = URI.create(issuer() + "/.well-known/openid-configuration");
            return http.send(
                                    HttpRequest.newBuilder(document).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
