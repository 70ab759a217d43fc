package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What changes objects: with preconditions, and as a dry run without any effect. */
final class Writes {

    private final Store store;

    Writes(Store store) {
        this.store = store;
    }

    ObjectNode create(Request request, Kind kind) {
        ObjectNode given = ((ObjectNode) request.json()).deepCopy();
        if (kind.namespaced()) {
            Json.dig(given, "metadata").put("namespace", request.namespace());
            if (store.get(Kind.NAMESPACE, "", request.namespace()).isEmpty()) {
                throw Failure.notFound(Kind.NAMESPACE, request.namespace());
            }
        }
        if (Json.name(given).isEmpty()) {
            throw Failure.badRequest("name or generateName is required");
        }
        Defaults.fill(kind, given);
        ProbeRules.check(kind, given);
        return store.loop()
                .call(() -> {
                    if (store.get(kind, Json.namespace(given), Json.name(given)).isPresent()) {
                        throw Failure.exists(kind, Json.name(given));
                    }
                    return request.dryRun() ? given : store.create(kind, given);
                });
    }

    ObjectNode patch(Request request, Kind kind) {
        JsonNode patch = request.json();
        return change(request, kind, object -> Patches.apply(object, patch, request.contentType()));
    }

    ObjectNode replace(Request request, Kind kind) {
        ObjectNode given = (ObjectNode) request.json();
        return change(
                request,
                kind,
                object -> {
                    ObjectNode fixed = Json.dig(object, "metadata").deepCopy();
                    object.removeAll();
                    object.setAll(given);
                    for (String field : List.of("uid", "creationTimestamp")) {
                        Json.dig(object, "metadata").set(field, fixed.path(field));
                    }
                });
    }

    ObjectNode change(Request request, Kind kind, Consumer<ObjectNode> change) {
        return apply(
                request,
                kind,
                object -> {
                    ObjectNode before = object.deepCopy();
                    change.accept(object);
                    Defaults.fill(kind, object);
                    ProbeRules.check(kind, object);
                    if (kind == Kind.POD) {
                        PodUpdates.check(before, object);
                    }
                });
    }

    private ObjectNode apply(Request request, Kind kind, Consumer<ObjectNode> change) {
        return store.loop()
                .call(() -> {
                    ObjectNode now =
                            store.get(kind, request.namespace(), request.name())
                                    .orElseThrow(() -> Failure.notFound(kind, request.name()));
                    String version = Json.text(now, "metadata", "resourceVersion");
                    ObjectNode changed = now.deepCopy();
                    change.accept(changed);
                    String expected = Json.text(changed, "metadata", "resourceVersion");
                    if (!expected.isEmpty() && !expected.equals(version)) {
                        throw Failure.conflict(
                                kind,
                                request.name(),
                                "the object has been modified; please apply your changes to the latest version and try again");
                    }
                    Json.dig(changed, "metadata").put("resourceVersion", version);
                    if (!Json.uid(changed).equals(Json.uid(now))) {
                        throw Failure.conflict(
                                kind, request.name(), "the UID is not that of the object");
                    }
                    if (!changed.path("spec").equals(now.path("spec"))) {
                        Json.dig(changed, "metadata")
                                .put(
                                        "generation",
                                        Json.number(now, 1, "metadata", "generation") + 1);
                    }
                    Defaults.fill(kind, changed);
                    if (request.dryRun()) {
                        return changed;
                    }
                    return store.update(
                                    kind,
                                    request.namespace(),
                                    request.name(),
                                    object -> {
                                        object.removeAll();
                                        object.setAll(changed);
                                    })
                            .orElseThrow();
                });
    }

    JsonNode delete(Request request, Kind kind, ObjectNode object) {
        JsonNode options = request.json();
        return store.loop()
                .call(() -> {
                    ObjectNode now =
                            store.get(kind, request.namespace(), request.name())
                                    .orElseThrow(() -> Failure.notFound(kind, request.name()));
                    preconditions(kind, now, options.path("preconditions"));
                    int grace = grace(kind, request, options, now);
                    if (request.dryRun()) {
                        return kind == Kind.POD ? now : success(kind, object);
                    }
                    return remove(kind, now, grace);
                });
    }

    static void preconditions(Kind kind, ObjectNode now, JsonNode wanted) {
        String uid = Json.text(wanted, "uid");
        String version = Json.text(wanted, "resourceVersion");
        if (!uid.isEmpty() && !uid.equals(Json.uid(now))) {
            throw Failure.conflict(
                    kind,
                    Json.name(now),
                    "Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: "
                            + Json.uid(now));
        }
        String actual = Json.text(now, "metadata", "resourceVersion");
        if (!version.isEmpty() && !version.equals(actual)) {
            throw Failure.conflict(
                    kind,
                    Json.name(now),
                    "Precondition failed: ResourceVersion in precondition: "
                            + version
                            + ", ResourceVersion in object meta: "
                            + actual);
        }
    }

    private static int grace(Kind kind, Request request, JsonNode options, JsonNode object) {
        if (kind != Kind.POD) {
            return 0;
        }
        int own = Json.number(object, 30, "spec", "terminationGracePeriodSeconds");
        int asked = request.number("gracePeriodSeconds").map(Long::intValue).orElse(own);
        return Json.number(options, asked, "gracePeriodSeconds");
    }

    private JsonNode remove(Kind kind, ObjectNode now, int grace) {
        if (grace <= 0) {
            store.delete(kind, Json.namespace(now), Json.name(now));
            return kind == Kind.POD ? now : success(kind, now);
        }
        if (Json.terminating(now)) {
            return now;
        }
        Instant at = store.loop().now().plus(Duration.ofSeconds(grace));
        return store.update(
                        kind,
                        Json.namespace(now),
                        Json.name(now),
                        pod ->
                                Json.dig(pod, "metadata")
                                        .put("deletionTimestamp", Json.time(at))
                                        .put("deletionGracePeriodSeconds", grace))
                .orElseThrow();
    }

    private static ObjectNode success(Kind kind, ObjectNode object) {
        ObjectNode details =
                Json.object(
                        "name", Json.name(object), "kind", kind.plural(), "uid", Json.uid(object));
        return Json.object(
                "kind",
                "Status",
                "apiVersion",
                "v1",
                "metadata",
                Json.object(),
                "status",
                "Success",
                "details",
                details);
    }

    /** Ends an object after the grace that was asked for. */
    JsonNode end(Request request, JsonNode options, ObjectNode pod) {
        return remove(Kind.POD, pod, grace(Kind.POD, request, options, pod));
    }

    /** Adds ephemeral containers, and changes nothing else. */
    ObjectNode ephemeral(Request request) {
        JsonNode given = request.json();
        return apply(
                request,
                Kind.POD,
                pod -> {
                    ObjectNode asked = pod.deepCopy();
                    if (request.method().equals("PUT")) {
                        asked = (ObjectNode) given.deepCopy();
                    } else {
                        Patches.apply(asked, given, request.contentType());
                    }
                    PodUpdates.takeEphemeral(pod, asked);
                    Json.dig(pod, "metadata")
                            .put(
                                    "resourceVersion",
                                    Json.text(asked, "metadata", "resourceVersion"));
                });
    }
}
