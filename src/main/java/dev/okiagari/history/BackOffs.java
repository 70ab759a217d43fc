package dev.okiagari.history;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a container's restarts so far say of its next start. Blocks on the database. */
@Component
public class BackOffs {

    /** More than a back-off remembers. */
    private static final int ENOUGH = 50;

    private final History history;
    private final Clock clock;

    BackOffs(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** As of now. */
    public BackOff of(PodSnapshot pod, ContainerSnapshot container) {
        if (container.restartCount() == 0) {
            return BackOff.NONE;
        }
        HistoryQuery query =
                HistoryQuery.all()
                        .withPodUid(pod.ref().uid())
                        .withContainer(container.name())
                        .withLimit(ENOUGH);
        List<BackOff.Step> steps =
                history.restarts(query).items().reversed().stream()
                        .flatMap(restart -> step(restart, container.probes()))
                        .toList();
        return BackOff.after(steps, clock.instant());
    }

    private static Stream<BackOff.Step> step(Restart restart, Probes probes) {
        Instant ended = restart.ended().finishedAt();
        Instant began = restart.began().startedAt();
        return ended == null || began == null
                ? Stream.empty()
                : Stream.of(new BackOff.Step(ended, isByProbe(restart.cause(), probes), began));
    }

    /** The kubelet soon stops telling of its kills. */
    private static boolean isByProbe(RestartCause cause, Probes probes) {
        return switch (cause) {
            case LIVENESS, STARTUP -> true;
            case UNKNOWN -> probes.liveness() != null || probes.startup() != null;
            default -> false;
        };
    }
}
