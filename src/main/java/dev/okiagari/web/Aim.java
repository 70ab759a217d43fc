package dev.okiagari.web;

import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a person saw when they chose to hit it.
 *
 * @param workload what a person types to overrule a guard
 * @param container null for a whole pod
 * @param containerId null for a whole pod
 */
record Aim(
        String namespace,
        String pod,
        String podUid,
        String workload,
        @Nullable String container,
        @Nullable String containerId) {

    static Aim at(PodSnapshot pod, @Nullable String container) {
        return new Aim(
                pod.ref().namespace(),
                pod.ref().name(),
                pod.ref().uid(),
                pod.workload().name(),
                container,
                container == null
                        ? null
                        : pod.container(container).map(found -> found.containerId()).orElse(null));
    }

    /** Where its faults are shown; for a whole pod, the list of pods. */
    public String page() {
        return container == null
                ? Href.to("/").with("namespace", namespace).with("q", pod).toString()
                : Href.container(namespace, pod, container) + "#faults";
    }

    /** The page that asks before a fault. */
    String href(Fault fault) {
        return Href.to("/experiments/new")
                .with("namespace", namespace)
                .with("pod", pod)
                .with("container", container)
                .with("type", FaultView.type(fault))
                .with("signal", fault instanceof Fault.SendSignal sent ? sent.signal() : null)
                .toString();
    }
}
