package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.Termination;
import java.util.Objects;

/** A run that ended, whose last words are to be fetched. */
record Errand(String clusterId, PodRef pod, KnownRun run, boolean again) {

    ContainerRef container() {
        return new ContainerRef(pod, run.container());
    }

    Termination end() {
        return new Termination(
                run.containerId(),
                Objects.requireNonNullElse(run.exitCode(), 0),
                run.reason(),
                run.message(),
                run.startedAt(),
                run.finishedAt());
    }

    Errand onceMore() {
        return new Errand(clusterId, pod, run, true);
    }

    String key() {
        return String.join("|", clusterId, pod.uid(), run.container(), run.containerId());
    }
}
