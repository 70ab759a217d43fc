package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A restart as it is shown: with its claim over its natural cause. */
@Entity
@Immutable
@Table(name = "history_shown_restart")
@SuppressWarnings({"NullAway.Init", "unused"})
class RestartRow extends Row {
    String namespace;
    String kind;
    String workload;
    String pod;
    String podUid;
    String container;
    int restartCount;
    String cause;
    String evidence;
    @Nullable Integer exitCode;
    @Nullable String reason;
    @Nullable String endedContainerId;
    @Nullable Instant endedStartedAt;
    @Nullable Instant endedFinishedAt;
    @Nullable String beganContainerId;
    @Nullable Instant beganStartedAt;
    @Nullable Instant beganReadyAt;
    Instant seenAt;
    @Nullable UUID experimentId;

    Restart toRestart() {
        return new Restart(
                idText(),
                new WorkloadRef(namespace, kind, workload),
                new ContainerRef(new PodRef(namespace, pod, podUid), container),
                restartCount,
                shownCause(),
                shownEvidence(),
                exitCode,
                reason,
                new Restart.Ended(endedContainerId, endedStartedAt, endedFinishedAt),
                new Restart.Began(beganContainerId, beganStartedAt, beganReadyAt),
                seenAt,
                experimentId);
    }

    private RestartCause shownCause() {
        return RestartCause.of(cause).orElse(RestartCause.UNKNOWN);
    }

    private Message shownEvidence() {
        return shownCause() == RestartCause.INJECTED
                ? Message.of("history.evidence.injected", String.valueOf(experimentId))
                : StoredText.message(evidence);
    }
}
