package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The scale of a workload: how many replicas it wants and has. */
final class Scale {

    private final Writes writes;

    Scale(Writes writes) {
        this.writes = writes;
    }

    static boolean has(Kind kind) {
        return kind == Kind.DEPLOYMENT || kind == Kind.REPLICA_SET;
    }

    Reply answer(Request request, Kind kind, ObjectNode object) {
        if (!has(kind)) {
            throw Failure.noSuchPath();
        }
        return switch (request.method()) {
            case "GET" -> new Reply.Whole(200, view(object));
            case "PUT", "PATCH" -> new Reply.Whole(200, view(change(request, kind)));
            default -> throw Failure.notAllowed();
        };
    }

    private ObjectNode change(Request request, Kind kind) {
        return writes.change(
                request,
                kind,
                object -> {
                    ObjectNode wanted = wanted(request, object);
                    int replicas = Json.number(wanted, -1, "spec", "replicas");
                    if (replicas < 0) {
                        throw Failure.badRequest("spec.replicas must be a number from 0 on");
                    }
                    Json.dig(object, "spec").put("replicas", replicas);
                    Json.dig(object, "metadata")
                            .put(
                                    "resourceVersion",
                                    Json.text(wanted, "metadata", "resourceVersion"));
                });
    }

    private static ObjectNode wanted(Request request, ObjectNode object) {
        if (request.method().equals("PUT")) {
            return (ObjectNode) request.json();
        }
        ObjectNode view = view(object);
        Patches.apply(view, request.json(), request.contentType());
        return view;
    }

    private static ObjectNode view(JsonNode object) {
        ObjectNode metadata =
                Json.object(
                        "name", Json.name(object),
                        "namespace", Json.namespace(object),
                        "uid", Json.uid(object),
                        "resourceVersion", Json.text(object, "metadata", "resourceVersion"));
        return Json.object(
                "kind",
                "Scale",
                "apiVersion",
                "autoscaling/v1",
                "metadata",
                metadata,
                "spec",
                Json.object("replicas", Json.number(object, 1, "spec", "replicas")),
                "status",
                Json.object(
                        "replicas",
                        Json.number(object, 0, "status", "replicas"),
                        "selector",
                        selector(object)));
    }

    static String selector(JsonNode object) {
        return Json.at(object, "spec", "selector", "matchLabels").properties().stream()
                .map(Map.Entry::getKey)
                .map(key -> key + "=" + Json.text(object, "spec", "selector", "matchLabels", key))
                .collect(Collectors.joining(","));
    }
}
