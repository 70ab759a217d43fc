package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings one pod up, keeps it as its spec wants it, and takes it down again. */
final class PodWorker {

    private static final Duration SANDBOX = Duration.ofMillis(400);
    private static final Duration CLEANUP = Duration.ofMillis(300);

    private final Node node;
    private final String namespace;
    private final String name;
    private final String uid;
    private final Sandbox sandbox;
    private final Crew crew;
    private Network.Address address;
    private ObjectNode object;
    private boolean up;
    private boolean terminating;
    private boolean expired;
    private boolean gone;

    PodWorker(Node node, ObjectNode object, Network.Address address) {
        this.node = node;
        this.object = object;
        this.namespace = Json.namespace(object);
        this.name = Json.name(object);
        this.uid = Json.uid(object);
        this.address = address;
        this.sandbox = new Sandbox(node, this);
        this.crew = new Crew(node, this);
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

    Sandbox sandbox() {
        return sandbox;
    }

    Crew crew() {
        return crew;
    }

    /** Whether its sandbox is there. */
    boolean up() {
        return up;
    }

    boolean deleted() {
        return terminating;
    }

    boolean expired() {
        return expired;
    }

    /** Nothing in it is to be started any more. */
    boolean terminating() {
        return terminating || expired || gone;
    }

    /** Answers on another address from now on: only a container that is alone can be moved. */
    void move(Network.Address to) {
        List<Container> regular = crew.of(Role.REGULAR);
        if (regular.size() != 1) {
            return;
        }
        address = to;
        regular.getFirst().moved(to.port());
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
        return crew.named(wanted);
    }

    Optional<Machine> machine(String wanted) {
        return container(wanted).flatMap(Container::machine);
    }

    void start() {
        crew.take(object.path("spec"));
        publish();
        crew.startProbes();
        node.loop().after(SANDBOX, this::sandboxed);
        int deadline = Json.number(object, 0, "spec", "activeDeadlineSeconds");
        if (deadline > 0) {
            node.loop().after(Duration.ofSeconds(deadline), this::expire);
        }
    }

    private void sandboxed() {
        if (!terminating()) {
            up = true;
            crew.advance();
        }
    }

    /** The object in the API is another one than before. */
    void changed(ObjectNode before, ObjectNode now) {
        object = now;
        if (Json.terminating(now) && !terminating) {
            terminating = true;
            crew.end(
                    Json.number(now, grace(), "metadata", "deletionGracePeriodSeconds"),
                    () -> node.loop().after(CLEANUP, this::finish));
            return;
        }
        if (!terminating()) {
            crew.changed(before.path("spec"), now.path("spec"));
        }
    }

    /** It has been active for as long as it may. */
    private void expire() {
        if (!terminating()) {
            expired = true;
            node.events()
                    .record(object, "", "Normal", "DeadlineExceeded", PodStatus.DEADLINE_EXCEEDED);
            crew.end(grace(), this::publish);
        }
    }

    private void finish() {
        if (!gone) {
            up = false;
            sandbox.close();
            publish();
            node.loop().after(CLEANUP, () -> node.store().delete(Kind.POD, namespace, name));
        }
    }

    void destroy() {
        gone = true;
        crew.destroy();
        sandbox.close();
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
                                    new PodStatus(node, this).write(Json.dig(pod, "status"));
                                }
                            })
                    .ifPresent(now -> object = now);
        }
    }

    /** What an ephemeral container that joins another one has to wait for. */
    Optional<Obstacle> targetObstacle(String target) {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        Optional<Container> found = container(target).filter(each -> each.runs().created());
        if (found.isEmpty()) {
            return Optional.of(
                    new Obstacle(
                            "CreateContainerConfigError",
                            "unable to find target container " + target));
        }
        JsonNode spec = object.path("spec");
        boolean joins = !spec.path("shareProcessNamespace").asBoolean(false);
        return joins && !found.get().running()
                ? Optional.of(Obstacle.notRunning(found.get().runs().containerId()))
                : Optional.empty();
    }

    /** Why a container cannot be made now. */
    record Obstacle(String reason, String message) {

        static Obstacle notRunning(String containerId) {
            return new Obstacle(
                    "CreateContainerError",
                    "failed to generate container spec: invalid target container: container \""
                            + containerId.replace("containerd://", "")
                            + "\" is not running - in state CONTAINER_EXITED");
        }
    }
}
