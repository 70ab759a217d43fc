package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.liveness.Circumstances;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.ProbeSpec;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.liveness.StartNeed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a probe would make of a hang, for a container as its pods are now. */
@Component
class ProbeCast {

    /** What Kubernetes gives a pod that says nothing. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Hangs hangs;

    ProbeCast(Cluster cluster, Hangs hangs) {
        this.cluster = cluster;
        this.hangs = hangs;
    }

    /** Null where the probe is taken away. */
    @Nullable ProbeForecast of(ProbeChange change) {
        return change.after()
                .map(probe -> forecast(change.target(), change.type(), probe))
                .orElse(null);
    }

    Message words(ProbeTarget target, ProbeType type, ProbeSpec wanted) {
        return forecast(target, type, wanted).words();
    }

    private ProbeForecast forecast(ProbeTarget target, ProbeType type, ProbeSpec wanted) {
        Probe probe = wanted.effective();
        for (PodSnapshot pod : cluster.pods()) {
            ContainerSnapshot container = pod.container(target.container()).orElse(null);
            if (container != null && pod.workload().equals(target.workload())) {
                return hangs.forecast(pod, container, type, probe);
            }
        }
        return ProbeForecast.of(
                probe, Circumstances.frozen(type, GRACE, StartNeed.of(Probes.NONE)));
    }
}
