package dev.okiagari.experiment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which experiments; the newest first.
 *
 * @param parent the repeat whose runs are asked for; null for those that are no run of any
 * @param before the id of the last one that was seen; null to begin
 * @param limit 1 to 1000
 */
public record ExperimentQuery(
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod,
        @Nullable UUID parent,
        @Nullable UUID before,
        int limit) {

    public ExperimentQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be 1 to 1000");
        }
    }
}
