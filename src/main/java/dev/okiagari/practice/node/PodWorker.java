package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One pod on the node, from its start to its end. */
final class PodWorker {

    private static final Duration SANDBOX = Duration.ofMillis(400);
    private static final Duration CLEANUP = Duration.ofMillis(600);

    private final Node node;
    private final String namespace;
    private final String name;
    private final String uid;
    private Network.Address address;
    private final List<Container> containers = new ArrayList<>();
    private ObjectNode object;
    private boolean sandbox;
    private boolean terminating;
    private boolean gone;

    PodWorker(Node node, ObjectNode object, Network.Address address) {
        this.node = node;
        this.object = object;
        this.namespace = Json.namespace(object);
        this.name = Json.name(object);
        this.uid = Json.uid(object);
        this.address = address;
    }

    String name() {
        return name;
    }

    ObjectNode object() {
        return object;
    }

    Network.Address address() {
        return address;
    }

    /** Answers on another address from now on: only a container that is alone can be moved. */
    void move(Network.Address to) {
        if (containers.size() != 1) {
            return;
        }
        address = to;
        containers.forEach(container -> container.moved(to.port()));
        var _ =
                node.store()
                        .update(
                                Kind.POD,
                                namespace,
                                name,
                                pod ->
                                        Json.at(pod, "spec", "containers")
                                                .forEach(spec -> Placement.at(spec, to.port())));
        publish();
    }

    boolean terminating() {
        return terminating || gone;
    }

    String fullName() {
        return name + "_" + namespace + "(" + uid + ")";
    }

    String restartPolicy() {
        return Json.text(object, "spec", "restartPolicy");
    }

    int grace() {
        return Json.number(object, 30, "spec", "terminationGracePeriodSeconds");
    }

    Optional<Container> container(String wanted) {
        return containers.stream().filter(container -> container.name().equals(wanted)).findFirst();
    }

    Optional<Machine> machine(String wanted) {
        return container(wanted).flatMap(Container::machine);
    }

    void start() {
        Json.at(object, "spec", "containers")
                .forEach(spec -> containers.add(new Container(node, this, spec)));
        publish();
        containers.forEach(Container::startProbes);
        node.loop()
                .after(
                        SANDBOX,
                        () -> {
                            if (!terminating()) {
                                sandbox = true;
                                containers.forEach(Container::start);
                            }
                        });
    }

    /** The object in the API is another one than before. */
    void changed(ObjectNode before, ObjectNode now) {
        object = now;
        if (Json.terminating(now) && !terminating) {
            terminate(Json.number(now, grace(), "metadata", "deletionGracePeriodSeconds"));
            return;
        }
        for (JsonNode spec : Json.at(now, "spec", "containers")) {
            String image = Json.text(spec, "image");
            Json.at(before, "spec", "containers")
                    .forEach(old -> {
                        if (Json.text(old, "name").equals(Json.text(spec, "name"))
                                && !Json.text(old, "image").equals(image)) {
                            container(Json.text(spec, "name"))
                                    .ifPresent(container -> container.changed(spec));
                        }
                    });
        }
    }

    private void terminate(int grace) {
        terminating = true;
        containers.forEach(Container::stopLivenessProbes);
        List<Container> left = new ArrayList<>(containers);
        for (Container container : containers) {
            container.stop(
                    grace,
                    () -> {
                        left.remove(container);
                        if (left.isEmpty()) {
                            node.loop().after(CLEANUP, this::finish);
                        }
                    });
        }
    }

    private void finish() {
        if (!gone) {
            sandbox = false;
            publish();
            node.loop().after(CLEANUP, () -> node.store().delete(Kind.POD, namespace, name));
        }
    }

    void destroy() {
        gone = true;
        containers.forEach(Container::destroy);
    }

    void publish() {
        if (!gone) {
            node.store()
                    .update(
                            Kind.POD,
                            namespace,
                            name,
                            pod -> {
                                if (Json.uid(pod).equals(uid)) {
                                    write(Json.dig(pod, "status"));
                                }
                            })
                    .ifPresent(now -> object = now);
        }
    }

    private void write(ObjectNode status) {
        boolean ready =
                sandbox && containers.stream().allMatch(container -> container.runs().ready());
        String phase = phase();
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        String why =
                over ? phase.equals("Failed") ? "PodFailed" : "PodCompleted" : "ContainersNotReady";
        status.put("phase", phase);
        ArrayNode conditions = status.withArray("conditions");
        condition(conditions, "PodReadyToStartContainers", sandbox, null, null);
        condition(conditions, "Initialized", true, null, null);
        String unready = over ? null : "containers with unready status: " + unready();
        condition(conditions, "Ready", ready, why, unready);
        condition(conditions, "ContainersReady", ready, why, unready);
        condition(conditions, "PodScheduled", true, null, null);
        status.put("hostIP", "127.0.0.1");
        status.set("hostIPs", Json.array(List.of(Json.object("ip", "127.0.0.1"))));
        if (sandbox || terminating) {
            status.put("podIP", address.ip());
            status.set("podIPs", Json.array(List.of(Json.object("ip", address.ip()))));
        }
        if (!status.has("startTime")) {
            status.put("startTime", Json.time(node.now()));
        }
        status.set(
                "containerStatuses",
                Json.array(containers.stream().map(Container::status).toList()));
        status.put("qosClass", "BestEffort");
    }

    private List<String> unready() {
        return containers.stream()
                .filter(container -> !container.runs().ready())
                .map(Container::name)
                .toList();
    }

    private String phase() {
        boolean ended = terminating && !sandbox;
        if (ended || (!containers.isEmpty() && containers.stream().allMatch(Container::over))) {
            return containers.stream().allMatch(container -> container.runs().succeeded())
                    ? "Succeeded"
                    : "Failed";
        }
        return sandbox ? "Running" : "Pending";
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
