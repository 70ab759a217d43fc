package dev.okiagari.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the cluster (core/v1 or events.k8s.io alike), reduced.
 *
 * @param uid of the event object: its {@code count} grows while this stays
 * @param container from the involved object's field path; null where the event is about the whole
 *     pod
 * @param type {@code Normal} or {@code Warning}
 * @param count how often, suppressed ones included; at least 1
 * @param component who says so: {@code kubelet}, …
 */
public record KubeEvent(
        String uid,
        String namespace,
        String involvedKind,
        String involvedName,
        @Nullable String involvedUid,
        @Nullable String container,
        String type,
        String reason,
        String message,
        int count,
        Instant firstAt,
        Instant lastAt,
        @Nullable String component) {

    public boolean isAboutPod() {
        return involvedKind.equals("Pod");
    }
}
