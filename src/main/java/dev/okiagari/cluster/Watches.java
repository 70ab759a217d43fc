package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Every watch of one connection: pods and events, of all namespaces or of each in a list. */
final class Watches implements AutoCloseable {

    /**
     * A whole list of the largest cluster would not fit into memory. Pages are never read from a
     * server's cache, so they are of one moment, and not an old one.
     */
    private static final long PAGE = 500;

    private final List<ResourceWatch<?>> watches = new ArrayList<>();
    private final String clusterId;
    private final PodStore store;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private volatile @Nullable Instant lastContact;

    Watches(
            String clusterId,
            PodStore store,
            ApplicationEventPublisher publisher,
            Clock clock,
            @Nullable Instant lastContact) {
        this.clusterId = clusterId;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        this.lastContact = lastContact;
    }

    void start(KubernetesClient client, List<String> namespaces) {
        if (namespaces.isEmpty()) {
            add(client, null);
        } else {
            namespaces.forEach(namespace -> add(client, namespace));
        }
        watches.forEach(ResourceWatch::start);
    }

    /** Remembers that up to now nothing can have been missed, where that is so. */
    void contact(Instant now) {
        if (areOpen()) {
            lastContact = now;
        }
    }

    /** Whether what happens now would be seen. */
    boolean areOpen() {
        return !watches.isEmpty() && watches.stream().allMatch(ResourceWatch::isWatching);
    }

    /** Our clock was set: what is remembered goes by it as it is now. */
    void clockStepped(Duration by) {
        Instant contact = lastContact;
        lastContact = contact == null ? null : contact.plus(by);
    }

    @Nullable Instant lastContact() {
        return lastContact;
    }

    boolean isAlive() {
        return watches.stream().allMatch(ResourceWatch::isRunning);
    }

    List<WatchProblem> problems() {
        return watches.stream().flatMap(watch -> watch.problem().stream()).toList();
    }

    private void add(KubernetesClient client, @Nullable String namespace) {
        watches.add(
                new ResourceWatch<>(
                        "pods",
                        namespace,
                        (namespace == null
                                        ? client.pods().inAnyNamespace()
                                        : client.pods().inNamespace(namespace))
                                .withLimit(PAGE),
                        new StubStore<>(Pod::new),
                        new PodHandler(
                                store,
                                namespace,
                                this::lastContact,
                                (contact, uids) -> listed(namespace, contact, uids))));
        watches.add(
                new ResourceWatch<>(
                        "events",
                        namespace,
                        namespace == null
                                ? client.v1().events().inAnyNamespace()
                                : client.v1().events().inNamespace(namespace),
                        new StubStore<>(Event::new),
                        new EventHandler(publisher, clock)));
    }

    private void listed(@Nullable String namespace, @Nullable Instant contact, Set<String> uids) {
        publisher.publishEvent(
                new ClusterEvent.PodsListed(
                        clusterId,
                        namespace,
                        contact,
                        uids,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public void close() {
        watches.forEach(ResourceWatch::close);
    }
}
