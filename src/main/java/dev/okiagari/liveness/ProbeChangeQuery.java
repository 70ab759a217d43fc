package dev.okiagari.liveness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which changes to list; null for any.
 *
 * @param workload its name
 * @param before those that are older than this one
 */
public record ProbeChangeQuery(
        @Nullable String namespace, @Nullable String workload, @Nullable UUID before, int limit) {}
