package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One informer that cannot die silently: whatever goes wrong is kept as its problem and tried
 * again, since the client's own default gives up for ever at the first event that it cannot read.
 */
final class ResourceWatch<T extends HasMetadata> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ResourceWatch.class);

    private final SharedIndexInformer<T> informer;
    private final String resource;
    private final @Nullable String namespace;
    private volatile @Nullable Message problem;

    ResourceWatch(
            String resource,
            @Nullable String namespace,
            Informable<T> source,
            StubStore<T> store,
            ResourceEventHandler<T> handler) {
        this.resource = resource;
        this.namespace = namespace;
        this.informer =
                source.runnableInformer(0)
                        .itemStore(store)
                        .removeNamespaceIndex()
                        .exceptionHandler((_, failure) -> keepTrying(failure))
                        .addEventHandler(handler);
    }

    void start() {
        informer.start();
    }

    /** Whether what happens now would be seen. */
    boolean isWatching() {
        return informer.isWatching();
    }

    boolean isRunning() {
        return informer.isRunning();
    }

    Optional<WatchProblem> problem() {
        return informer.isWatching()
                ? Optional.empty()
                : Optional.ofNullable(problem)
                        .map(reason -> new WatchProblem(namespace, resource, reason));
    }

    private boolean keepTrying(Throwable failure) {
        Message now = Failures.explainWatch(resource, failure);
        if (!now.equals(problem)) {
            log.warn("watching {} failed, trying again: {}", resource, Failures.shortly(failure));
        }
        problem = now;
        return true;
    }

    @Override
    public void close() {
        informer.stop();
    }
}
