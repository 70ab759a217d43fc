package dev.okiagari.practice.api;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Change;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Selector;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns changes into the stream of events that a watch is. */
final class Watches {

    private static final Duration BOOKMARKS = Duration.ofSeconds(50);
    private static final long LONGEST = 1800;

    private final Store store;

    Watches(Store store) {
        this.store = store;
    }

    Flux<String> watch(Request request, Kind kind) {
        return Flux.create(
                sink -> store.loop().run(() -> new Watch(request, kind, sink).begin()),
                FluxSink.OverflowStrategy.BUFFER);
    }

    /** One client that watches. */
    private final class Watch {
        private final Request request;
        private final Kind kind;
        private final Selector selector;
        private final FluxSink<String> sink;
        private final List<Loop.Timer> timers = new ArrayList<>();

        Watch(Request request, Kind kind, FluxSink<String> sink) {
            this.request = request;
            this.kind = kind;
            this.selector = request.selector();
            this.sink = sink;
        }

        void begin() {
            String since = request.parameter("resourceVersion");
            boolean initial =
                    since.isEmpty() || since.equals("0") || request.flag("sendInitialEvents");
            if (initial) {
                store.list(kind).stream().filter(selector).forEach(object -> send("ADDED", object));
                if (request.flag("sendInitialEvents")) {
                    bookmark(Json.object("k8s.io/initial-events-end", "true"));
                }
            } else if (!since.matches("\\d{1,18}") || !store.knows(Long.parseLong(since))) {
                send(
                        "ERROR",
                        Failure.expired(
                                        "too old resource version: "
                                                + since
                                                + " ("
                                                + store.version()
                                                + ")")
                                .status());
                sink.complete();
                return;
            } else {
                store.since(Long.parseLong(since)).forEach(this::changed);
            }
            Runnable deaf = store.listen(this::changed);
            long timeout = request.number("timeoutSeconds").orElse(LONGEST);
            Loop.Timer end = store.loop().after(Duration.ofSeconds(timeout), sink::complete);
            timers.add(end);
            bookmarks();
            sink.onDispose(() -> {
                deaf.run();
                List.copyOf(timers).forEach(store.loop()::cancel);
            });
        }

        private void bookmarks() {
            if (request.flag("allowWatchBookmarks")) {
                timers.add(
                        store.loop()
                                .after(
                                        BOOKMARKS,
                                        () -> {
                                            bookmark(Json.object());
                                            timers.remove(1);
                                            bookmarks();
                                        }));
            }
        }

        private void bookmark(ObjectNode annotations) {
            ObjectNode metadata = Json.object("resourceVersion", Long.toString(store.version()));
            if (!annotations.isEmpty()) {
                metadata.set("annotations", annotations);
            }
            send(
                    "BOOKMARK",
                    Json.object(
                            "kind",
                            kind.kind(),
                            "apiVersion",
                            kind.apiVersion(),
                            "metadata",
                            metadata));
        }

        private void changed(Change change) {
            if (change.kind() != kind) {
                return;
            }
            boolean was = change.before() != null && selector.test(change.before());
            boolean is = change.type() != Change.Type.DELETED && selector.test(change.after());
            if (is) {
                send(was ? "MODIFIED" : "ADDED", change.after());
            } else if (was) {
                send("DELETED", change.after());
            }
        }

        private void send(String type, JsonNode object) {
            boolean row =
                    request.asTable() && List.of("ADDED", "MODIFIED", "DELETED").contains(type);
            JsonNode shown =
                    row
                            ? Tables.table(
                                    kind, List.of((ObjectNode) object), request, store.loop().now())
                            : object;
            sink.next(Json.write(Json.object("type", type, "object", shown)) + "\n");
        }
    }
}
