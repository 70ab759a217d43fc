package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what an informer says of pods to what {@link PodStore} knows. */
final class PodHandler implements ResourceEventHandler<Pod> {

    private static final Logger log = LoggerFactory.getLogger(PodHandler.class);

    private final PodStore store;
    private final @Nullable String namespace;
    private final Supplier<@Nullable Instant> lastContact;
    private final BiConsumer<@Nullable Instant, Set<String>> listed;
    private volatile @Nullable Instant contactBeforeList;

    /**
     * @param lastContact until when nothing can have been missed
     * @param listed told that, and every UID there is, after each full list
     */
    PodHandler(
            PodStore store,
            @Nullable String namespace,
            Supplier<@Nullable Instant> lastContact,
            BiConsumer<@Nullable Instant, Set<String>> listed) {
        this.store = store;
        this.namespace = namespace;
        this.lastContact = lastContact;
        this.listed = listed;
    }

    @Override
    public void onBeforeList(String lastResourceVersion) {
        contactBeforeList = lastContact.get();
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        listed.accept(contactBeforeList, store.uids(namespace));
    }

    @Override
    public void onAdd(Pod pod) {
        observe(pod);
    }

    @Override
    public void onUpdate(Pod stubBefore, Pod pod) {
        String uidBefore = stubBefore.getMetadata().getUid();
        if (!pod.getMetadata().getUid().equals(uidBefore)) {
            // Deleted and made again under the same name between two looks: another pod.
            store.remove(uidBefore, false);
        }
        observe(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unseen) {
        if (!unseen) {
            observe(pod);
        }
        store.remove(pod.getMetadata().getUid(), !unseen);
    }

    private void observe(Pod pod) {
        try {
            store.observe(PodTranslator.translate(pod));
        } catch (RuntimeException malformed) {
            String namespace = pod.getMetadata().getNamespace();
            String name = pod.getMetadata().getName();
            About.pod(log.atWarn(), namespace, name)
                    .log(
                            "pod {}/{} cannot be read: {}",
                            namespace,
                            name,
                            Failures.shortly(malformed));
        }
    }
}
