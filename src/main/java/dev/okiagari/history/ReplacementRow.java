package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A replacement as it is shown: with its claim over its natural cause. */
@Entity
@Immutable
@Table(name = "history_shown_replacement")
@SuppressWarnings({"NullAway.Init", "unused"})
class ReplacementRow extends Row {
    String namespace;
    String kind;
    String workload;
    String cause;
    String endedPod;
    String endedPodUid;
    Instant endedAt;
    @Nullable String beganPod;
    @Nullable String beganPodUid;
    @Nullable Instant beganCreatedAt;
    @Nullable Instant beganReadyAt;
    @Nullable UUID experimentId;
    @Nullable String evidence;

    Replacement toReplacement() {
        return new Replacement(
                idText(),
                new WorkloadRef(namespace, kind, workload),
                ReplacementCause.of(cause).orElse(ReplacementCause.UNKNOWN),
                new Replacement.Ended(new PodRef(namespace, endedPod, endedPodUid), endedAt),
                began(),
                experimentId,
                evidence == null ? null : StoredText.message(evidence));
    }

    private Replacement.@Nullable Began began() {
        return beganPod == null || beganPodUid == null || beganCreatedAt == null
                ? null
                : new Replacement.Began(
                        new PodRef(namespace, beganPod, beganPodUid), beganCreatedAt, beganReadyAt);
    }
}
