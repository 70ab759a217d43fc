package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collections, whole or page by page. */
final class Lists {

    private final Store store;

    Lists(Store store) {
        this.store = store;
    }

    ObjectNode list(Request request, Kind kind) {
        return store.loop().call(() -> page(request, kind));
    }

    private ObjectNode page(Request request, Kind kind) {
        long version = store.version();
        String after = "";
        String token = request.parameter("continue");
        if (!token.isEmpty()) {
            String[] parts = decode(token);
            version = Long.parseLong(parts[0]);
            after = parts[1];
            if (!store.knows(version)) {
                throw Failure.expired(
                        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");
            }
        }
        String start = after;
        List<ObjectNode> all =
                store.list(kind).stream()
                        .filter(request.selector())
                        .filter(object -> key(object).compareTo(start) > 0)
                        .toList();
        int limit =
                request.number("limit")
                        .filter(number -> number > 0)
                        .map(number -> (int) Math.min(number, all.size()))
                        .orElse(all.size());
        List<ObjectNode> shown = all.subList(0, limit);
        ObjectNode metadata = Json.object("resourceVersion", Long.toString(version));
        if (limit < all.size()) {
            String next = version + " " + key(shown.getLast());
            metadata.put(
                    "continue",
                    Base64.getUrlEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
            metadata.put("remainingItemCount", all.size() - limit);
        }
        return request.asTable()
                ? Tables.table(kind, shown, request, store.loop().now()).set("metadata", metadata)
                : whole(kind, shown, metadata);
    }

    private static ObjectNode whole(Kind kind, List<ObjectNode> shown, ObjectNode metadata) {
        ObjectNode list =
                Json.object(
                        "kind",
                        kind.kind() + "List",
                        "apiVersion",
                        kind.apiVersion(),
                        "metadata",
                        metadata);
        ArrayNode items = list.putArray("items");
        shown.forEach(object -> {
            ObjectNode item = Json.object();
            item.setAll(object);
            item.remove(List.of("kind", "apiVersion"));
            items.add(item);
        });
        return list;
    }

    private static String[] decode(String token) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                            .split(" ", 2);
            if (parts.length == 2 && parts[0].matches("\\d{1,18}")) {
                return parts;
            }
        } catch (IllegalArgumentException malformed) {
            throw Failure.badRequest("continue key is not valid: " + malformed.getMessage());
        }
        throw Failure.badRequest("continue key is not valid");
    }

    private static String key(ObjectNode object) {
        return Json.namespace(object) + "/" + Json.name(object);
    }
}
