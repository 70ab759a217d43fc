package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as scripts write them. */
final class Faults {

    private Faults() {}

    /** A request, to be added to. */
    static Map<String, Object> request(Map<String, Object> target, Map<String, Object> fault) {
        Map<String, Object> request = new HashMap<>();
        request.put("target", target);
        request.put("fault", fault);
        return request;
    }

    /** The container that is named like the workload, and pinned to the pod that is seen now. */
    static Map<String, Object> container(Pod pod) {
        Map<String, Object> target = pod(pod);
        target.put("container", pod.getSpec().getContainers().getFirst().getName());
        return target;
    }

    static Map<String, Object> pod(Pod pod) {
        Map<String, Object> target = new HashMap<>();
        target.put("namespace", pod.getMetadata().getNamespace());
        target.put("pod", pod.getMetadata().getName());
        target.put("podUid", pod.getMetadata().getUid());
        return target;
    }

    static Map<String, Object> signal(String name) {
        return Map.of("type", "signal", "signal", name, "pid", 1);
    }

    static Map<String, Object> suspend(int seconds) {
        return Map.of("type", "suspend", "seconds", seconds);
    }

    static Map<String, Object> deletePod() {
        return Map.of("type", "delete-pod");
    }

    static Map<String, Object> with(Map<String, Object> map, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(field, value);
        return changed;
    }

    static Map<String, Object> confirmed(Map<String, Object> request, String guard) {
        return with(request, "confirm", List.of(guard));
    }
}
