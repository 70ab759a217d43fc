package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws a container from memory. */
@Component
class ContainerViews {

    private static final int SHORT = 12;

    private final Cluster cluster;
    private final Past past;

    ContainerViews(Cluster cluster, Past past) {
        this.cluster = cluster;
        this.past = past;
    }

    Optional<ContainerView> of(String namespace, String pod, String container) {
        PodSnapshot found = cluster.pod(namespace, pod);
        return found == null
                ? Optional.empty()
                : found.container(container).map(named -> view(found, named));
    }

    /** For the stream: what the container looks like, or that it is gone. */
    Map<String, Object> live(String namespace, String pod, String container) {
        return of(namespace, pod, container)
                .<Map<String, Object>>map(view -> Map.of("container", view))
                .orElseGet(Map::of);
    }

    private ContainerView view(PodSnapshot pod, ContainerSnapshot container) {
        return new ContainerView(
                pod.ref().namespace(),
                pod.ref().name(),
                pod.ref().uid(),
                container.name(),
                container.type().name().toLowerCase(Locale.ROOT),
                pod.workload().kind() + " " + pod.workload().name(),
                Href.to("/")
                        .with("namespace", pod.workload().namespace())
                        .with("workload", pod.workload().kind() + "/" + pod.workload().name())
                        .toString(),
                RecoveryView.href(pod.workload()),
                pod.node(),
                container.image(),
                container.containerId(),
                shortId(container.containerId()),
                StateView.of(container),
                message(container.state()),
                started(container.state()),
                RestartsView.of(pod, container, past.summaries()),
                ending(container.lastTermination()),
                probes(container.probes()));
    }

    static @Nullable String shortId(@Nullable String id) {
        if (id == null) {
            return null;
        }
        String bare = id.substring(id.lastIndexOf('/') + 1);
        return bare.substring(0, Math.min(SHORT, bare.length()));
    }

    private static @Nullable String message(ContainerState state) {
        return switch (state) {
            case ContainerState.Waiting waiting -> waiting.message();
            case ContainerState.Running running -> null;
            case ContainerState.Terminated(Termination end) -> end.message();
        };
    }

    private static @Nullable Moment started(ContainerState state) {
        return state instanceof ContainerState.Running running
                ? Moment.of(running.startedAt())
                : null;
    }

    private static ContainerView.@Nullable Ending ending(@Nullable Termination end) {
        if (end == null) {
            return null;
        }
        return new ContainerView.Ending(
                Mark.of(end),
                Message.of(
                        "web.state.terminated",
                        Objects.requireNonNullElse(end.reason(), ""),
                        end.exitCode()),
                Moment.of(end.finishedAt()),
                end.message());
    }

    static List<ContainerView.ProbeLine> probes(Probes probes) {
        return List.of(
                line("liveness", probes.liveness()),
                line("readiness", probes.readiness()),
                line("startup", probes.startup()));
    }

    private static ContainerView.ProbeLine line(String type, @Nullable Probe probe) {
        if (probe == null) {
            Message missing = Message.of("web.probe." + type + ".missing");
            return new ContainerView.ProbeLine(type, null, missing);
        }
        Message numbers =
                Message.of(
                        "web.probe.numbers",
                        probe.initialDelay().toSeconds(),
                        probe.period().toSeconds(),
                        probe.timeout().toSeconds(),
                        probe.failureThreshold(),
                        probe.successThreshold());
        return new ContainerView.ProbeLine(type, probe.handler(), numbers);
    }
}
