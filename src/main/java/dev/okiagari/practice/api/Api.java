package dev.okiagari.practice.api;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.node.Kubelet;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which request gets which answer. */
final class Api implements AutoCloseable {

    private static final String NO_INPUT =
            "The practice cluster passes no input on to a shell: use sh -c with a script";

    private final Store store;
    private final Kubelet kubelet;
    private final Watches watches;
    private final Lists lists;
    private final Writes writes;
    private final Proxy proxy = new Proxy();

    Api(Store store, Kubelet kubelet) {
        this.store = store;
        this.kubelet = kubelet;
        this.watches = new Watches(store);
        this.lists = new Lists(store);
        this.writes = new Writes(store);
    }

    /**
     * @throws Failure where the request is refused
     */
    Reply answer(Request request) {
        if (List.of("/readyz", "/livez", "/healthz").contains(request.path())) {
            return new Reply.Text(200, "ok");
        }
        if (request.path().endsWith("/selfsubjectaccessreviews")
                && request.method().equals("POST")) {
            // kubectl asks in protobuf; the answer is the same for every question
            ObjectNode review =
                    request.contentType().contains("protobuf")
                            ? Json.object(
                                    "kind",
                                    "SelfSubjectAccessReview",
                                    "apiVersion",
                                    "authorization.k8s.io/v1",
                                    "spec",
                                    Json.object())
                            : (ObjectNode) request.json();
            review.set("status", Json.object("allowed", true));
            return new Reply.Whole(201, review);
        }
        Kind kind = request.kind();
        if (kind == null) {
            return Discovery.answer(request.path())
                    .<Reply>map(body -> new Reply.Whole(200, body))
                    .orElseThrow(Failure::noSuchPath);
        }
        if (request.watches()) {
            return new Reply.Stream(watches.watch(request, kind));
        }
        return request.name().isEmpty() ? collection(request, kind) : object(request, kind);
    }

    private Reply collection(Request request, Kind kind) {
        return switch (request.method()) {
            case "GET" -> new Reply.Whole(200, lists.list(request, kind));
            case "POST" -> new Reply.Whole(201, writes.create(request, kind));
            default -> throw Failure.notAllowed();
        };
    }

    private Reply object(Request request, Kind kind) {
        if (kind == Kind.POD && request.subresource().equals("proxy")) {
            return proxied(request);
        }
        ObjectNode object =
                store.get(kind, request.namespace(), request.name())
                        .orElseThrow(() -> Failure.notFound(kind, request.name()));
        return switch (request.subresource()) {
            case "", "status" -> whole(request, kind, object);
            case "scale" -> new Scale(writes).answer(request, kind, object);
            case "ephemeralcontainers" -> ephemeral(request, object);
            case "exec" -> exec(request, object);
            case "log" -> log(request, object);
            case "eviction" -> {
                if (!request.method().equals("POST")) {
                    throw Failure.notAllowed();
                }
                yield new Reply.Whole(201, new Evictions(store, writes).evict(request));
            }
            default -> throw Failure.noSuchPath();
        };
    }

    private Reply proxied(Request request) {
        String name = Proxy.pod(request.name());
        ObjectNode pod =
                store.get(Kind.POD, request.namespace(), name)
                        .orElseThrow(() -> Failure.notFound(Kind.POD, name));
        return proxy.pass(request, pod);
    }

    private Reply ephemeral(Request request, ObjectNode pod) {
        return switch (request.method()) {
            case "GET" -> new Reply.Whole(200, pod);
            case "PATCH", "PUT" -> new Reply.Whole(200, writes.ephemeral(request));
            default -> throw Failure.notAllowed();
        };
    }

    private Reply whole(Request request, Kind kind, ObjectNode object) {
        return switch (request.method()) {
            case "GET" ->
                    new Reply.Whole(
                            200,
                            request.asTable()
                                    ? Tables.table(
                                            kind, List.of(object), request, store.loop().now())
                                    : object);
            case "DELETE" -> new Reply.Whole(200, writes.delete(request, kind, object));
            case "PATCH" -> new Reply.Whole(200, writes.patch(request, kind));
            case "PUT" -> new Reply.Whole(200, writes.replace(request, kind));
            default -> throw Failure.notAllowed();
        };
    }

    private Reply exec(Request request, ObjectNode pod) {
        String container = container(request, pod);
        List<String> command = request.all("command");
        if (command.isEmpty()) {
            throw Failure.badRequest("you must specify at least one command for the container");
        }
        if (!request.flag("stdin") && !request.flag("stdout") && !request.flag("stderr")) {
            return new Reply.Text(400, "you must specify at least 1 of stdin, stdout, stderr");
        }
        Optional<Machine> machine = kubelet.machine(Json.uid(pod), container);
        boolean asks = request.flag("stdin") && command.size() == 1;
        List<String> runs = asks ? withoutInput(command.getFirst()) : command;
        return machine.<Reply>map(found -> new Reply.Exec(found, runs))
                .orElseGet(
                        () -> new Reply.Text(500, "container not found (\"" + container + "\")"));
    }

    /** Nothing is passed on to a command: a shell that waits for input says so instead. */
    private static List<String> withoutInput(String command) {
        return List.of("sh", "bash").contains(command.substring(command.lastIndexOf('/') + 1))
                ? List.of(command, "-c", "echo '" + NO_INPUT + "'; exit 1")
                : List.of(command);
    }

    private Reply log(Request request, ObjectNode pod) {
        return Logs.reply(request, kubelet, Json.uid(pod), container(request, pod), Json.name(pod));
    }

    private static String container(Request request, JsonNode pod) {
        List<String> names =
                Stream.of("containers", "initContainers", "ephemeralContainers")
                        .flatMap(list -> Json.items(Json.at(pod, "spec", list)).stream())
                        .map(spec -> Json.text(spec, "name"))
                        .toList();
        String asked = request.parameter("container");
        if (asked.isEmpty()) {
            return names.getFirst();
        }
        if (!names.contains(asked)) {
            throw Failure.badRequest(
                    "container " + asked + " is not valid for pod " + Json.name(pod));
        }
        return asked;
    }

    @Override
    public void close() {
        proxy.close();
    }
}
