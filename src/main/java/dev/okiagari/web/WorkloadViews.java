package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.safety.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Draws workloads: what the cluster says together with what the history keeps. */
final class WorkloadViews {

    private static final Comparator<PodSnapshot> TROUBLED_FIRST =
            Comparator.comparing((PodSnapshot pod) -> !Trouble.of(pod).isPresent())
                    .thenComparing(pod -> pod.ref().name())
                    .thenComparing(pod -> pod.ref().uid());

    private final Map<ContainerRef, RestartSummary> summaries;
    private final Map<WorkloadRef, RestartSummary> gone;
    private final int listed;

    /**
     * @param listed how many pods a workload shows at most
     */
    WorkloadViews(Past past, int listed) {
        this.summaries = past.summaries();
        this.gone = past.gone();
        this.listed = listed;
    }

    WorkloadView of(WorkloadRef workload, Collection<PodSnapshot> all) {
        List<PodSnapshot> pods = all.stream().sorted(TROUBLED_FIRST).toList();
        List<PodRow> rows = new ArrayList<>();
        pods.stream().limit(listed).forEach(pod -> addRows(pod, rows));
        int ready = (int) pods.stream().filter(PodSnapshot::ready).count();
        boolean trouble = pods.stream().anyMatch(pod -> Trouble.of(pod).isPresent());
        RestartsView restarts = RestartsView.of(pods, summaries, gone.get(workload));
        ProbesView probes = probes(pods);
        Moment oldest = Moment.of(oldest(pods));
        return new WorkloadView(
                id(workload),
                version(ready, pods.size(), trouble, restarts, probes, oldest),
                workload.kind(),
                workload.name(),
                workload.namespace(),
                href(workload),
                ready,
                pods.size(),
                trouble,
                restarts,
                probes,
                oldest,
                rows,
                Math.max(0, pods.size() - listed),
                false);
    }

    private void addRows(PodSnapshot pod, List<PodRow> rows) {
        List<ContainerSnapshot> containers = Shown.of(pod);
        if (containers.size() == 1) {
            rows.add(podRow(pod, containers.getFirst()));
            return;
        }
        rows.add(podRow(pod, null));
        containers.forEach(container -> rows.add(containerRow(pod, container)));
    }

    private PodRow podRow(PodSnapshot pod, @Nullable ContainerSnapshot only) {
        StateView state = StateView.of(pod);
        RestartsView restarts = RestartsView.of(List.of(pod), summaries, null);
        String ready = ready(pod);
        String href = only == null ? null : href(pod, only);
        ProbesView probes = only == null ? null : ProbesView.of(only);
        return new PodRow(
                "pod",
                id("p", pod.ref().uid()),
                version(state, restarts, ready, probes, pod.node()),
                pod.ref().name(),
                null,
                href,
                only == null ? null : question(pod, only),
                ready,
                state,
                restarts,
                probes,
                Moment.at(pod.createdAt()),
                pod.node());
    }

    private PodRow containerRow(PodSnapshot pod, ContainerSnapshot container) {
        StateView state = StateView.of(container);
        RestartsView restarts = RestartsView.of(pod, container, summaries);
        ProbesView probes = ProbesView.of(container);
        return new PodRow(
                "container",
                id("c", pod.ref().uid(), container.name()),
                version(state, restarts, probes),
                container.name(),
                container.type() == ContainerType.REGULAR
                        ? null
                        : container.type().name().toLowerCase(Locale.ROOT),
                href(pod, container),
                question(pod, container),
                "",
                state,
                restarts,
                probes,
                null,
                null);
    }

    private static String ready(PodSnapshot pod) {
        long all = pod.containers().stream().filter(Shown::counts).count();
        long ready =
                pod.containers().stream()
                        .filter(container -> Shown.counts(container) && container.ready())
                        .count();
        return ready + "/" + all;
    }

    private static @Nullable ProbesView probes(List<PodSnapshot> pods) {
        List<ProbesView> all =
                pods.stream()
                        .flatMap(pod -> pod.containers().stream())
                        .map(ProbesView::of)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(2)
                        .toList();
        return all.size() == 1 ? all.getFirst() : null;
    }

    private static @Nullable Instant oldest(List<PodSnapshot> pods) {
        return pods.stream().map(PodSnapshot::createdAt).min(Instant::compareTo).orElse(null);
    }

    static String href(WorkloadRef workload) {
        return Href.to("/")
                .with("namespace", workload.namespace())
                .with("workload", workload.kind() + "/" + workload.name())
                .toString();
    }

    private static String href(PodSnapshot pod, ContainerSnapshot container) {
        return Href.container(pod.ref().namespace(), pod.ref().name(), container.name());
    }

    private static String question(PodSnapshot pod, ContainerSnapshot container) {
        return Aim.at(pod, container.name(), Actor.ITSELF).href();
    }

    static String id(WorkloadRef workload) {
        return id("w", workload.namespace(), workload.kind(), workload.name());
    }

    private static String version(@Nullable Object... said) {
        return Integer.toHexString(Objects.hash(said));
    }

    /** Other people's names make no selector: a hash of them does. */
    private static String id(String prefix, String... names) {
        byte[] bytes = String.join("\0", names).getBytes(StandardCharsets.UTF_8);
        return prefix + "-" + UUID.nameUUIDFromBytes(bytes);
    }
}
