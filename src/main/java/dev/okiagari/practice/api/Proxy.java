package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Passes a request on to a pod's port, and its answer back. */
final class Proxy implements AutoCloseable {

    private static final String UNREACHABLE = "error trying to reach service: ";

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /** The pod's name, without the scheme and the port that may be about it. */
    static String pod(String target) {
        String[] parts = target.split(":", -1);
        return parts.length == 3 ? parts[1] : parts[0];
    }

    private static String port(String target, JsonNode pod) {
        String[] parts = target.split(":", -1);
        String asked = parts.length == 1 ? "" : parts[parts.length == 3 ? 2 : 1];
        JsonNode first = Json.at(pod, "spec", "containers").path(0).path("ports").path(0);
        return asked.isEmpty() ? first.path("containerPort").asString("80") : asked;
    }

    /**
     * @throws Failure where the pod cannot be reached
     */
    Reply pass(Request request, JsonNode pod) {
        String ip = Json.text(pod, "status", "podIP");
        String port = port(request.name(), pod);
        if (ip.isEmpty() || !port.matches("\\d{1,5}")) {
            throw Failure.unavailable("no endpoints available for pod \"" + request.name() + "\"");
        }
        String path = request.rest().isEmpty() ? "/" : request.rest();
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        HttpRequest passed =
                HttpRequest.newBuilder(URI.create("http://" + ip + ":" + port + path + query))
                        .method(
                                request.method(),
                                HttpRequest.BodyPublishers.ofString(request.body()))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(passed, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply.Text(answer.statusCode(), answer.body());
        } catch (IOException unreached) {
            throw Failure.unavailable(UNREACHABLE + why(unreached, ip + ":" + port));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable(UNREACHABLE + "EOF");
        }
    }

    private static String why(Throwable error, String address) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                        .anyMatch(ConnectException.class::isInstance)
                ? "dial tcp " + address + ": connect: connection refused"
                : "EOF";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
