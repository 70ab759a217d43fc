package dev.okiagari.scale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one server. */
final class Http {

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI base;

    Http(URI base) {
        this.base = base;
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(text(path));
    }

    String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(base.resolve(path))
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** How long a page as a browser wants it is on the wire, in bytes. */
    int page(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(base.resolve(path))
                                .header("Accept", "text/html")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode());
        }
        return response.body().length;
    }

    /** Reads a stream of events line by line until it ends or the thread is interrupted. */
    Thread lines(String path, Consumer<String> reader) {
        return Thread.ofVirtual()
                .start(() -> {
                    try (Stream<String> lines =
                            client.send(
                                            HttpRequest.newBuilder(base.resolve(path))
                                                    .header("Accept", "text/event-stream")
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofLines())
                                    .body()) {
                        lines.forEach(reader);
                    } catch (IOException | java.io.UncheckedIOException ended) {
                        reader.accept("ended: " + ended);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
