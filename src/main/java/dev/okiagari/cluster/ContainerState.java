package dev.okiagari.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a container is doing now. */
public sealed interface ContainerState {

    /** Not running: starting, pulling, or held back. */
    record Waiting(@Nullable String reason, @Nullable String message) implements ContainerState {

        /** Whether the kubelet holds it back because it ended too often. */
        public boolean isBackOff() {
            return "CrashLoopBackOff".equals(reason);
        }
    }

    /** Running since an instant of the cluster's clock. */
    record Running(@Nullable Instant startedAt) implements ContainerState {}

    /** Ended, and not (yet) started again. */
    record Terminated(Termination termination) implements ContainerState {}
}
