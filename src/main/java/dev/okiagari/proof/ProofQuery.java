package dev.okiagari.proof;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which proofs to list; null for any.
 *
 * @param workload its name
 * @param before those that are older than this one
 */
public record ProofQuery(
        @Nullable String namespace, @Nullable String workload, @Nullable UUID before, int limit) {}
