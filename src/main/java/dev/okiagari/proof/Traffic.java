package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Target;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sees whether a container counts as ready while it hangs, which is what lets traffic to it. */
final class Traffic {

    private final Cluster cluster;
    private final Target target;
    private @Nullable Instant unready;
    private @Nullable Instant back;

    Traffic(Cluster cluster, Target target) {
        this.cluster = cluster;
        this.target = target;
    }

    /** Another run that is not ready yet has not been taken out for the hang. */
    void look(Instant now) {
        PodSnapshot pod = cluster.pod(target.pod().uid());
        ContainerSnapshot container =
                pod == null ? null : pod.container(target.containerRef().name()).orElse(null);
        if (container == null || back != null) {
            return;
        }
        if (unready == null) {
            boolean same = Objects.equals(container.containerId(), target.containerId());
            unready = same && container.isRunning() && !container.ready() ? now : null;
        } else if (container.ready()) {
            back = now;
        }
    }

    /** When it was taken out; null where it was not. */
    @Nullable Instant unready() {
        return unready;
    }

    @Nullable Instant back() {
        return back;
    }

    boolean isOut() {
        return unready != null && back == null;
    }
}
