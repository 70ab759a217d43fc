package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Which containers are watched by probes, and how well: one entry for each container of a workload,
 * however many pods it has. From memory, and never blocks.
 */
@Component
public class Coverage {

    private final Cluster cluster;
    private final TermReadings readings;

    Coverage(Cluster cluster, TermReadings readings) {
        this.cluster = cluster;
        this.readings = readings;
    }

    /** A container by its name in its workload. */
    private record Place(WorkloadRef workload, String container) {}

    /** Those that are asked for, in no order. */
    public List<Covered> of(CoverageQuery query) {
        Map<Place, Map<Definition, Share>> shares = new HashMap<>();
        cluster.pods().stream().filter(query::includes).forEach(pod -> gather(pod, shares));
        Map<Definition, List<Finding>> judged = new HashMap<>();
        return shares.entrySet().stream()
                .map(entry -> covered(entry.getKey(), entry.getValue(), judged))
                .filter(query::includes)
                .toList();
    }

    private void gather(PodSnapshot pod, Map<Place, Map<Definition, Share>> shares) {
        for (ContainerSnapshot container : pod.containers()) {
            if (hasProbes(container)) {
                Definition definition =
                        Definition.of(pod, container, readings.of(pod, container.name()));
                shares.computeIfAbsent(
                                new Place(pod.workload(), container.name()),
                                place -> new HashMap<>())
                        .computeIfAbsent(definition, key -> new Share())
                        .add(pod, container);
            }
        }
    }

    /** Kubernetes allows no others to have some. */
    private static boolean hasProbes(ContainerSnapshot container) {
        return container.type() == ContainerType.REGULAR
                || container.type() == ContainerType.SIDECAR;
    }

    /** Most containers are defined alike: each way is judged once. */
    private static Covered covered(
            Place place, Map<Definition, Share> shares, Map<Definition, List<Finding>> judged) {
        List<Variant> variants =
                shares.entrySet().stream()
                        .map(entry ->
                                entry.getValue()
                                        .variant(
                                                entry.getKey(),
                                                judged.computeIfAbsent(
                                                        entry.getKey(), Rule::judge)))
                        .sorted(Comparator.comparing(Variant::newestCreatedAt).reversed())
                        .toList();
        return Covered.of(place.workload(), place.container(), variants);
    }
}
