package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A request that the API refuses, as the {@code Status} that says why. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode status;

    Failure(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.status =
                Json.object(
                        "kind",
                        "Status",
                        "apiVersion",
                        "v1",
                        "metadata",
                        Json.object(),
                        "status",
                        "Failure",
                        "message",
                        message,
                        "reason",
                        reason);
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        status.put("code", code);
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        return status;
    }

    static Failure notFound(Kind kind, String name) {
        return new Failure(
                404,
                "NotFound",
                kind.qualified() + " \"" + name + "\" not found",
                details(kind, name));
    }

    static Failure noSuchPath() {
        return new Failure(
                404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    static Failure notAllowed() {
        return new Failure(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Json.object());
    }

    static Failure badRequest(String message) {
        return new Failure(400, "BadRequest", message, Json.object());
    }

    /** A JSON patch whose test fails, or which has no place to go to. */
    static Failure unfit() {
        return new Failure(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request",
                Json.object());
    }

    static Failure notJson() {
        return new Failure(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json",
                Json.object());
    }

    static Failure conflict(Kind kind, String name, String why) {
        return new Failure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on "
                        + kind.qualified()
                        + " \""
                        + name
                        + "\": "
                        + why,
                details(kind, name));
    }

    static Failure exists(Kind kind, String name) {
        return new Failure(
                409,
                "AlreadyExists",
                kind.qualified() + " \"" + name + "\" already exists",
                details(kind, name));
    }

    static Failure expired(String message) {
        return new Failure(410, "Expired", message, Json.object());
    }

    static Failure unavailable(String message) {
        return new Failure(503, "ServiceUnavailable", message, Json.object());
    }

    static Failure unauthorized() {
        return new Failure(401, "Unauthorized", "Unauthorized", Json.object());
    }

    static Failure twoBudgets() {
        return new Failure(
                500,
                "",
                "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
                Json.object());
    }

    static Failure budgetNotProcessed(String budget) {
        return disruption(
                "The disruption budget " + budget + " is still being processed by the server.",
                Json.object("retryAfterSeconds", 10));
    }

    static Failure disruption(String budget, int needs, int has) {
        return disruption(
                "The disruption budget %s needs %d healthy pods and has %d currently"
                        .formatted(budget, needs, has),
                Json.object());
    }

    private static Failure disruption(String why, ObjectNode details) {
        ObjectNode cause = Json.object("reason", "DisruptionBudget", "message", why);
        details.set("causes", Json.array(List.of(cause)));
        return new Failure(
                429,
                "TooManyRequests",
                "Cannot evict pod as it would violate the pod's disruption budget.",
                details);
    }

    private static ObjectNode details(Kind kind, String name) {
        ObjectNode details = Json.object("name", name);
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        return details.put("kind", kind.plural());
    }
}
