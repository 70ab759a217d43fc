package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Images;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.store.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One container of a pod through all its runs. */
final class Container {

    private static final Duration NOTICED = Duration.ofMillis(700);
    private static final Duration SYNC = Duration.ofMillis(800);

    private final Node node;
    private final PodWorker pod;
    private final Restarts restarts;
    private final Probes probes;
    private final Termination termination;
    private final Runs runs = new Runs();
    private JsonNode spec;
    private @Nullable Machine machine;

    Container(Node node, PodWorker pod, JsonNode given) {
        this.node = node;
        this.pod = pod;
        this.spec = given.deepCopy();
        this.restarts = new Restarts(node, pod, this);
        this.termination = new Termination(node.loop());
        this.probes = new Probes(node, pod, this, spec);
    }

    String name() {
        return Json.text(spec, "name");
    }

    private String image() {
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

    ObjectNode status() {
        return runs.status(name(), image());
    }

    void event(String type, String reason, String text) {
        node.events().record(pod.object(), "spec.containers{" + name() + "}", type, reason, text);
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
            waitFor("ImagePullBackOff", "Back-off pulling image \"" + image() + "\"");
            return;
        }
        run(image.get());
    }

    private void run(Image image) {
        event(
                "Normal",
                "Pulled",
                "Container image \""
                        + image.name()
                        + "\" already present on machine and can be accessed by the pod");
        event("Normal", "Created", "Container created");
        byte[] id = new byte[32];
        node.random().nextBytes(id);
        runs.begin(
                id,
                node.now(),
                !probes.watch(ProbeWorker.Type.STARTUP),
                !probes.watch(ProbeWorker.Type.READINESS));
        Front front = new Front(node, pod, this);
        Machine fresh =
                new Machine(
                        node.loop(),
                        node.booted(),
                        image,
                        environment(),
                        this::exited,
                        front::open);
        machine = fresh;
        event("Normal", "Started", "Container started");
        image.program().start(fresh);
        pod.publish();
        probes.containerStarted();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("HOSTNAME", pod.name());
        environment.put("HOME", "/root");
        spec.path("env")
                .forEach(entry ->
                        environment.put(Json.text(entry, "name"), Json.text(entry, "value")));
        return environment;
    }

    private void exited(int code) {
        runs.died(code, node.now(), log());
        termination.ended(() -> node.loop().after(NOTICED, this::noticed));
    }

    private void noticed() {
        if (pod.terminating()) {
            return;
        }
        runs.terminated();
        pod.publish();
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
                    restartJudging(runs.dead()));
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
    }
}
