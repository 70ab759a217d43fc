package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Okiagari's REST API, as a script sees it. */
final class Api {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Set<String> ENDED = Set.of("finished", "interrupted");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI base;
    private final @Nullable String token;

    Api(URI base) {
        this(base, null);
    }

    /**
     * @param token that lets a script in; null where there is no login
     */
    Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** An answer; {@code body} is missing where it is no JSON. */
    record Answer(int status, JsonNode body, String text, Optional<String> location) {

        /** The fields that a problem names. */
        List<String> fields() {
            return items(body.path("errors")).stream()
                    .map(error -> error.path("field").asString())
                    .toList();
        }

        Answer expect(int wanted) {
            assertThat(status).as(text).isEqualTo(wanted);
            return this;
        }

        @Override
        public String toString() {
            return status + " " + text;
        }
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    Answer get(String path, Map<String, ?> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                String.valueOf(entry.getValue()),
                                                StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
        return send(request(path + query).GET());
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    /** A page, as a browser asks for it. */
    Answer page(String path) {
        return page(path, "en");
    }

    Answer page(String path, String language) {
        return send(
                request(path)
                        .setHeader("Accept", "text/html")
                        .setHeader("Accept-Language", language)
                        .GET());
    }

    /** As Prometheus reads them. */
    String metrics() {
        return send(request("/actuator/prometheus").setHeader("Accept", "text/plain").GET())
                .expect(200)
                .text();
    }

    Answer post(String path, Object body) {
        return postText(path, JSON.writeValueAsString(body), "application/json");
    }

    Answer postText(String path, String body, String contentType) {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** The items of a list. */
    List<JsonNode> list(String path, Map<String, ?> parameters) {
        return items(get(path, parameters).expect(200).body().path("items"));
    }

    JsonNode experiment(String id) {
        return get("/api/experiments/" + id).expect(200).body();
    }

    /** Waits until it has come to an end. */
    JsonNode ended(String id) {
        return experiment(id, now -> ENDED.contains(now.path("state").asString()));
    }

    /** The same for one that takes longer. */
    JsonNode ended(String id, Duration patience) {
        return experiment(id, now -> ENDED.contains(now.path("state").asString()), patience);
    }

    JsonNode experiment(String id, Predicate<JsonNode> wanted) {
        return experiment(id, wanted, PATIENCE);
    }

    private JsonNode experiment(String id, Predicate<JsonNode> wanted, Duration patience) {
        return await("experiment " + id)
                .atMost(patience)
                .pollInterval(POLL)
                .until(() -> experiment(id), wanted);
    }

    /** Starts one and gives its id. */
    String started(Object body) {
        Answer answer = post("/api/experiments", body).expect(201);
        String id = answer.body().path("id").asString();
        assertThat(answer.location()).as(answer.text()).hasValue("/api/experiments/" + id);
        return id;
    }

    /** Starts one and waits for its end. */
    JsonNode experimented(Object body) {
        return ended(started(body));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept", "application/json")
                        .header("Accept-Language", "en");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    answer.statusCode(),
                    json ? JSON.readTree(answer.body()) : JSON.missingNode(),
                    answer.body(),
                    answer.headers().firstValue("Location"));
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
