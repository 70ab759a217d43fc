package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API shows of a pod. */
final class PodStatus {

    static final String DEADLINE_EXCEEDED =
            "Pod was active on the node longer than the specified deadline";

    private final Node node;
    private final PodWorker pod;
    private final Crew crew;

    PodStatus(Node node, PodWorker pod) {
        this.node = node;
        this.pod = pod;
        this.crew = pod.crew();
    }

    void write(ObjectNode status) {
        String phase = phase();
        status.put("phase", phase);
        if (pod.expired()) {
            status.put("reason", "DeadlineExceeded").put("message", DEADLINE_EXCEEDED);
        }
        conditions(status.withArray("conditions"), phase);
        status.put("hostIP", "127.0.0.1");
        status.set("hostIPs", Json.array(List.of(Json.object("ip", "127.0.0.1"))));
        if (pod.up() || pod.deleted()) {
            status.put("podIP", pod.address().ip());
            status.set("podIPs", Json.array(List.of(Json.object("ip", pod.address().ip()))));
        }
        if (!status.has("startTime")) {
            status.put("startTime", Json.time(node.now()));
        }
        for (Role role : Role.values()) {
            containers(status, role);
        }
        if (!status.has("qosClass")) {
            status.put("qosClass", "BestEffort");
        }
    }

    private void containers(ObjectNode status, Role role) {
        List<ObjectNode> statuses =
                crew.all().stream()
                        .filter(each -> each.role().statuses().equals(role.statuses()))
                        .map(Container::status)
                        .toList();
        if (role == Role.REGULAR || !statuses.isEmpty()) {
            status.set(role.statuses(), Json.array(statuses));
        }
    }

    private void conditions(ArrayNode conditions, String phase) {
        List<String> unready = unready();
        boolean ready = pod.up() && unready.isEmpty();
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        String why =
                over ? phase.equals("Failed") ? "PodFailed" : "PodCompleted" : "ContainersNotReady";
        String message = over ? null : "containers with unready status: " + unready;
        condition(conditions, "PodReadyToStartContainers", pod.up(), null, null);
        condition(
                conditions,
                "Initialized",
                crew.initialized(),
                "ContainersNotInitialized",
                "containers with incomplete status");
        condition(conditions, "Ready", ready, why, message);
        condition(conditions, "ContainersReady", ready, why, message);
        condition(conditions, "PodScheduled", true, null, null);
    }

    private List<String> unready() {
        List<Container> serving = new ArrayList<>(crew.of(Role.SIDECAR));
        serving.addAll(crew.of(Role.REGULAR));
        return serving.stream()
                .filter(container -> !container.runs().ready())
                .map(Container::name)
                .toList();
    }

    private String phase() {
        List<Container> regular = crew.of(Role.REGULAR);
        boolean ended = pod.deleted() && !pod.up();
        if (pod.expired() || crew.of(Role.INIT).stream().anyMatch(Container::failedForGood)) {
            return "Failed";
        }
        if (ended || (!regular.isEmpty() && regular.stream().allMatch(Container::over))) {
            return regular.stream().allMatch(container -> container.runs().succeeded())
                    ? "Succeeded"
                    : "Failed";
        }
        return pod.up() && crew.initialized() ? "Running" : "Pending";
    }

    private void condition(
            ArrayNode conditions,
            String type,
            boolean value,
            @Nullable String reason,
            @Nullable String message) {
        Conditions.set(
                        conditions,
                        type,
                        value,
                        value ? null : reason,
                        value ? null : message,
                        node.now())
                .putNull("lastProbeTime");
    }
}
