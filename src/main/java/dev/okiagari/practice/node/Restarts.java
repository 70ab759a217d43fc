package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether and when a container that has ended is started again. */
final class Restarts {

    private static final Duration RESYNC = Duration.ofSeconds(60);

    private final Node node;
    private final PodWorker pod;
    private final Container container;
    private final Map<String, BackOff> backOffs = new HashMap<>();
    private Loop.@Nullable Timer waiting;

    Restarts(Node node, PodWorker pod, Container container) {
        this.node = node;
        this.pod = pod;
        this.container = container;
    }

    boolean wanted() {
        return switch (container.restartPolicy()) {
            case "Never" -> false;
            case "OnFailure" -> !container.runs().succeeded();
            default -> true;
        };
    }

    /** Each definition of the container waits for itself. */
    private BackOff backOff() {
        return backOffs.computeIfAbsent(container.image(), image -> new BackOff());
    }

    /** The definition is another one: what a former one waited for does not count any more. */
    void definitionChanged() {
        if (waiting != null) {
            node.loop().cancel(waiting);
            waiting = null;
            judge(container.runs().dead());
        }
    }

    /** Starts the container again: at once, or when the back-off after that run is over. */
    void judge(@Nullable Dead judged) {
        if (pod.terminating()) {
            return;
        }
        if (judged != null) {
            Duration delay = backOff().after(judged.finished());
            Instant until = judged.finished().plus(delay);
            if (node.now().isBefore(until)) {
                backOff(delay, until);
                return;
            }
            backOff().next(judged.finished(), node.now());
        }
        container.runs().restarted();
        container.start();
    }

    private void backOff(Duration delay, Instant until) {
        String name = container.name();
        container.event(
                "Warning",
                "BackOff",
                "Back-off restarting failed container " + name + " in pod " + pod.fullName());
        container.waitFor(
                "CrashLoopBackOff",
                "back-off "
                        + BackOff.write(delay)
                        + " restarting failed container="
                        + name
                        + " pod="
                        + pod.fullName());
        Duration left = Duration.between(node.now(), until);
        Duration stretched =
                left.plusNanos((long) (left.toNanos() * node.random().nextDouble(0.5)));
        Duration next = stretched.compareTo(RESYNC) > 0 ? RESYNC : stretched;
        waiting =
                node.loop()
                        .after(
                                next,
                                () -> {
                                    waiting = null;
                                    judge(container.runs().dead());
                                });
    }
}
