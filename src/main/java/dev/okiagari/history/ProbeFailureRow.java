package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Probe failures as they are kept; they happened until {@code happenedAt}. */
@Entity
@Immutable
@Table(name = "history_probe_failure")
@SuppressWarnings({"NullAway.Init", "unused"})
class ProbeFailureRow extends Row {
    String namespace;
    @Nullable String kind;
    @Nullable String workload;
    String pod;
    String podUid;
    @Nullable String container;
    String probe;
    Instant fromAt;
    int failures;
    boolean exactCount;
    String message;

    ProbeFailure toProbeFailure() {
        WorkloadRef owner =
                kind == null || workload == null
                        ? null
                        : new WorkloadRef(namespace, kind, workload);
        return new ProbeFailure(
                idText(),
                owner,
                new PodRef(namespace, pod, podUid),
                container,
                ProbeType.valueOf(probe.toUpperCase(Locale.ROOT)),
                fromAt,
                happenedAt,
                failures,
                exactCount,
                message);
    }
}
