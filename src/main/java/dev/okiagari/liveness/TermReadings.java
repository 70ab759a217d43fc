package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Newest;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessesRead;
import dev.okiagari.cluster.WorkloadRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Remembers what the last look into a container said of SIGTERM. It holds for all pods of the same
 * template, and for the runs to come: they begin the same program.
 */
@Component
class TermReadings {

    private static final int REMEMBERED = 10_000;

    private final Cluster cluster;
    private final Map<Template, TermReading> byTemplate = Newest.of(REMEMBERED);

    TermReadings(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What two pods have in common whose containers of one name run the same program. */
    private record Template(
            @Nullable String cluster,
            WorkloadRef workload,
            @Nullable String revision,
            String container,
            String image) {}

    @EventListener
    void on(ProcessesRead read) {
        Template template = template(read.pod(), read.container());
        TermReading reading = TermReading.of(read.pod().ref().name(), read.table());
        synchronized (byTemplate) {
            byTemplate.remove(template);
            byTemplate.put(template, reading);
        }
    }

    /** The last one that tells of this container; null where nobody looked. */
    @Nullable TermReading of(PodSnapshot pod, String container) {
        synchronized (byTemplate) {
            return byTemplate.isEmpty() ? null : byTemplate.get(template(pod, container));
        }
    }

    private Template template(PodSnapshot pod, String container) {
        return new Template(
                cluster.info().map(ClusterInfo::id).orElse(null),
                pod.workload(),
                pod.revision(),
                container,
                pod.container(container).map(found -> found.image()).orElse(""));
    }
}
