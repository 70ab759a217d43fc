package dev.okiagari.safety;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An API server that says what a test tells it to, and remembers what it was asked. */
public final class FakeApi implements AutoCloseable {

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final KubernetesClient client;
    private volatile @Nullable String silent;

    public FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder()
                                        .withAutoConfigure(false)
                                        .withRequestRetryBackoffLimit(0)
                                        .withMasterUrl(
                                                "http://127.0.0.1:" + server.getAddress().getPort())
                                        .build())
                        .build();
    }

    public KubernetesClient client() {
        return client;
    }

    /**
     * @param path a pattern
     */
    public void says(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    public void says(String path, String body) {
        says(path, 200, body);
    }

    /** Takes requests, and answers none. */
    void fallsSilent() {
        fallsSilentAt(".*");
    }

    /**
     * The same, of some.
     *
     * @param path a pattern
     */
    public void fallsSilentAt(String path) {
        silent = path;
    }

    /** The paths, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** With their methods. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        requests.add(exchange.getRequestMethod() + " " + path);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String unanswered = silent;
        if (unanswered != null && path.matches(unanswered)) {
            waitForTheEnd();
            return;
        }
        Answer answer = answer(path);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer answer(String path) {
        return answers.entrySet().stream()
                .filter(known -> path.matches(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(
                        new Answer(
                                404,
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                                        + "\"reason\":\"NotFound\",\"code\":404}"));
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        client.close();
        server.stop(0);
        threads.close();
    }
}
