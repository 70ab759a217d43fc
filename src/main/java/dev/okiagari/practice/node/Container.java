package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Images;
import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Signals;
import dev.okiagari.practice.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One container of a pod through all its runs. */
final class Container {

    private static final Duration NOTICED = Duration.ofMillis(700);
    private static final Duration SYNC = Duration.ofMillis(800);
    private static final Duration RESYNC = Duration.ofSeconds(60);
    private static final int LEAST_GRACE = 2;

    private final Node node;
    private final PodWorker pod;
    private final BackOff backOff = new BackOff();
    private final List<ProbeWorker> probes = new ArrayList<>();
    private JsonNode spec;
    private State state = State.WAITING;
    private String reason = "ContainerCreating";
    private String message = "";
    private String containerId = "";
    private Instant started = Instant.EPOCH;
    private int restarts;
    private boolean startedUp;
    private boolean ready;
    private @Nullable Machine machine;
    private @Nullable Dead dead;
    private @Nullable Dead older;
    private @Nullable Runnable afterExit;
    private Loop.@Nullable Timer pendingKill;

    Container(Node node, PodWorker pod, JsonNode spec) {
        this.node = node;
        this.pod = pod;
        this.spec = spec;
        for (ProbeWorker.Type type : ProbeWorker.Type.values()) {
            if (spec.has(type.field())) {
                probes.add(new ProbeWorker(node, pod, this, type, spec.get(type.field())));
            }
        }
    }

    private enum State {
        WAITING,
        RUNNING,
        TERMINATED
    }

    String name() {
        return Json.text(spec, "name");
    }

    String fieldPath() {
        return "spec.containers{" + name() + "}";
    }

    String containerId() {
        return containerId;
    }

    Instant started() {
        return started;
    }

    boolean running() {
        return state == State.RUNNING && machine != null && machine.running();
    }

    boolean startedUp() {
        return startedUp;
    }

    boolean ready() {
        return ready;
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
        Dead previous = running() || state == State.WAITING ? dead : older;
        return Optional.ofNullable(previous).map(Dead::log);
    }

    boolean over() {
        return state == State.TERMINATED && !restarts();
    }

    boolean succeeded() {
        return dead != null && dead.code() == 0;
    }

    private boolean restarts() {
        return switch (pod.restartPolicy()) {
            case "Never" -> false;
            case "OnFailure" -> !succeeded();
            default -> true;
        };
    }

    private boolean watches(ProbeWorker.Type type) {
        return probes.stream().anyMatch(probe -> probe.type() == type);
    }

    void startProbes() {
        probes.forEach(ProbeWorker::start);
    }

    void start() {
        if (pod.terminating()) {
            return;
        }
        Image image = Images.named(Json.text(spec, "image")).orElse(null);
        if (image == null) {
            waitFor(
                    "ImagePullBackOff",
                    "Back-off pulling image \"" + Json.text(spec, "image") + "\"");
            return;
        }
        event(
                "Normal",
                "Pulled",
                "Container image \""
                        + image.name()
                        + "\" already present on machine and can be accessed by the pod");
        event("Normal", "Created", "Container created");
        byte[] id = new byte[32];
        node.random().nextBytes(id);
        containerId = "containerd://" + HexFormat.of().formatHex(id);
        started = node.now();
        state = State.RUNNING;
        startedUp = !watches(ProbeWorker.Type.STARTUP);
        ready = startedUp && !watches(ProbeWorker.Type.READINESS);
        Machine fresh =
                new Machine(
                        node.loop(),
                        node.booted(),
                        image,
                        environment(),
                        this::exited,
                        site -> node.network().open(pod.address(), site));
        machine = fresh;
        event("Normal", "Started", "Container started");
        image.program().start(fresh);
        pod.publish();
        probes.forEach(ProbeWorker::containerStarted);
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
        node.loop().cancel(pendingKill);
        older = dead;
        dead = new Dead(containerId, code, started, node.now(), log());
        Runnable then = afterExit;
        afterExit = null;
        if (then != null) {
            then.run();
        } else {
            node.loop().after(NOTICED, this::noticed);
        }
    }

    private void noticed() {
        if (pod.terminating()) {
            return;
        }
        terminated();
        pod.publish();
        if (restarts()) {
            node.loop().after(SYNC, () -> restart(dead));
        }
    }

    private void terminated() {
        state = State.TERMINATED;
        ready = false;
        startedUp = false;
    }

    private void restart(@Nullable Dead judged) {
        if (pod.terminating()) {
            return;
        }
        if (judged != null) {
            Duration delay = backOff.after(judged.finished());
            Instant until = judged.finished().plus(delay);
            if (node.now().isBefore(until)) {
                backOff(delay, until);
                return;
            }
            backOff.next(judged.finished(), node.now());
        }
        restarts++;
        start();
    }

    private void backOff(Duration delay, Instant until) {
        event(
                "Warning",
                "BackOff",
                "Back-off restarting failed container " + name() + " in pod " + pod.fullName());
        waitFor(
                "CrashLoopBackOff",
                "back-off "
                        + BackOff.write(delay)
                        + " restarting failed container="
                        + name()
                        + " pod="
                        + pod.fullName());
        Duration left = Duration.between(node.now(), until);
        Duration stretched =
                left.plusNanos((long) (left.toNanos() * node.random().nextDouble(0.5)));
        Duration next = stretched.compareTo(RESYNC) > 0 ? RESYNC : stretched;
        node.loop().after(next, () -> restart(dead));
    }

    private void waitFor(String why, String text) {
        terminated();
        state = State.WAITING;
        reason = why;
        message = text;
        pod.publish();
    }

    /** A probe says that the container must be started again. */
    void failed(ProbeWorker.Type type, int grace) {
        kill(
                "Container " + name() + " failed " + type.noun() + " probe, will be restarted",
                grace,
                restartJudging(dead));
    }

    /** The image in the pod's spec is another one. */
    void changed(JsonNode newSpec) {
        spec = newSpec;
        if (running()) {
            kill(
                    "Container " + name() + " definition changed, will be restarted",
                    pod.grace(),
                    restartJudging(dead));
        }
    }

    /** The back-off looks at the run that had ended before the kill began. */
    private Runnable restartJudging(@Nullable Dead before) {
        return () -> {
            terminated();
            if (restarts()) {
                restart(before);
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
                        terminated();
                        then.run();
                    });
        } else {
            if (dead != null) {
                state = State.TERMINATED;
            }
            then.run();
        }
    }

    private void kill(String why, int grace, Runnable then) {
        if (machine == null || (afterExit != null && !pod.terminating())) {
            return;
        }
        event("Normal", "Killing", why);
        afterExit = then;
        Machine victim = machine;
        node.loop().cancel(pendingKill);
        pendingKill =
                node.loop()
                        .after(
                                Duration.ofSeconds(Math.max(LEAST_GRACE, grace)),
                                () -> victim.signalFromNode(Signals.KILL));
        victim.signalFromNode(Signals.TERM);
    }

    /** The pod is gone from the API at once: nobody waits for anything any more. */
    void destroy() {
        probes.forEach(ProbeWorker::stop);
        afterExit = () -> {};
        if (machine != null) {
            machine.signalFromNode(Signals.KILL);
        }
    }

    void stopLivenessProbes() {
        probes.stream()
                .filter(probe -> probe.type() != ProbeWorker.Type.READINESS)
                .forEach(ProbeWorker::stop);
    }

    void setReady(boolean now) {
        if (ready != now) {
            ready = now;
            pod.publish();
        }
    }

    void setStartedUp() {
        startedUp = true;
        ready = !watches(ProbeWorker.Type.READINESS);
        pod.publish();
        probes.forEach(ProbeWorker::containerStarted);
    }

    void event(String type, String eventReason, String text) {
        node.events().record(pod.object(), fieldPath(), type, eventReason, text);
    }

    ObjectNode status() {
        ObjectNode status = Json.object("name", name());
        ObjectNode now = status.putObject("state");
        ObjectNode last = status.putObject("lastState");
        Dead shown = dead;
        switch (state) {
            case RUNNING -> now.putObject("running").put("startedAt", Json.time(started));
            case WAITING -> {
                ObjectNode waiting = now.putObject("waiting").put("reason", reason);
                if (!message.isEmpty()) {
                    waiting.put("message", message);
                }
            }
            case TERMINATED -> {
                if (dead != null) {
                    now.set("terminated", dead.terminated());
                }
                shown = older;
            }
        }
        if (shown != null) {
            last.set("terminated", shown.terminated());
        }
        String image = Json.text(spec, "image");
        status.put("ready", ready && state == State.RUNNING);
        status.put("restartCount", restarts);
        status.put("image", image);
        status.put(
                "imageID",
                containerId.isEmpty() ? "" : Images.named(image).map(Image::id).orElse(""));
        if (!containerId.isEmpty()) {
            status.put("containerID", containerId);
        }
        status.put("started", startedUp && state == State.RUNNING);
        status.putObject("resources");
        return status;
    }
}
