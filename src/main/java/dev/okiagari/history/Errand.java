package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.Termination;

/** A run that ended, whose last words are to be fetched. */
record Errand(String clusterId, PodRef pod, KnownRun run, boolean again) {

    ContainerRef container() {
        return new ContainerRef(pod, run.container());
    }

    Termination end() {
        return run.termination();
    }

    Errand onceMore() {
        return new Errand(clusterId, pod, run, true);
    }

    String key() {
        return String.join("|", clusterId, pod.uid(), run.container(), run.containerId());
    }
}
