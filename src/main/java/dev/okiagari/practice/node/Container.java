package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Ended;
import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Images;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Place;
import dev.okiagari.practice.store.Json;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One container of a pod through all its runs. */
final class Container {

    private static final Duration NOTICED = Duration.ofMillis(700);
    private static final Duration RESYNC = Duration.ofSeconds(60);
    private static final Duration SYNC = Duration.ofMillis(800);

    private final Node node;
    private final PodWorker pod;
    private final Restarts restarts;
    private final Probes probes;
    private final Termination termination;
    private final Runs runs = new Runs();
    private final Role role;
    private JsonNode spec;
    private @Nullable Machine machine;

    Container(Node node, PodWorker pod, Role role, JsonNode given) {
        this.node = node;
        this.pod = pod;
        this.role = role;
        this.spec = given.deepCopy();
        this.restarts = new Restarts(node, pod, this);
        this.termination = new Termination(node.loop());
        this.probes = new Probes(node, pod, this, spec);
    }

    Role role() {
        return role;
    }

    /** Sidecars are always started again, ephemeral containers never. */
    String restartPolicy() {
        return switch (role) {
            case REGULAR -> pod.restartPolicy();
            case INIT -> pod.restartPolicy().equals("Never") ? "Never" : "OnFailure";
            case SIDECAR -> "Always";
            case EPHEMERAL -> "Never";
        };
    }

    String name() {
        return Json.text(spec, "name");
    }

    String image() {
        return Json.text(spec, "image");
    }

    Runs runs() {
        return runs;
    }

    boolean running() {
        return runs.running() && machine != null && machine.running();
    }

    Optional<Machine> machine() {
        return running() ? Optional.ofNullable(machine) : Optional.empty();
    }

    /** The log of the run that is, or was last. */
    String log() {
        return machine == null ? "" : machine.log();
    }

    /** The log of the run before. */
    Optional<String> previousLog() {
        return runs.previousLog(running());
    }

    boolean over() {
        return runs.over() && !restarts.wanted();
    }

    /** An init container lets those after it start once it is done, a sidecar once it has begun. */
    boolean letsOthersStart() {
        return role == Role.SIDECAR
                ? runs.startedUp() || runs.dead() != null
                : runs.over() && runs.succeeded();
    }

    boolean failedForGood() {
        return over() && !runs.succeeded();
    }

    ObjectNode status() {
        return runs.status(name(), image());
    }

    void event(String type, String reason, String text) {
        node.events()
                .record(
                        pod.object(),
                        "spec." + role.list() + "{" + name() + "}",
                        type,
                        reason,
                        text);
    }

    void startProbes() {
        probes.start();
    }

    void stopLivenessProbes() {
        probes.stopAllButReadiness();
    }

    void start() {
        if (pod.terminating()) {
            return;
        }
        Optional<Image> image = Images.named(image());
        if (image.isEmpty()) {
            new Pull(node, this).fail(Json.text(spec, "imagePullPolicy"));
            return;
        }
        Optional<PodWorker.Obstacle> obstacle = pod.targetObstacle(target());
        if (obstacle.isPresent()) {
            event("Warning", "Failed", "Error: " + obstacle.get().message());
            waitFor(obstacle.get().reason(), obstacle.get().message());
            node.loop().after(RESYNC, this::start);
            return;
        }
        run(image.get());
    }

    private String target() {
        return role == Role.EPHEMERAL ? Json.text(spec, "targetContainerName") : "";
    }

    private void run(Image image) {
        event(
                "Normal",
                "Pulled",
                "Container image \""
                        + image()
                        + "\" already present on machine and can be accessed by the pod");
        event("Normal", "Created", "Container created");
        byte[] id = new byte[32];
        node.random().nextBytes(id);
        runs.begin(
                id,
                node.now(),
                !probes.watch(ProbeWorker.Type.STARTUP),
                !probes.watch(ProbeWorker.Type.READINESS));
        Launch launch = new Launch(node, image, spec);
        Optional<String> obstacle = launch.obstacle();
        if (obstacle.isPresent()) {
            notStarted(obstacle.get());
            return;
        }
        Front front = new Front(node, pod, this);
        Place place =
                pod.sandbox().place(spec, HexFormat.of().formatHex(id), pod.machine(target()));
        Machine fresh =
                new Machine(
                        node.host(),
                        place,
                        image,
                        launch.environment(pod.name()),
                        this::exited,
                        front::open);
        machine = fresh;
        event("Normal", "Started", "Container started");
        launch.start(fresh);
        pod.publish();
        probes.containerStarted();
    }

    private void notStarted(String why) {
        machine = null;
        event("Warning", "Failed", "Error: " + why);
        runs.notStarted(why, node.now());
        node.loop().after(NOTICED, this::noticed);
    }

    private void exited(Ended ended) {
        runs.died(ended, node.now(), log());
        termination.ended(() -> node.loop().after(NOTICED, this::noticed));
    }

    private void noticed() {
        if (pod.terminating()) {
            return;
        }
        runs.terminated();
        pod.publish();
        pod.crew().advance();
        if (restarts.wanted()) {
            node.loop().after(SYNC, () -> restarts.judge(runs.dead()));
        }
    }

    void waitFor(String why, String text) {
        runs.waiting(why, text);
        pod.publish();
    }

    /** A probe says that the container must be started again. */
    void failed(ProbeWorker.Type type, int grace) {
        kill(
                "Container " + name() + " failed " + type.noun() + " probe, will be restarted",
                grace,
                restartJudging(runs.dead()));
    }

    /** The image in the pod's spec is another one. */
    void changed(JsonNode newSpec) {
        spec = newSpec.deepCopy();
        if (running()) {
            kill(
                    "Container " + name() + " definition changed, will be restarted",
                    pod.grace(),
                    restart(runs.dead()));
        } else if (runs.created()) {
            restarts.definitionChanged();
        } else {
            start();
        }
    }

    /** The pod answers on another port now. */
    void moved(int port) {
        Placement.at(spec, port);
    }

    /** The back-off looks at the run that had ended before the kill began. */
    private Runnable restartJudging(@Nullable Dead before) {
        return () -> {
            runs.terminated();
            if (restarts.wanted()) {
                restarts.judge(before);
            } else {
                pod.publish();
            }
        };
    }

    /** Whatever the restart policy says. */
    private Runnable restart(@Nullable Dead before) {
        return () -> {
            runs.terminated();
            restarts.judge(before);
        };
    }

    /** The pod is to go: ends the container within the grace, then calls back. */
    void stop(int grace, Runnable then) {
        if (running()) {
            kill(
                    "Stopping container " + name(),
                    grace,
                    () -> {
                        runs.terminated();
                        then.run();
                    });
        } else {
            if (runs.dead() != null) {
                runs.terminated();
            }
            then.run();
        }
    }

    private void kill(String why, int grace, Runnable then) {
        if (machine != null && (!termination.underway() || pod.terminating())) {
            event("Normal", "Killing", why);
            termination.begin(machine, grace, then);
        }
    }

    /** The pod is gone from the API at once: nobody waits for anything any more. */
    void destroy() {
        probes.stop();
        termination.abandon(machine);
    }

    void setReady(boolean now) {
        if (runs.becomesReady(now)) {
            pod.publish();
        }
    }

    void setStartedUp() {
        runs.startedUp(!probes.watch(ProbeWorker.Type.READINESS));
        pod.publish();
        probes.containerStarted();
        pod.crew().advance();
    }
}
