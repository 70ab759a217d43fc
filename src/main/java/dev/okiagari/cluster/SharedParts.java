package dev.okiagari.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Equal parts of pods as one object: pods of one workload differ in their names and little else,
 * and each is read from text of its own. Bounded: when it is full, it begins anew.
 */
final class SharedParts {

    private static final int MOST = 50_000;

    private final Map<Object, Object> parts = new ConcurrentHashMap<>();

    PodSnapshot of(PodSnapshot pod) {
        return new PodSnapshot(
                new PodRef(one(pod.ref().namespace()), pod.ref().name(), pod.ref().uid()),
                one(of(pod.workload())),
                one(pod.node()),
                pod.ip(),
                one(pod.phase()),
                one(pod.reason()),
                pod.ready(),
                pod.createdAt(),
                pod.deletion(),
                one(pod.restartPolicy()),
                one(pod.grace()),
                pod.hostPid(),
                pod.sharedProcesses(),
                pod.mirror(),
                one(pod.priorityClass()),
                one(pod.disruption()),
                one(pod.partOf()),
                pod.resourceVersion(),
                pod.containers().stream().map(this::of).toList(),
                one(pod.revision()),
                pod.readySince());
    }

    private WorkloadRef of(WorkloadRef workload) {
        return new WorkloadRef(one(workload.namespace()), one(workload.kind()), workload.name());
    }

    private ContainerSnapshot of(ContainerSnapshot container) {
        return new ContainerSnapshot(
                one(container.name()),
                container.type(),
                one(container.image()),
                container.containerId(),
                container.restartCount(),
                container.ready(),
                container.started(),
                container.state(),
                container.lastTermination(),
                one(container.probes()),
                one(container.imageId()),
                one(container.port()));
    }

    /** Null stays null: a cluster leaves out what it likes. */
    @SuppressWarnings("unchecked")
    private <T extends @Nullable Object> T one(T part) {
        if (part == null) {
            return part;
        }
        if (parts.size() >= MOST) {
            parts.clear();
        }
        Object known = parts.putIfAbsent(part, part);
        return known == null ? part : (T) known;
    }
}
