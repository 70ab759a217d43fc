package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Something that cannot be watched while the rest of the cluster can.
 *
 * @param namespace null for all
 * @param resource {@code pods} or {@code events}
 */
public record WatchProblem(@Nullable String namespace, String resource, Message reason) {}
