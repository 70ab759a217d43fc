package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a fresh list of the pods with what was watched. A list and a watch are never quite of
 * the same moment, so only a difference that is still there a little later counts.
 */
final class Proof {

    private static final Logger log = LoggerFactory.getLogger(Proof.class);
    private static final long PAGE = 500;
    private static final Duration A_LITTLE = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final PodStore store;
    private final Sleep sleep;

    Proof(KubernetesClient client, PodStore store, Sleep sleep) {
        this.client = client;
        this.store = store;
        this.sleep = sleep;
    }

    /** A namespace whose pods may not be listed proves nothing, and disproves nothing. */
    boolean holds(List<String> namespaces) {
        return namespaces.isEmpty()
                ? holds((String) null)
                : namespaces.stream().allMatch(this::holds);
    }

    private boolean holds(@Nullable String namespace) {
        try {
            Map<String, String> first = versions(namespace);
            Map<String, String> suspects = behind(first, first, namespace);
            if (suspects.isEmpty()) {
                return true;
            }
            sleep.sleep(A_LITTLE);
            return behind(first, versions(namespace), namespace).keySet().stream()
                    .noneMatch(suspects::containsKey);
        } catch (KubernetesClientException unlisted) {
            if (unlisted.getCode() != 403) {
                throw unlisted;
            }
            log.debug("the pods of {} cannot be listed", namespace, unlisted);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Pods of which the watch knows less than a list did.
     *
     * @param listed what it must have reached: an older version or none at all is behind
     * @param now what is there: a pod that is watched and not here is behind
     */
    private Map<String, String> behind(
            Map<String, String> listed, Map<String, String> now, @Nullable String namespace) {
        Map<String, String> behind = new HashMap<>();
        Map<String, String> watched = watched(namespace);
        watched.forEach((uid, seen) -> {
            @Nullable String wanted = listed.get(uid);
            if (wanted == null ? !now.containsKey(uid) : !isAtLeast(seen, wanted)) {
                behind.put(uid, seen);
            }
        });
        listed.forEach((uid, wanted) -> {
            if (!watched.containsKey(uid) && now.containsKey(uid)) {
                behind.put(uid, wanted);
            }
        });
        return behind;
    }

    /** Versions of one object can be compared; where they are no numbers, any change will do. */
    private static boolean isAtLeast(String seen, String listed) {
        return seen.length() == listed.length()
                ? seen.compareTo(listed) >= 0
                : seen.length() > listed.length();
    }

    private Map<String, String> watched(@Nullable String namespace) {
        Map<String, String> versions = new HashMap<>();
        store.all().stream()
                .filter(pod -> namespace == null || namespace.equals(pod.ref().namespace()))
                .forEach(pod -> versions.put(pod.ref().uid(), pod.resourceVersion()));
        return versions;
    }

    private Map<String, String> versions(@Nullable String namespace) {
        Map<String, String> versions = new HashMap<>();
        collect(namespace, versions);
        return versions;
    }

    private void collect(@Nullable String namespace, Map<String, String> versions) {
        @Nullable String next = null;
        do {
            ListOptions page = new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build();
            PodList pods =
                    namespace == null
                            ? client.pods().inAnyNamespace().list(page)
                            : client.pods().inNamespace(namespace).list(page);
            for (Pod pod : pods.getItems()) {
                versions.put(pod.getMetadata().getUid(), pod.getMetadata().getResourceVersion());
            }
            next = pods.getMetadata().getContinue();
        } while (next != null && !next.isBlank());
    }
}
