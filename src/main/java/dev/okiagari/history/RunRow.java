package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A run as it is kept. */
@Entity
@Immutable
@Table(name = "history_run")
@SuppressWarnings({"NullAway.Init", "unused"})
class RunRow extends Row {
    String namespace;
    String kind;
    String workload;
    String pod;
    String podUid;
    String container;
    int restartCount;
    String containerId;
    @Nullable Instant startedAt;
    @Nullable Instant readyAt;
    @Nullable Instant finishedAt;
    @Nullable Integer exitCode;
    @Nullable String reason;
    @Nullable String message;
    @Nullable String log;
    @Nullable String logNote;

    Run toRun() {
        return new Run(
                idText(),
                new WorkloadRef(namespace, kind, workload),
                new ContainerRef(new PodRef(namespace, pod, podUid), container),
                restartCount,
                containerId,
                startedAt,
                readyAt,
                finishedAt,
                exitCode,
                reason,
                message,
                log,
                logNote == null ? null : StoredText.message(logNote));
    }
}
