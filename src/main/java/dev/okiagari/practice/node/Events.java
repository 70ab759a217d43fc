package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records events as client-go does for one component: folded, counted, and over budget dropped. */
public final class Events {

    private static final int BURST = 25;
    private static final Duration REFILL = Duration.ofMinutes(5);
    private static final int SIMILAR = 10;
    private static final Duration SIMILAR_WITHIN = Duration.ofMinutes(10);

    private final Store store;
    private final String component;
    private final String host;
    private final Map<String, Folded> folded = new HashMap<>();
    private final Map<String, Similar> similar = new HashMap<>();
    private final Map<String, Budget> budgets = new HashMap<>();
    private long lastNanos;

    public Events(Store store, String component, String host) {
        this.store = store;
        this.component = component;
        this.host = host;
    }

    /**
     * Records that something happened to an object.
     *
     * @param fieldPath of the container, or empty
     */
    public void record(
            JsonNode object, String fieldPath, String type, String reason, String message) {
        store.loop().run(() -> correlate(object, fieldPath, type, reason, message));
    }

    private void correlate(
            JsonNode object, String fieldPath, String type, String reason, String message) {
        Instant now = store.loop().now();
        String source = Json.text(object, "kind") + "/" + Json.uid(object);
        String group = source + "/" + type + "/" + reason;
        Similar alike = similar.computeIfAbsent(group, key -> new Similar());
        boolean combine = alike.tooMany(message, now);
        String text = combine ? "(combined from similar events): " + message : message;
        String key = combine ? group : group + "/" + fieldPath + "/" + message;
        Folded fold = folded.computeIfAbsent(key, k -> new Folded(name(object, now), now));
        fold.count++;
        if (budgets.computeIfAbsent(source + "/" + type, k -> new Budget(now)).allows(now)) {
            write(object, fieldPath, type, reason, text, fold, now);
        }
    }

    private void write(
            JsonNode object,
            String fieldPath,
            String type,
            String reason,
            String message,
            Folded fold,
            Instant now) {
        String namespace = namespaceOf(object);
        boolean there =
                store.update(
                                Kind.EVENT,
                                namespace,
                                fold.name,
                                event ->
                                        event.put("count", fold.count)
                                                .put("message", message)
                                                .put("lastTimestamp", Json.time(now)))
                        .isPresent();
        if (there) {
            return;
        }
        ObjectNode involved = involved(object);
        if (!fieldPath.isEmpty()) {
            involved.put("fieldPath", fieldPath);
        }
        ObjectNode from = Json.object("component", component);
        if (!host.isEmpty()) {
            from.put("host", host);
        }
        ObjectNode event =
                Json.object(
                        "metadata", Json.object("name", fold.name, "namespace", namespace),
                        "involvedObject", involved,
                        "reason", reason,
                        "message", message,
                        "source", from,
                        "firstTimestamp", Json.time(fold.first),
                        "lastTimestamp", Json.time(now),
                        "count", fold.count,
                        "type", type);
        event.putNull("eventTime")
                .put("reportingComponent", component)
                .put("reportingInstance", host);
        store.create(Kind.EVENT, event);
    }

    /** An event of the newer kind, which has a time of its own and no count. */
    public void recordOnce(JsonNode object, String reason, String action, String message) {
        Instant now = store.loop().now();
        ObjectNode event =
                Json.object(
                        "metadata",
                        Json.object("name", name(object, now), "namespace", namespaceOf(object)),
                        "involvedObject",
                        involved(object),
                        "reason",
                        reason,
                        "message",
                        message,
                        "source",
                        Json.object(),
                        "type",
                        "Normal",
                        "eventTime",
                        java.time.format.DateTimeFormatter.ofPattern(
                                        "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                                .withZone(java.time.ZoneOffset.UTC)
                                .format(now),
                        "action",
                        action,
                        "reportingComponent",
                        component,
                        "reportingInstance",
                        component + "-" + host);
        event.putNull("firstTimestamp").putNull("lastTimestamp");
        store.create(Kind.EVENT, event);
    }

    private static ObjectNode involved(JsonNode object) {
        ObjectNode involved = Json.object("kind", Json.text(object, "kind"));
        if (!Json.namespace(object).isEmpty()) {
            involved.put("namespace", Json.namespace(object));
        }
        return involved.put("name", Json.name(object))
                .put("uid", Json.uid(object))
                .put("apiVersion", Json.text(object, "apiVersion"))
                .put("resourceVersion", Json.text(object, "metadata", "resourceVersion"));
    }

    private static String namespaceOf(JsonNode object) {
        return Json.namespace(object).isEmpty() ? "default" : Json.namespace(object);
    }

    private String name(JsonNode object, Instant now) {
        lastNanos = Math.max(lastNanos + 1, now.getEpochSecond() * 1_000_000_000L + now.getNano());
        return Json.name(object) + "." + Long.toHexString(lastNanos);
    }

    /** One event with its count, which goes on also while nothing may be written. */
    private static final class Folded {
        private final String name;
        private final Instant first;
        private int count;

        Folded(String name, Instant first) {
            this.name = name;
            this.first = first;
        }
    }

    /** The different messages of late. */
    private static final class Similar {
        private final Set<String> messages = new HashSet<>();
        private Instant last = Instant.EPOCH;

        boolean tooMany(String message, Instant now) {
            if (Duration.between(last, now).compareTo(SIMILAR_WITHIN) > 0) {
                messages.clear();
            }
            last = now;
            messages.add(message);
            if (messages.size() < SIMILAR) {
                return false;
            }
            messages.remove(messages.iterator().next());
            return true;
        }
    }

    /** A bucket of tokens. */
    private static final class Budget {
        private double tokens = BURST;
        private Instant last;

        Budget(Instant now) {
            last = now;
        }

        boolean allows(Instant now) {
            double refilled = Duration.between(last, now).toNanos() / (double) REFILL.toNanos();
            tokens = Math.min(BURST, tokens + refilled);
            last = now;
            boolean allowed = tokens >= 1;
            if (allowed) {
                tokens--;
            }
            return allowed;
        }
    }
}
