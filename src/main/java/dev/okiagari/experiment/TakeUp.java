package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.replica.RollCalled;
import dev.okiagari.replica.TakenOver;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Finishes what an earlier process has left: as soon as the pods are known, each experiment that
 * has no end is gone on with, or marked as interrupted, and what it has suspended is resumed.
 */
@Component
class TakeUp {

    private static final Logger log = LoggerFactory.getLogger(TakeUp.class);

    /** Two lists may come at once; what is left behind is taken up once. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private final ExperimentStore store;
    private final Runner runner;
    private final SeriesRunner series;
    private final Injector injector;
    private final Cluster cluster;
    private final Clock clock;

    TakeUp(
            ExperimentStore store,
            Runner runner,
            SeriesRunner series,
            Injector injector,
            Cluster cluster,
            Clock clock) {
        this.store = store;
        this.runner = runner;
        this.series = series;
        this.injector = injector;
        this.cluster = cluster;
        this.clock = clock;
    }

    @EventListener
    void on(ClusterEvent.PodsListed listed) {
        Thread.ofVirtual()
                .name("take up")
                .start(() -> whenStored(listed.clusterId(), listed.namespace()));
    }

    /** A replica may have gone. */
    @EventListener
    void on(RollCalled called) {
        String clusterId = cluster.info().map(ClusterInfo::id).orElse(null);
        if (clusterId != null && cluster.isWatched()) {
            Thread.ofVirtual().name("take up").start(() -> whenStored(clusterId, null));
        }
    }

    /** What cannot be read now is taken up with the next list. */
    private void whenStored(String clusterId, @Nullable String listed) {
        try {
            all(clusterId, listed);
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            log.warn("what was left behind cannot be read while the database is away");
        }
    }

    /** One list may be of one namespace only: the others have their turn with theirs. */
    private void all(String clusterId, @Nullable String listed) {
        for (Experiment left : store.unfinished(clusterId)) {
            String namespace = left.target().pod().namespace();
            boolean here = listed == null || listed.equals(namespace);
            if (here || !isWatched(namespace)) {
                claim(left);
            }
        }
    }

    private boolean isWatched(String namespace) {
        return cluster.namespaces().isEmpty() || cluster.namespaces().contains(namespace);
    }

    /** What does not run is read again: meanwhile it may have come to its end. */
    private void claim(Experiment left) {
        oneAtATime.lock();
        try {
            if (!runner.isRunning(left.id())
                    && !series.isRunning(left.id())
                    && !store.isWithheld(left.id())) {
                store.find(left.clusterId(), left.id())
                        .filter(Experiment::isRunning)
                        .ifPresent(this::takeUp);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void takeUp(Experiment left) {
        Lines.about(log.atInfo(), left)
                .log("taking up experiment {} from {}", left.id(), left.state());
        try {
            if (left.isSeries()) {
                interruptSeries(left);
                return;
            }
            if (!isWatched(left.target().pod().namespace())) {
                injector.clear(left.target(), left.evidence());
                interrupt(left, Outcome.UNKNOWN, "not-watched", null);
                return;
            }
            switch (left.state()) {
                case PLANNED, INJECTING -> {
                    resumeProcesses(left);
                    injector.clear(left.target(), left.evidence());
                    interrupt(
                            left,
                            Outcome.UNKNOWN,
                            store.isShared()
                                    ? "interrupted-during-elsewhere"
                                    : "interrupted-during",
                            null);
                }
                case OBSERVING -> goOn(left);
                case FINISHED, INTERRUPTED ->
                        throw new IllegalStateException("it has an end already");
            }
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        } catch (TakenOver another) {
            Lines.about(log.atInfo(), left)
                    .log("another replica was quicker: {}", another.getMessage());
        } catch (RuntimeException unexpected) {
            Lines.about(log.atError(), left)
                    .setCause(unexpected)
                    .log("experiment {} could not be taken up", left.id());
        }
    }

    private void goOn(Experiment left) throws InterruptedException {
        if (left.fault() instanceof Fault.Stop) {
            if (!isStillThere(left.target())) {
                injector.clear(left.target(), left.evidence());
                interrupt(left, Outcome.UNKNOWN, "ended-while-suspended", false);
            } else if (resumeProcesses(left) instanceof ExecResult.Exited) {
                interrupt(left, suspended(left), "resumed" + by(), false);
            } else {
                interrupt(left, Outcome.UNKNOWN, "not-resumed" + by(), false);
            }
        } else {
            injector.clear(left.target(), left.evidence());
            runner.resume(left);
        }
    }

    /** Of several replicas it need not be the same one that was started again. */
    private String by() {
        return store.isShared() ? "-by-another" : "-at-start";
    }

    /** Where the stopping command never told its end, nobody has seen them stopped. */
    private static Outcome suspended(Experiment left) {
        Integer exitCode = left.evidence().execExitCode();
        return exitCode != null && exitCode == 0 ? Outcome.SUSPENDED : Outcome.UNKNOWN;
    }

    private @Nullable ExecResult resumeProcesses(Experiment left) throws InterruptedException {
        if (left.fault() instanceof Fault.Stop stop && isStillThere(left.target())) {
            return injector.resume(left.target(), stop.stopped(), left.evidence());
        }
        return null;
    }

    private boolean isStillThere(Target target) {
        PodSnapshot pod = cluster.pod(target.pod().uid());
        return pod != null
                && pod.container(target.containerRef().name())
                        .filter(ContainerSnapshot::isRunning)
                        .filter(now -> Objects.equals(now.containerId(), target.containerId()))
                        .isPresent();
    }

    /** Its last run is taken up like any other; there is no next one. */
    private void interruptSeries(Experiment left) {
        List<Experiment> runs = store.runs(left);
        Message why =
                Message.of(
                        "experiment.verdict.series-early.interrupted",
                        runs.size(),
                        left.repeat().times());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.end(left.interrupted(now, Series.verdict(runs, why)), null);
    }

    private void interrupt(Experiment left, Outcome outcome, String why, @Nullable Boolean claim) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean asForecast = left.forecast().possible().contains(outcome);
        Verdict verdict = new Verdict(outcome, Message.of("experiment.verdict." + why), asForecast);
        store.end(left.interrupted(now, verdict), claim);
    }
}
