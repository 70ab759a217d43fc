package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Probes that went wrong, as they are kept; they did until {@code happenedAt}. */
@MappedSuperclass
@SuppressWarnings({"NullAway.Init", "unused"})
abstract class ProbeRow extends Row {
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
