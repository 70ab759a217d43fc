package dev.okiagari.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What does not work without a verb, and what is said in its place: docs/rights.md as code. */
final class MissingRights {

    /** What needs a pod that is known. */
    private static final List<String> OF_PODS =
            List.of("inspect", "signal", "event", "delete", "evict");

    private static final List<String> GUARDED =
            List.of("signal", "delete", "evict", "Deployment", "StatefulSet", "DaemonSet");

    private MissingRights() {}

    /** By the names of {@link Functions}; none where only the page of permissions tells. */
    static Map<String, String> effect(String right) {
        return switch (right) {
            case "list pods" -> unseen();
            case "watch pods" -> Map.of("watching", "does not grant watch on pods");
            case "get pods" ->
                    Map.of("signal", "cannot get resource \\\"pods\\\"", "event", "no event");
            case "list events" -> Map.of("watching", "does not grant list on events");
            case "watch events" -> Map.of("watching", "does not grant watch on events");
            case "get pods/log" -> Map.of("words", "get on pods/log");
            case "get namespaces" -> unlabelled();
            case "get nodes" -> Map.of("counts", "get on nodes");
            case "get nodes/metrics" -> Map.of("counts", "get on nodes/metrics");
            case "get pods/exec" -> noExec();
            case "delete pods" -> Map.of("delete", "delete on pods");
            case "create pods/eviction" -> Map.of("evict", "create on pods/eviction");
            case "create events" -> Map.of("event", "no event");
            case "list ingresses" -> Map.of("url", "okiagari.availability.hosts");
            case "get deployments" -> Map.of("Deployment", "get deployments");
            case "get statefulsets" -> Map.of("StatefulSet", "get statefulsets");
            case "get daemonsets" -> Map.of("DaemonSet", "get daemonsets");
            case "patch deployments" -> Map.of("Deployment", "patch deployments");
            case "patch statefulsets" -> Map.of("StatefulSet", "patch statefulsets");
            case "patch daemonsets" -> Map.of("DaemonSet", "patch daemonsets");
            default -> Map.of();
        };
    }

    private static Map<String, String> unseen() {
        Map<String, String> effect = new HashMap<>();
        OF_PODS.forEach(function -> effect.put(function, ""));
        effect.put("pods", "not shown");
        effect.put("counts", "nothing is said");
        effect.put("watching", "does not grant list on pods");
        return effect;
    }

    private static Map<String, String> unlabelled() {
        Map<String, String> effect = new HashMap<>();
        GUARDED.forEach(function -> effect.put(function, "get on namespaces"));
        effect.put("event", "nothing was injected");
        return effect;
    }

    private static Map<String, String> noExec() {
        String says = "cannot get resource \\\"pods/exec\\\"";
        return Map.of("inspect", says, "signal", says, "event", "nothing was injected");
    }
}
