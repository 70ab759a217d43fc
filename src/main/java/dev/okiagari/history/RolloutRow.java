package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A rollout as it is kept; it begins at {@code happenedAt}. */
@Entity
@Immutable
@Table(name = "history_rollout")
@SuppressWarnings({"NullAway.Init", "unused"})
class RolloutRow extends Row {
    String namespace;
    String kind;
    String workload;
    String revision;
    @Nullable Instant toAt;
    String state;

    Rollout toRollout() {
        return new Rollout(
                idText(),
                new WorkloadRef(namespace, kind, workload),
                revision,
                happenedAt,
                toAt,
                RolloutState.of(state).orElse(RolloutState.PROGRESSING));
    }
}
