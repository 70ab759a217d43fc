package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod as JSON has it.
 *
 * @param trouble what is wrong with it now; null where nothing is
 * @param gone whether this is its last word: only in the stream
 */
record PodView(
        String namespace,
        String name,
        String uid,
        @Nullable String node,
        String phase,
        boolean ready,
        boolean deleting,
        Instant createdAt,
        Workload workload,
        @Nullable Trouble trouble,
        boolean gone,
        List<Container> containers) {

    /** What owns the pod. */
    record Workload(String kind, String name) {}

    /** A container of it. */
    record Container(
            String name,
            ContainerType type,
            String image,
            boolean ready,
            State state,
            @Nullable String reason,
            int restartCount,
            @Nullable String containerId,
            @Nullable Instant startedAt,
            ProbesOf probes) {}

    /** What a container does. */
    enum State {
        WAITING,
        RUNNING,
        TERMINATED
    }

    /** The probes of a container; one that is null is not there. */
    record ProbesOf(
            @Nullable ProbeOf liveness, @Nullable ProbeOf readiness, @Nullable ProbeOf startup) {}

    /** A probe, its times in seconds. */
    record ProbeOf(
            String handler,
            Duration initialDelay,
            Duration period,
            Duration timeout,
            int failureThreshold,
            int successThreshold,
            @Nullable Duration grace) {}

    static PodView of(PodSnapshot pod) {
        return of(pod, false);
    }

    static PodView gone(PodSnapshot last) {
        return of(last, true);
    }

    private static PodView of(PodSnapshot pod, boolean gone) {
        return new PodView(
                pod.ref().namespace(),
                pod.ref().name(),
                pod.ref().uid(),
                pod.node(),
                pod.phase(),
                pod.ready(),
                pod.isDeleting(),
                pod.createdAt(),
                new Workload(pod.workload().kind(), pod.workload().name()),
                Trouble.of(pod).orElse(null),
                gone,
                pod.containers().stream().map(PodView::of).toList());
    }

    private static Container of(ContainerSnapshot container) {
        var now = Now.of(container.state());
        return new Container(
                container.name(),
                container.type(),
                container.image(),
                container.ready(),
                now.state(),
                now.reason(),
                container.restartCount(),
                container.containerId(),
                now.startedAt(),
                of(container.probes()));
    }

    private static ProbesOf of(Probes probes) {
        return new ProbesOf(of(probes.liveness()), of(probes.readiness()), of(probes.startup()));
    }

    static @Nullable ProbeOf of(@Nullable Probe probe) {
        return probe == null
                ? null
                : new ProbeOf(
                        probe.handler(),
                        probe.initialDelay(),
                        probe.period(),
                        probe.timeout(),
                        probe.failureThreshold(),
                        probe.successThreshold(),
                        probe.grace());
    }

    private record Now(State state, @Nullable String reason, @Nullable Instant startedAt) {

        static Now of(ContainerState state) {
            return switch (state) {
                case ContainerState.Waiting waiting ->
                        new Now(State.WAITING, waiting.reason(), null);
                case ContainerState.Running(var startedAt) ->
                        new Now(State.RUNNING, null, startedAt);
                case ContainerState.Terminated(Termination end) ->
                        new Now(State.TERMINATED, end.reason(), end.startedAt());
            };
        }
    }
}
