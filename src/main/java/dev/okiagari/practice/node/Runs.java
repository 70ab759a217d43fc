package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Ended;
import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Images;
import dev.okiagari.practice.store.Json;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the API shows of a container: the run that is, and the runs that were. */
final class Runs {

    private static final int NOT_STARTED = 128;

    private State state = State.WAITING;
    private String reason = "ContainerCreating";
    private String message = "";
    private String containerId = "";
    private Instant started = Instant.EPOCH;
    private int restarts;
    private boolean startedUp;
    private boolean ready;
    private @Nullable Dead dead;
    private @Nullable Dead older;

    private enum State {
        WAITING,
        RUNNING,
        TERMINATED
    }

    void begin(byte[] id, Instant now, boolean noStartup, boolean noReadiness) {
        containerId = "containerd://" + HexFormat.of().formatHex(id);
        started = now;
        state = State.RUNNING;
        startedUp = noStartup;
        ready = noStartup && noReadiness;
    }

    /** The process is over; the API shows it only once the kubelet has noticed. */
    void died(Ended ended, Instant now, String log) {
        String why = ended.outOfMemory() ? "OOMKilled" : ended.code() == 0 ? "Completed" : "Error";
        older = dead;
        dead = new Dead(containerId, ended.code(), why, "", started, now, log);
    }

    /** The container was made, but its command could not be started. */
    void notStarted(String why, Instant now) {
        older = dead;
        dead = new Dead(containerId, NOT_STARTED, "StartError", why, Instant.EPOCH, now, "");
    }

    void terminated() {
        state = State.TERMINATED;
        ready = false;
        startedUp = false;
    }

    void waiting(String why, String text) {
        terminated();
        state = State.WAITING;
        reason = why;
        message = text;
    }

    void awaitInitialization() {
        if (!created()) {
            reason = "PodInitializing";
        }
    }

    void restarted() {
        restarts++;
    }

    /** The startup probe was good. */
    void startedUp(boolean nowReady) {
        startedUp = true;
        ready = nowReady;
    }

    boolean becomesReady(boolean now) {
        boolean changes = ready != now;
        ready = now;
        return changes;
    }

    boolean created() {
        return !containerId.isEmpty();
    }

    boolean running() {
        return state == State.RUNNING;
    }

    boolean over() {
        return state == State.TERMINATED;
    }

    boolean startedUp() {
        return startedUp;
    }

    boolean ready() {
        return ready;
    }

    String containerId() {
        return containerId;
    }

    Instant started() {
        return started;
    }

    @Nullable Dead dead() {
        return dead;
    }

    boolean succeeded() {
        return dead != null && dead.code() == 0;
    }

    Optional<String> previousLog(boolean alive) {
        return Optional.ofNullable(alive || state == State.WAITING ? dead : older).map(Dead::log);
    }

    ObjectNode status(String name, String image) {
        ObjectNode status = Json.object("name", name);
        status.set("state", state());
        ObjectNode last = status.putObject("lastState");
        Dead before = over() ? older : dead;
        if (before != null) {
            last.set("terminated", before.terminated());
        }
        status.put("ready", ready && running())
                .put("restartCount", restarts)
                .put("image", Images.named(image).map(Image::name).orElse(image));
        status.put(
                "imageID",
                containerId.isEmpty() ? "" : Images.named(image).map(Image::digest).orElse(""));
        if (!containerId.isEmpty()) {
            status.put("containerID", containerId);
        }
        status.put("started", startedUp && running()).putObject("resources");
        return status;
    }

    private ObjectNode state() {
        return switch (state) {
            case RUNNING -> Json.object("running", Json.object("startedAt", Json.time(started)));
            case WAITING -> {
                ObjectNode waiting = Json.object("reason", reason);
                if (!message.isEmpty()) {
                    waiting.put("message", message);
                }
                yield Json.object("waiting", waiting);
            }
            case TERMINATED ->
                    dead == null ? Json.object() : Json.object("terminated", dead.terminated());
        };
    }
}
