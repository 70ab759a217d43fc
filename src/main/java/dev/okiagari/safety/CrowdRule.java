package dev.okiagari.safety;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Not too many at once. A share is of the pods that are meant to run, and is compared with what
 * would be down together: those that are not ready, those of experiments that run, and the target.
 *
 * <p>A share is rounded up to whole pods: where the others do not make it up already, one pod may
 * be tried, be it the only one of its workload or one of a few in its namespace.
 */
@Component
class CrowdRule implements Rule {

    private final Cluster cluster;
    private final SafetyProperties properties;

    CrowdRule(Cluster cluster, SafetyProperties properties) {
        this.cluster = cluster;
        this.properties = properties;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        return refusal(intention).stream().toList();
    }

    private Optional<Refusal> refusal(Intention intention) {
        int running = intention.running().size();
        if (running >= properties.maxExperiments()) {
            return Optional.of(
                    Refusal.because(
                            Guard.TOO_MANY, "running", running, properties.maxExperiments()));
        }
        PodSnapshot pod = intention.pod();
        String namespace = pod.ref().namespace();
        return intention.takesDown()
                ? share(
                                intention,
                                "workload",
                                pod.workload().name(),
                                properties.workloadShare(),
                                other -> other.workload().equals(pod.workload()))
                        .or(() ->
                                share(
                                        intention,
                                        "namespace",
                                        namespace,
                                        properties.namespaceShare(),
                                        other -> other.ref().namespace().equals(namespace)))
                : Optional.empty();
    }

    private Optional<Refusal> share(
            Intention intention,
            String which,
            String name,
            int percent,
            Predicate<PodSnapshot> belongs) {
        PodRef target = intention.pod().ref();
        List<PodSnapshot> pods =
                cluster.pods().stream()
                        .filter(belongs)
                        .filter(pod -> !pod.isDeleting() && !pod.isOver())
                        .toList();
        long down =
                pods.stream()
                        .filter(pod -> !pod.ref().equals(target))
                        .filter(pod -> !pod.ready() || intention.running().contains(pod.ref()))
                        .count();
        long most = Math.max(1, Math.ceilDiv(pods.size() * percent, 100));
        return down + 1 <= most
                ? Optional.empty()
                : Optional.of(
                        Refusal.because(
                                Guard.TOO_MANY, which, down, name, down + 1, pods.size(), percent));
    }
}
