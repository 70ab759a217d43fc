package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.replica.TakenOver;
import dev.okiagari.safety.HaltChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees repeats through, each on a thread of its own: a run, a pause, the next run. It touches no
 * cluster; each run is an experiment like any other.
 */
@Component
class SeriesRunner {

    private static final Logger log = LoggerFactory.getLogger(SeriesRunner.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Map<UUID, Pass> running = new ConcurrentHashMap<>();
    private final ExperimentStore store;
    private final Runner runner;
    private final Successor successor;
    private final ExperimentProperties properties;
    private final Clock clock;
    private final Sleep sleep;

    SeriesRunner(
            ExperimentStore store,
            Runner runner,
            Successor successor,
            ExperimentProperties properties,
            Clock clock,
            Sleep sleep) {
        this.store = store;
        this.runner = runner;
        this.successor = successor;
        this.properties = properties;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** Begins one run, with a look, a forecast and guards of its own. */
    interface Starter {

        /** The first one, whose target was looked at just now. */
        StartResult first(UUID parent) throws InterruptedException;

        StartResult next(UUID parent, PodSnapshot pod) throws InterruptedException;
    }

    /** Stores the parent, and then begins. */
    void start(Experiment planned, Starter starter) {
        Pass pass = new Pass(planned, store, clock);
        // Before it is stored: nobody may take what is stored for something left behind.
        running.put(planned.id(), pass);
        try {
            store.planSeries(planned);
        } catch (RuntimeException notStored) {
            running.remove(planned.id());
            throw notStored;
        }
        Thread.ofVirtual().name("series " + planned.id()).start(() -> see(pass, starter));
    }

    Optional<Experiment> find(UUID id) {
        return Optional.ofNullable(running.get(id)).map(Pass::parent);
    }

    boolean isRunning(UUID id) {
        return running.containsKey(id);
    }

    /**
     * Whether a repeat has the workload for itself, in its pauses too.
     *
     * @param except the one that asks; null for none
     */
    boolean holds(WorkloadRef workload, @Nullable UUID except) {
        return running.values().stream()
                .map(Pass::parent)
                .filter(parent -> !parent.id().equals(except))
                .anyMatch(parent -> parent.target().workload().equals(workload));
    }

    /** Ends it, and the run that is on with it. */
    boolean stop(UUID id) {
        Pass pass = running.get(id);
        if (pass != null) {
            stop(pass, "stopped");
        }
        return pass != null;
    }

    @EventListener
    void on(HaltChanged changed) {
        if (changed.state().halted()) {
            running.values().forEach(pass -> stop(pass, "halted"));
        }
    }

    private void stop(Pass pass, String why) {
        pass.stop(why);
        UUID current = pass.current();
        if (current != null) {
            runner.stop(current);
        }
    }

    private void see(Pass pass, Starter starter) {
        try {
            pass.began();
            pass.finish(drive(pass, starter));
        } catch (InterruptedException shuttingDown) {
            // The next start marks it as interrupted.
            Thread.currentThread().interrupt();
        } catch (TakenOver another) {
            Lines.about(log.atWarn(), pass.parent())
                    .log("{}; it is left there", another.getMessage());
        } catch (RuntimeException unexpected) {
            Lines.about(log.atError(), pass.parent())
                    .setCause(unexpected)
                    .log("the repeat {} failed", pass.parent().id());
            giveUp(pass);
        } finally {
            running.remove(pass.parent().id());
        }
    }

    private static void giveUp(Pass pass) {
        try {
            pass.giveUp();
        } catch (TakenOver another) {
            Lines.about(log.atWarn(), pass.parent())
                    .log("{}; it is left there", another.getMessage());
        }
    }

    /** Run after run; says why when it ends before its time. */
    private @Nullable Message drive(Pass pass, Starter starter) throws InterruptedException {
        UUID id = pass.parent().id();
        Message early = run(pass, starter.first(id));
        for (int n = 2; n <= pass.repeat().times() && early == null; n++) {
            PodSnapshot pod = pause(pass);
            early = pass.stopped();
            if (early == null) {
                early = pod == null ? notReady(pass) : run(pass, starter.next(id, pod));
            }
        }
        return early;
    }

    private @Nullable Message run(Pass pass, StartResult begun) throws InterruptedException {
        return switch (begun) {
            case StartResult.Started(Experiment run) -> {
                pass.runs(run);
                // Whoever stopped it meanwhile did not know of this run yet.
                if (pass.stopped() != null) {
                    runner.stop(run.id());
                }
                yield after(pass, ended(run));
            }
            case StartResult.Rehearsed(Experiment run) ->
                    throw new IllegalStateException("no run rehearses " + run.id());
            case Refused refused -> refused(pass, refused);
        };
    }

    private Experiment ended(Experiment run) throws InterruptedException {
        while (runner.isRunning(run.id())) {
            sleep.sleep(LOOK);
        }
        return store.find(run.clusterId(), run.id()).orElseThrow();
    }

    /** What a run's end means for those after it. */
    private static @Nullable Message after(Pass pass, Experiment run) {
        pass.runEnded();
        Message stopped = pass.stopped();
        Verdict verdict = run.verdict();
        if (stopped != null) {
            return stopped;
        }
        if (verdict == null || run.state() != Experiment.State.FINISHED) {
            return pass.early("failed");
        }
        return switch (verdict.outcome()) {
            case RESTARTED, REPLACED, SUSPENDED, DELIVERED, NO_EFFECT, UNKNOWN -> null;
            case NOT_RECOVERED -> pass.early("not-recovered");
            case GONE -> pass.early("gone");
            case DENIED, IMPOSSIBLE -> pass.early("denied");
            case ABORTED -> pass.early("stopped");
        };
    }

    /** Says in a step what the verdict has only room to name. */
    private static Message refused(Pass pass, Refused refused) {
        return switch (refused) {
            case Refused.Guarded(List<dev.okiagari.safety.Refusal> refusals) -> {
                pass.step(refusals.getFirst().reason());
                yield pass.early("guard", refusals.getFirst().guard().word());
            }
            case Refused.Hopeless(Forecast forecast) -> {
                pass.step(forecast.explanation());
                yield pass.early(forecast.outcome() == Outcome.DENIED ? "denied" : "impossible");
            }
            case Refused.Gone(Message reason) -> {
                pass.step(reason);
                yield pass.early("target-gone");
            }
            case Refused.Changed(Message reason) -> {
                pass.step(reason);
                yield pass.early("changed");
            }
            case Refused.Invalid(_, Message reason) -> {
                pass.step(reason);
                yield pass.early("changed");
            }
            case Refused.Disconnected _ -> pass.early("disconnected");
        };
    }

    /** Waits for the next target; null when none was ready in time, or it was stopped. */
    private @Nullable PodSnapshot pause(Pass pass) throws InterruptedException {
        Repeat.Spacing spacing = pass.repeat().spacing();
        Instant deadline = clock.instant().plus(patience(spacing));
        pass.step("waits-" + spacing.word());
        while (pass.stopped() == null && clock.instant().isBefore(deadline)) {
            PodSnapshot pod = successor.of(pass.target());
            if (pod != null && successor.isTime(pod, pass.target().container(), spacing)) {
                return pod;
            }
            if (pod == null && pass.target().workload().isBare()) {
                return null;
            }
            sleep.sleep(LOOK);
        }
        return null;
    }

    private Duration patience(Repeat.Spacing spacing) {
        return switch (spacing) {
            case READY -> properties.recoveryTimeout();
            case SETTLED -> properties.recoveryTimeout().plus(Estimate.FORGOTTEN);
        };
    }

    private Message notReady(Pass pass) {
        return pass.early(successor.of(pass.target()) == null ? "target-gone" : "not-ready");
    }
}
