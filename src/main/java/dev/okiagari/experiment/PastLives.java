package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.history.History;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the runs of a container so far say of its next one. */
@Component
class PastLives {

    /** More than a back-off remembers. */
    private static final int ENOUGH = 50;

    private final History history;

    PastLives(History history) {
        this.history = history;
    }

    /** How long its next start would be held back; zero where it never restarted. */
    Duration backOff(PodSnapshot pod, ContainerSnapshot container, Instant now) {
        if (container.restartCount() == 0) {
            return Duration.ZERO;
        }
        List<BackOff.Life> lives =
                history
                        .runs(
                                HistoryQuery.all()
                                        .withPodUid(pod.ref().uid())
                                        .withContainer(container.name())
                                        .withLimit(ENOUGH))
                        .items()
                        .stream()
                        .filter(run -> run.startedAt() != null)
                        .sorted(Comparator.comparingInt(Run::restartCount))
                        .map(PastLives::life)
                        .toList();
        return BackOff.next(lives, now);
    }

    private static BackOff.Life life(Run run) {
        Instant started = run.startedAt();
        return new BackOff.Life(started == null ? Instant.EPOCH : started, run.finishedAt());
    }
}
