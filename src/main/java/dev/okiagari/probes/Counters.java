package dev.okiagari.probes;

import dev.okiagari.cluster.ProbeCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a kubelet has counted.
 *
 * @param startedAt since when its process runs; null where nobody says
 * @param pods by UID, those that were asked for, with their counters that are not 0
 */
record Counters(@Nullable Instant startedAt, Map<String, List<ProbeCount>> pods) {

    Counters {
        pods = Map.copyOf(pods);
    }
}
