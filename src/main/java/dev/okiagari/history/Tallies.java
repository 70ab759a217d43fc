package dev.okiagari.history;

import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the count of each event was heard, those of a pod together. */
final class Tallies {

    private final Map<String, Map<String, Count>> byPod = new HashMap<>();

    void keep(Count count) {
        byPod.computeIfAbsent(count.podUid(), any -> new HashMap<>()).put(count.key(), count);
    }

    Collection<Count> of(String podUid) {
        return byPod.getOrDefault(podUid, Map.of()).values();
    }

    /** What an event adds; {@code workload} is null where its pod is not known. */
    List<Fact> hear(KubeEvent event, @Nullable WorkloadRef workload) {
        Optional<EventKind> kind = EventKind.of(event);
        if (kind.isEmpty()) {
            return List.of();
        }
        Count now = Count.of(kind.get(), event);
        Count before = byPod.getOrDefault(now.podUid(), Map.of()).get(now.key());
        List<Fact> facts = EventFold.fold(before, now, event, workload);
        if (!facts.isEmpty()) {
            keep(now);
        }
        return facts;
    }

    /** An event outlives its pod, but not by as long as this. */
    void forget(Instant before) {
        byPod.values()
                .removeIf(counts ->
                        counts.values().stream()
                                .allMatch(count -> count.lastAt().isBefore(before)));
    }
}
