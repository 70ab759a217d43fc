package dev.okiagari.practice.store;

import dev.okiagari.practice.machine.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** All objects, the latest of their changes, and who wants to hear of the next. */
public final class Store {

    private static final int HISTORY = 5_000;

    private final Loop loop;
    private final Map<Kind, TreeMap<String, ObjectNode>> objects = new EnumMap<>(Kind.class);
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new ArrayList<>();
    private long version;
    private long compacted;

    public Store(Loop loop) {
        this.loop = loop;

        version = loop.now().toEpochMilli() / 100;
        compacted = version;
    }

    public Loop loop() {
        return loop;
    }

    public long version() {
        return loop.call(() -> version);
    }

    /** Whether all changes after a version are still known. */
    public boolean knows(long since) {
        return since >= compacted && since <= version;
    }

    public void forgetHistory() {
        loop.run(() -> {
            history.clear();
            compacted = version;
        });
    }

    public List<Change> since(long since) {
        return history.stream().filter(change -> change.version() > since).toList();
    }

    public List<ObjectNode> list(Kind kind) {
        return loop.call(() -> List.copyOf(of(kind).values()));
    }

    public Optional<ObjectNode> get(Kind kind, String namespace, String name) {
        return loop.call(() -> Optional.ofNullable(of(kind).get(key(namespace, name))));
    }

    /** Adds an object that may not be there yet; its metadata is filled in. */
    public ObjectNode create(Kind kind, ObjectNode given) {
        return loop.call(() -> {
            ObjectNode object = Json.object("kind", kind.kind(), "apiVersion", kind.apiVersion());
            object.setAll(given.deepCopy());
            object.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
            ObjectNode metadata = Json.dig(object, "metadata");
            if (Json.uid(object).isEmpty()) {
                metadata.put("uid", UUID.randomUUID().toString());
            }
            if (kind.hasGeneration() && !metadata.has("generation")) {
                metadata.put("generation", 1);
            }
            metadata.put("creationTimestamp", Json.time(loop.now()));
            return store(kind, Change.Type.ADDED, object);
        });
    }

    /** Changes an object that is there; nothing happens where the change changes nothing. */
    public Optional<ObjectNode> update(
            Kind kind, String namespace, String name, Consumer<ObjectNode> change) {
        return loop.call(() -> {
            ObjectNode before = of(kind).get(key(namespace, name));
            if (before == null) {
                return Optional.<ObjectNode>empty();
            }
            ObjectNode after = before.deepCopy();
            change.accept(after);
            return Optional.of(
                    after.equals(before) ? before : store(kind, Change.Type.MODIFIED, after));
        });
    }

    public void delete(Kind kind, String namespace, String name) {
        loop.run(() -> {
            ObjectNode before = of(kind).get(key(namespace, name));
            if (before != null) {
                store(kind, Change.Type.DELETED, before.deepCopy());
            }
        });
    }

    private ObjectNode store(Kind kind, Change.Type type, ObjectNode object) {
        Json.dig(object, "metadata").put("resourceVersion", Long.toString(++version));
        String key = key(Json.namespace(object), Json.name(object));
        ObjectNode before =
                type == Change.Type.DELETED ? of(kind).remove(key) : of(kind).put(key, object);
        Change change = new Change(version, kind, type, before, object);
        history.addLast(change);
        if (history.size() > HISTORY) {
            compacted = history.removeFirst().version();
        }
        List.copyOf(listeners).forEach(listener -> listener.accept(change));
        return object;
    }

    /**
     * Hears of each change from now on, under the lock.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<Change> listener) {
        loop.run(() -> listeners.add(listener));
        return () -> loop.run(() -> listeners.remove(listener));
    }

    private Map<String, ObjectNode> of(Kind kind) {
        return objects.computeIfAbsent(kind, fresh -> new TreeMap<>());
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
