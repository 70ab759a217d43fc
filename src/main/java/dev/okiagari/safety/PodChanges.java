package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import org.jspecify.annotations.Nullable;

/** Which events make what budgets and rollouts said out of date. */
final class PodChanges {

    private PodChanges() {}

    /** The namespace in which a pod came, went, or became ready or not; null where none did. */
    static @Nullable String namespace(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.PodObserved(@Nullable PodSnapshot before, PodSnapshot after, _) ->
                    before == null
                                    || before.ready() != after.ready()
                                    || before.isDeleting() != after.isDeleting()
                            ? after.ref().namespace()
                            : null;
            case ClusterEvent.PodRemoved removed -> removed.last().ref().namespace();
            case ClusterEvent.EventObserved _,
                    ClusterEvent.PodsListed _,
                    ClusterEvent.ProbesCounted _,
                    ClusterEvent.ConnectionChanged _ ->
                    null;
        };
    }
}
