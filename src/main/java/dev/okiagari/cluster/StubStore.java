package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer must remember of its items, and no more: names and versions. A whole pod takes
 * tens of kilobytes, and an empty one still has more than half of one.
 */
final class StubStore<T extends HasMetadata> implements ItemStore<T> {

    private record Stub(@Nullable String uid, @Nullable String version) {}

    private final Map<String, Stub> stubs = new ConcurrentHashMap<>();
    private final Supplier<T> empty;

    /**
     * @param empty makes an item that says nothing
     */
    StubStore(Supplier<T> empty) {
        this.empty = empty;
    }

    @Override
    public String getKey(T item) {
        return item.getMetadata().getNamespace() + "/" + item.getMetadata().getName();
    }

    @Override
    public @Nullable T put(String key, T item) {
        Stub stub = new Stub(item.getMetadata().getUid(), item.getMetadata().getResourceVersion());
        return item(key, stubs.put(key, stub));
    }

    @Override
    public @Nullable T remove(String key) {
        return item(key, stubs.remove(key));
    }

    @Override
    public Stream<String> keySet() {
        return stubs.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return stubs.entrySet().stream().map(entry -> some(entry.getKey(), entry.getValue()));
    }

    @Override
    public int size() {
        return stubs.size();
    }

    @Override
    public @Nullable T get(String key) {
        return item(key, stubs.get(key));
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private @Nullable T item(String key, @Nullable Stub stub) {
        return stub == null ? null : some(key, stub);
    }

    private T some(String key, Stub stub) {
        int slash = key.indexOf('/');
        T item = empty.get();
        item.setMetadata(
                new ObjectMetaBuilder()
                        .withNamespace(key.substring(0, slash))
                        .withName(key.substring(slash + 1))
                        .withUid(stub.uid())
                        .withResourceVersion(stub.version())
                        .build());
        return item;
    }
}
