package dev.okiagari.practice.node;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The probes of one container. */
final class Probes {

    private final List<ProbeWorker> workers = new ArrayList<>();

    Probes(Node node, PodWorker pod, Container container, JsonNode spec) {
        for (ProbeWorker.Type type : ProbeWorker.Type.values()) {
            if (spec.has(type.field())) {
                workers.add(new ProbeWorker(node, pod, container, type, spec.get(type.field())));
            }
        }
    }

    boolean watch(ProbeWorker.Type type) {
        return workers.stream().anyMatch(probe -> probe.type() == type);
    }

    void start() {
        workers.forEach(ProbeWorker::start);
    }

    void containerStarted() {
        workers.forEach(ProbeWorker::containerStarted);
    }

    void stop() {
        workers.forEach(ProbeWorker::stop);
    }

    void stopAllButReadiness() {
        workers.stream()
                .filter(probe -> probe.type() != ProbeWorker.Type.READINESS)
                .forEach(ProbeWorker::stop);
    }
}
