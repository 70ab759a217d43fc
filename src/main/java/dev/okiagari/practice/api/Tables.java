package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists as kubectl prints them: the server says which columns there are. */
final class Tables {

    private Tables() {}

    static ObjectNode table(Kind kind, List<ObjectNode> objects, Request request, Instant now) {
        ObjectNode table =
                Json.object(
                        "kind", "Table", "apiVersion", "meta.k8s.io/v1", "metadata", Json.object());
        ArrayNode columns = table.putArray("columnDefinitions");
        columns(kind).forEach(column -> columns.add(definition(column)));
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> {
            ObjectNode row = rows.addObject();
            row.set("cells", Json.array(cells(kind, object, now)));
            boolean whole = request.parameter("includeObject").equals("Object");
            row.set(
                    "object",
                    whole
                            ? object
                            : Json.object(
                                    "kind",
                                    "PartialObjectMetadata",
                                    "apiVersion",
                                    "meta.k8s.io/v1",
                                    "metadata",
                                    object.path("metadata")));
        });
        return table;
    }

    private static ObjectNode definition(String column) {
        boolean wide = column.startsWith("+");
        String name = wide ? column.substring(1) : column;
        return Json.object(
                "name",
                name,
                "type",
                "string",
                "format",
                name.equals("Name") ? "name" : "",
                "description",
                name,
                "priority",
                wide ? 1 : 0);
    }

    private static List<String> columns(Kind kind) {
        return switch (kind) {
            case POD ->
                    List.of(
                            "Name",
                            "Ready",
                            "Status",
                            "Restarts",
                            "Age",
                            "+IP",
                            "+Node",
                            "+Nominated Node",
                            "+Readiness Gates");
            case EVENT ->
                    List.of(
                            "Last Seen",
                            "Type",
                            "Reason",
                            "Object",
                            "+Subobject",
                            "+Source",
                            "Message",
                            "+First Seen",
                            "+Count",
                            "+Name");
            case DEPLOYMENT ->
                    List.of(
                            "Name",
                            "Ready",
                            "Up-to-date",
                            "Available",
                            "Age",
                            "+Containers",
                            "+Images",
                            "+Selector");
            case REPLICA_SET ->
                    List.of(
                            "Name",
                            "Desired",
                            "Current",
                            "Ready",
                            "Age",
                            "+Containers",
                            "+Images",
                            "+Selector");
            case NAMESPACE -> List.of("Name", "Status", "Age");
            case NODE -> List.of("Name", "Status", "Roles", "Age", "Version");
            case DISRUPTION_BUDGET ->
                    List.of(
                            "Name",
                            "Min Available",
                            "Max Unavailable",
                            "Allowed Disruptions",
                            "Age");
            default -> List.of("Name", "Age");
        };
    }

    private static List<Object> cells(Kind kind, JsonNode object, Instant now) {
        String name = Json.name(object);
        String age = age(Json.text(object, "metadata", "creationTimestamp"), now);
        return switch (kind) {
            case POD ->
                    List.of(
                            name,
                            ready(object),
                            status(object),
                            restarts(object, now),
                            age,
                            orNone(Json.text(object, "status", "podIP")),
                            orNone(Json.text(object, "spec", "nodeName")),
                            "<none>",
                            "<none>");
            case EVENT -> event(object, now);
            case DEPLOYMENT ->
                    List.of(
                            name,
                            count(object, "status", "readyReplicas")
                                    + "/"
                                    + count(object, "spec", "replicas"),
                            count(object, "status", "updatedReplicas"),
                            count(object, "status", "availableReplicas"),
                            age,
                            each(object, "name"),
                            each(object, "image"),
                            Scale.selector(object));
            case REPLICA_SET ->
                    List.of(
                            name,
                            count(object, "spec", "replicas"),
                            count(object, "status", "replicas"),
                            count(object, "status", "readyReplicas"),
                            age,
                            each(object, "name"),
                            each(object, "image"),
                            Scale.selector(object));
            case NAMESPACE -> List.of(name, Json.text(object, "status", "phase"), age);
            case NODE ->
                    List.of(
                            name,
                            "Ready",
                            "control-plane",
                            age,
                            Json.text(object, "status", "nodeInfo", "kubeletVersion"));
            case DISRUPTION_BUDGET ->
                    List.of(
                            name,
                            orNone(Json.at(object, "spec", "minAvailable").asString("")),
                            "N/A",
                            count(object, "status", "disruptionsAllowed"),
                            age);
            default -> List.of(name, age);
        };
    }

    private static List<Object> event(JsonNode event, Instant now) {
        String last = Json.text(event, "lastTimestamp");
        String first = Json.text(event, "firstTimestamp");
        String at = Json.text(event, "eventTime");
        String involved =
                Json.text(event, "involvedObject", "kind").toLowerCase(java.util.Locale.ROOT)
                        + "/"
                        + Json.text(event, "involvedObject", "name");
        return List.of(
                age(last.isEmpty() ? at : last, now),
                Json.text(event, "type"),
                Json.text(event, "reason"),
                involved,
                Json.text(event, "involvedObject", "fieldPath"),
                Json.text(event, "reportingComponent"),
                Json.text(event, "message"),
                age(first.isEmpty() ? at : first, now),
                Json.number(event, 1, "count"),
                Json.name(event));
    }

    /** A field of each container of the template. */
    private static String each(JsonNode object, String field) {
        return Json.items(Json.at(object, "spec", "template", "spec", "containers")).stream()
                .map(container -> Json.text(container, field))
                .collect(java.util.stream.Collectors.joining(","));
    }

    private static int count(JsonNode object, String... path) {
        return Json.number(object, 0, path);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "<none>" : text;
    }

    private static String ready(JsonNode pod) {
        List<JsonNode> statuses =
                new ArrayList<>(Json.items(Json.at(pod, "status", "containerStatuses")));
        List<String> sidecars =
                Json.items(Json.at(pod, "spec", "initContainers")).stream()
                        .filter(each -> Json.text(each, "restartPolicy").equals("Always"))
                        .map(each -> Json.text(each, "name"))
                        .toList();
        Json.items(Json.at(pod, "status", "initContainerStatuses")).stream()
                .filter(each -> sidecars.contains(Json.text(each, "name")))
                .forEach(statuses::add);
        long ready =
                statuses.stream().filter(status -> status.path("ready").asBoolean(false)).count();
        return ready + "/" + (Json.at(pod, "spec", "containers").size() + sidecars.size());
    }

    private static String status(JsonNode pod) {
        String status = Json.text(pod, "status", "phase");
        for (JsonNode container : Json.at(pod, "status", "containerStatuses")) {
            String waiting = Json.text(container, "state", "waiting", "reason");
            String ended = Json.text(container, "state", "terminated", "reason");
            status = !waiting.isEmpty() ? waiting : !ended.isEmpty() ? ended : status;
        }
        return Json.terminating(pod) ? "Terminating" : status;
    }

    private static String restarts(JsonNode pod, Instant now) {
        int restarts = 0;
        String last = "";
        for (JsonNode container : Json.at(pod, "status", "containerStatuses")) {
            restarts += Json.number(container, 0, "restartCount");
            String finished = Json.text(container, "lastState", "terminated", "finishedAt");
            last = finished.compareTo(last) > 0 ? finished : last;
        }
        return restarts > 0 && !last.isEmpty()
                ? restarts + " (" + age(last, now) + " ago)"
                : Integer.toString(restarts);
    }

    static String age(String since, Instant now) {
        if (since.isEmpty()) {
            return "<unknown>";
        }
        Duration age = Duration.between(Instant.parse(since), now);
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86400 + "d";
    }
}
