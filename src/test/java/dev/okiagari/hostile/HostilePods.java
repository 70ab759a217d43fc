package dev.okiagari.hostile;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pod for each hostile text, which is all that it is called, runs and says. */
final class HostilePods {

    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    static final List<PodSnapshot> ALL =
            IntStream.range(0, Hostile.ALL.size()).mapToObj(number -> pod(number, 1)).toList();

    private HostilePods() {}

    static String text(int number) {
        return Hostile.ALL.get(number);
    }

    /**
     * @param restarts how often it has been started again
     */
    static PodSnapshot pod(int number, int restarts) {
        String text = text(number);
        boolean waits = number % 3 == 0;
        ContainerState state =
                waits
                        ? new ContainerState.Waiting(text, text + Hostile.LONG)
                        : new ContainerState.Running(NOW.minusSeconds(60));
        return new PodSnapshot(
                new PodRef(text, text, "hostile-" + number),
                new WorkloadRef(text, number % 2 == 0 ? "Deployment" : text, text),
                text,
                text,
                number % 5 == 0 ? text : "Running",
                text,
                !waits,
                NOW.minus(Duration.ofDays(1)),
                null,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                text,
                text,
                text,
                String.valueOf(restarts),
                List.of(container(number, text, restarts, state)),
                text,
                null);
    }

    private static ContainerSnapshot container(
            int number, String text, int restarts, ContainerState state) {
        return new ContainerSnapshot(
                text,
                ContainerType.REGULAR,
                text,
                "containerd://hostile-" + number + "-" + restarts,
                restarts,
                state instanceof ContainerState.Running,
                true,
                state,
                restarts == 0 ? null : ended(number, text, restarts),
                probes(text),
                text,
                8080);
    }

    private static Termination ended(int number, String text, int restarts) {
        return new Termination(
                "containerd://hostile-" + number + "-" + (restarts - 1),
                1,
                text,
                number == 0 ? text + Hostile.LONG : text,
                NOW.minusSeconds(200),
                NOW.minusSeconds(90));
    }

    private static Probes probes(String text) {
        Probe probe =
                new Probe(
                        "httpGet " + text + " 8080 HTTP",
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        3,
                        1,
                        null);
        return new Probes(
                probe,
                new Probe(
                        "exec " + text,
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        3,
                        1,
                        null),
                null);
    }

    /** What the kubelet says of a probe of it that failed. */
    static KubeEvent failure(int number) {
        return event(number, "Unhealthy", "Liveness probe failed: " + text(number));
    }

    static KubeEvent event(int number, String reason, String message) {
        String text = text(number);
        return new KubeEvent(
                "hostile-event-" + number + reason,
                text,
                "Pod",
                text,
                "hostile-" + number,
                text,
                "Warning",
                reason,
                message,
                3,
                NOW.minusSeconds(90),
                NOW.minusSeconds(70),
                "kubelet");
    }

    /** The same pod before it was started again. */
    static @Nullable PodSnapshot before(int number) {
        return pod(number, 0);
    }
}
