package dev.okiagari.practice.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects of the API are JSON trees; these are the few ways to read and write them. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ObjectNode object(Object... keysAndValues) {
        ObjectNode node = object();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            node.set((String) keysAndValues[i], tree(keysAndValues[i + 1]));
        }
        return node;
    }

    public static ArrayNode array(List<?> items) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> node.add(tree(item)));
        return node;
    }

    public static JsonNode tree(Object value) {
        return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    }

    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The text at a path of names; empty where there is none. */
    public static String text(JsonNode node, String... path) {
        return at(node, path).asString("");
    }

    public static int number(JsonNode node, int otherwise, String... path) {
        return at(node, path).asInt(otherwise);
    }

    public static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }

    /** The object at a path, made where there is none. */
    public static ObjectNode dig(ObjectNode node, String... path) {
        ObjectNode found = node;
        for (String name : path) {
            found = found.get(name) instanceof ObjectNode child ? child : found.putObject(name);
        }
        return found;
    }

    public static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    public static String name(JsonNode object) {
        return text(object, "metadata", "name");
    }

    public static String namespace(JsonNode object) {
        return text(object, "metadata", "namespace");
    }

    public static String uid(JsonNode object) {
        return text(object, "metadata", "uid");
    }

    public static boolean terminating(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    /** A time as the API writes it: whole seconds, cut off. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What RFC 7396 does. */
    public static void merge(ObjectNode target, JsonNode patch) {
        patch.properties()
                .forEach(entry -> {
                    JsonNode value = entry.getValue();
                    if (value.isNull()) {
                        target.remove(entry.getKey());
                    } else if (value.isObject()) {
                        merge(dig(target, entry.getKey()), value);
                    } else {
                        target.set(entry.getKey(), value.deepCopy());
                    }
                });
    }
}
