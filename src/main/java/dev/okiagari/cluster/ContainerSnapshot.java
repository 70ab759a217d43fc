package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A container as the cluster last told it.
 *
 * @param containerId of the newest run, with its scheme ({@code containerd://…}); null before the
 *     first
 * @param restartCount what the kubelet counts
 * @param started whether its startup probe is done; null where the cluster does not say
 * @param lastTermination how the run before ended; the cluster keeps only one
 * @param imageId the image that the node really runs, as it calls it; null before the first run
 * @param port where it most likely answers HTTP: the declared one with such a name, else the first
 *     that is declared; null where none is
 */
public record ContainerSnapshot(
        String name,
        ContainerType type,
        String image,
        @Nullable String containerId,
        int restartCount,
        boolean ready,
        @Nullable Boolean started,
        ContainerState state,
        @Nullable Termination lastTermination,
        Probes probes,
        @Nullable String imageId,
        @Nullable Integer port) {

    /** Where nobody asks for the image's own name, nor for a port. */
    public ContainerSnapshot(
            String name,
            ContainerType type,
            String image,
            @Nullable String containerId,
            int restartCount,
            boolean ready,
            @Nullable Boolean started,
            ContainerState state,
            @Nullable Termination lastTermination,
            Probes probes) {
        this(
                name,
                type,
                image,
                containerId,
                restartCount,
                ready,
                started,
                state,
                lastTermination,
                probes,
                null,
                null);
    }

    public boolean isRunning() {
        return state instanceof ContainerState.Running;
    }
}
