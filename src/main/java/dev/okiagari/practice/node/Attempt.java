package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One attempt of a probe, with its time-out. */
final class Attempt {

    private static final String LATE =
            "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";

    private final Node node;
    private final JsonNode spec;

    Attempt(Node node, JsonNode spec) {
        this.node = node;
        this.spec = spec;
    }

    /** How it went, in the kubelet's words. */
    record Outcome(boolean good, String output) {}

    /** Calls back once, under the lock; with nothing where the probe itself was in error. */
    void run(Network.Address address, @Nullable Machine machine, Consumer<Optional<Outcome>> then) {
        int seconds = Json.number(spec, 1, "timeoutSeconds");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Outcome> asked = ask(address, machine);
        Loop.Timer timeout =
                node.loop()
                        .after(
                                Duration.ofSeconds(seconds),
                                () -> {
                                    if (done.compareAndSet(false, true)) {
                                        asked.cancel(true);
                                        then.accept(Optional.of(late(address, seconds)));
                                    }
                                });
        var _ =
                asked.whenComplete((outcome, error) ->
                        node.loop()
                                .run(() -> {
                                    if (done.compareAndSet(false, true)) {
                                        node.loop().cancel(timeout);
                                        then.accept(
                                                error == null
                                                        ? Optional.of(outcome)
                                                        : failure(address, error));
                                    }
                                }));
    }

    private CompletableFuture<Outcome> ask(Network.Address address, @Nullable Machine machine) {
        if (spec.has("httpGet")) {
            return node.network().get(target(address), path()).thenApply(Attempt::judge);
        }
        if (spec.has("tcpSocket")) {
            return node.network()
                    .connect(target(address))
                    .thenApply(connected -> new Outcome(true, ""));
        }
        if (spec.has("exec") && machine != null) {
            List<String> command =
                    Json.items(Json.at(spec, "exec", "command")).stream()
                            .map(word -> word.asString(""))
                            .toList();
            return node.runner()
                    .run(machine, command)
                    .thenApply(result -> new Outcome(result.code() == 0, result.output()));
        }
        return new CompletableFuture<>();
    }

    private static Outcome judge(int code) {
        return new Outcome(code >= 200 && code < 400, "HTTP probe failed with statuscode: " + code);
    }

    private Outcome late(Network.Address address, int seconds) {
        if (spec.has("httpGet")) {
            return new Outcome(false, request(address) + LATE);
        }
        return new Outcome(
                false,
                spec.has("exec")
                        ? "command timed out after " + seconds + "s"
                        : "dial tcp " + address.ip() + ":" + address.port() + ": i/o timeout");
    }

    private Optional<Outcome> failure(Network.Address address, Throwable error) {
        Throwable cause =
                error instanceof CompletionException && error.getCause() != null
                        ? error.getCause()
                        : error;
        if (cause instanceof Network.Refused refused) {
            String before = spec.has("httpGet") ? request(address) : "";
            return Optional.of(new Outcome(false, before + refused.getMessage()));
        }
        return Optional.empty();
    }

    private String path() {
        String path = Json.text(spec, "httpGet", "path");
        return path.isEmpty() ? "/" : path;
    }

    private Network.Address target(Network.Address address) {
        JsonNode port = Json.at(spec, spec.has("httpGet") ? "httpGet" : "tcpSocket", "port");
        return port.isNumber() ? new Network.Address(address.ip(), port.asInt()) : address;
    }

    private String request(Network.Address address) {
        Network.Address target = target(address);
        return "Get \"http://" + target.ip() + ":" + target.port() + path() + "\": ";
    }
}
