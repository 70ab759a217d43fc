package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Fault;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person saw when they chose to hit it.
 *
 * @param workload what a person types to overrule a guard
 * @param container null for a whole pod
 * @param containerId null for a whole pod
 * @param noInspect why whoever looks at it may not look into it; null where they may
 * @param noInject why they may not hit it; null where they may
 * @param port where it most likely answers HTTP; null where that is not known
 */
record Aim(
        String namespace,
        String pod,
        String podUid,
        String workload,
        @Nullable String container,
        @Nullable String containerId,
        @Nullable Message noInspect,
        @Nullable Message noInject,
        @Nullable Integer port) {

    static Aim at(PodSnapshot pod, @Nullable String container, Actor reader) {
        String namespace = pod.ref().namespace();
        return new Aim(
                namespace,
                pod.ref().name(),
                pod.ref().uid(),
                pod.workload().name(),
                container,
                container == null
                        ? null
                        : pod.container(container).map(found -> found.containerId()).orElse(null),
                reader.rights().refusal(Act.INSPECT, namespace).orElse(null),
                reader.rights().refusal(Act.INJECT, namespace).orElse(null),
                port(pod, container));
    }

    /** Of a whole pod, that of the first container that has one. */
    private static @Nullable Integer port(PodSnapshot pod, @Nullable String container) {
        return pod.containers().stream()
                .filter(one -> container == null || one.name().equals(container))
                .map(ContainerSnapshot::port)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Where its faults are shown; for a whole pod, the list of pods. */
    public String page() {
        return container == null
                ? Href.to("/").with("namespace", namespace).with("q", pod).toString()
                : Href.container(namespace, pod, container) + "#faults";
    }

    /** Where a look into its container is asked for. */
    public String inspection() {
        return Href.container(namespace, pod, Objects.requireNonNull(container)) + "/inspect";
    }

    /** The page that asks before a fault. */
    String href(Fault fault) {
        Href question = question().with("type", FaultView.type(fault));
        Href full =
                switch (fault) {
                    case Fault.SendSignal sent ->
                            question.with("signal", sent.signal())
                                    .with("pids", numbers(sent.processes()));
                    case Fault.Suspend stop ->
                            question.with("seconds", stop.seconds())
                                    .with("pids", numbers(stop.stopped()));
                    case Fault.Hang stop ->
                            question.with("seconds", stop.seconds())
                                    .with("pids", numbers(stop.stopped()));
                    case Fault.DeletePod delete ->
                            question.with("graceSeconds", delete.graceSeconds());
                    case Fault.EvictPod _, Fault.RestartContainer _ -> question;
                };
        return full.toString();
    }

    /** The same for a fault whose type is yet to be added. */
    String href() {
        return question() + "&type=";
    }

    private Href question() {
        return Href.to("/experiments/new")
                .with("namespace", namespace)
                .with("pod", pod)
                .with("container", container);
    }

    /** PID 1 is meant where nothing is said. */
    private static @Nullable String numbers(List<Integer> pids) {
        return pids.equals(List.of(1))
                ? null
                : pids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
