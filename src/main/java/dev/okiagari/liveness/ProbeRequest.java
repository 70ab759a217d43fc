package dev.okiagari.liveness;

import dev.okiagari.cluster.ProbeType;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants.
 *
 * @param probe null to take it away
 */
public record ProbeRequest(ProbeTarget target, ProbeType type, @Nullable ProbeSpec probe) {}
