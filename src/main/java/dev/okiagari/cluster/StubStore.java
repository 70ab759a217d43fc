package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer must remember of its items, and no more: names and versions. A whole pod takes
 * tens of kilobytes.
 */
final class StubStore<T extends HasMetadata> implements ItemStore<T> {

    private final Map<String, T> stubs = new ConcurrentHashMap<>();
    private final UnaryOperator<T> stub;

    StubStore(UnaryOperator<T> stub) {
        this.stub = stub;
    }

    @Override
    public String getKey(T item) {
        return item.getMetadata().getNamespace() + "/" + item.getMetadata().getName();
    }

    @Override
    public @Nullable T put(String key, T item) {
        return stubs.put(key, stub.apply(item));
    }

    @Override
    public @Nullable T remove(String key) {
        return stubs.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return stubs.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return stubs.values().stream();
    }

    @Override
    public int size() {
        return stubs.size();
    }

    @Override
    public @Nullable T get(String key) {
        return stubs.get(key);
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
