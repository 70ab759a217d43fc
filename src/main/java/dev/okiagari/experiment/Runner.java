package dev.okiagari.experiment;

import dev.okiagari.availability.AvailabilityChecks;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.replica.Presence;
import dev.okiagari.replica.TakenOver;
import dev.okiagari.safety.Halt;
import dev.okiagari.safety.HaltChanged;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees experiments through, each on a thread of its own. */
@Component
class Runner {

    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    private final Map<UUID, Trial> running = new ConcurrentHashMap<>();
    private final ExperimentStore store;
    private final Injector injector;
    private final Lookout lookout;
    private final SignalCourse signals;
    private final StopCourse stops;
    private final DeleteCourse deletes;
    private final AvailabilityChecks availability;
    private final PodEvents events;
    private final Halt halt;
    private final Presence presence;
    private final Clock clock;

    Runner(
            ExperimentStore store,
            Injector injector,
            Lookout lookout,
            SignalCourse signals,
            StopCourse stops,
            DeleteCourse deletes,
            AvailabilityChecks availability,
            PodEvents events,
            Halt halt,
            Presence presence,
            Clock clock) {
        this.store = store;
        this.injector = injector;
        this.lookout = lookout;
        this.signals = signals;
        this.stops = stops;
        this.deletes = deletes;
        this.availability = availability;
        this.events = events;
        this.halt = halt;
        this.presence = presence;
        this.clock = clock;
    }

    /**
     * Stores the intent, and then begins. From then on nobody can know that nothing was sent: it is
     * kept as being injected, in one commit.
     */
    void start(Experiment planned, Plan plan, Injector.Aim aim) {
        Trial trial = new Trial(planned.injecting(), store, clock);
        // Before it is stored: nobody may take what is stored for something left behind.
        running.put(planned.id(), trial);
        // A halt from now on stops what is known to run; this asks for one that came before.
        Meanwhile<Boolean> before = Meanwhile.ask(() -> halt.state().halted());
        long stretch = presence.stretch();
        try {
            store.intend(trial.experiment());
        } catch (RuntimeException notStored) {
            running.remove(planned.id());
            throw notStored;
        }
        // What another replica halts from now on is only known by asking.
        Meanwhile<Boolean> halted =
                presence.isOneOfMany() ? Meanwhile.ask(() -> halt.state().halted()) : before;
        trial.watchAvailability(availability);
        begin(
                trial,
                () ->
                        conduct(
                                trial,
                                plan,
                                aim,
                                () ->
                                        halted.get()
                                                || trial.isStopped()
                                                || !presence.lasts(stretch)));
    }

    /** Goes on with one that an earlier process has injected. */
    void resume(Experiment observing) {
        Trial trial = Trial.takenUp(observing, store, clock);
        begin(trial, () -> observe(trial, lookout.watch(observing.target()), Set.of()));
    }

    boolean isRunning(UUID id) {
        return running.containsKey(id);
    }

    Optional<Experiment> find(UUID id) {
        return Optional.ofNullable(running.get(id)).map(Trial::experiment);
    }

    Collection<Experiment> running() {
        return running.values().stream().map(Trial::experiment).toList();
    }

    /** Until it has an end: what is put away after that is in nobody's way. */
    boolean isAt(WorkloadRef workload) {
        return running().stream()
                .filter(Experiment::isRunning)
                .map(Experiment::target)
                .map(Target::workload)
                .anyMatch(workload::equals);
    }

    boolean stop(UUID id) {
        Trial trial = running.get(id);
        if (trial != null) {
            trial.stop();
        }
        return trial != null;
    }

    @EventListener
    void on(HaltChanged changed) {
        if (changed.state().halted()) {
            running.values().forEach(Trial::stop);
        }
    }

    /** What an experiment does; it may wait. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void begin(Trial trial, Work work) {
        UUID id = trial.experiment().id();
        running.put(id, trial);
        Thread.ofVirtual().name("experiment " + id).start(() -> see(trial, work));
    }

    private void see(Trial trial, Work work) {
        try {
            work.run();
        } catch (InterruptedException shuttingDown) {
            // The next start takes it up from what is stored.
            Thread.currentThread().interrupt();
        } catch (TakenOver another) {
            Lines.about(log.atWarn(), trial.experiment())
                    .log("{}; it is left there", another.getMessage());
        } catch (RuntimeException | Error unexpected) {
            Lines.about(log.atError(), trial.experiment())
                    .setCause(unexpected)
                    .log("experiment {} failed", trial.experiment().id());
            undo(trial.experiment());
            giveUp(trial);
        } finally {
            trial.close();
            running.remove(trial.experiment().id());
        }
    }

    private static void giveUp(Trial trial) {
        try {
            trial.giveUp();
        } catch (TakenOver another) {
            Lines.about(log.atWarn(), trial.experiment())
                    .log("{}; it is left there", another.getMessage());
        }
    }

    /** What was suspended must not stay so because something else has failed. */
    private void undo(Experiment failed) {
        try {
            if (failed.isRunning() && failed.fault() instanceof Fault.Stop stop) {
                injector.resume(failed.target(), stop.stopped(), failed.evidence());
            }
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            Lines.about(log.atError(), failed)
                    .setCause(unreachable)
                    .log("what {} suspended could not be resumed", failed.id());
        }
    }

    private void conduct(Trial trial, Plan plan, Injector.Aim aim, Injector.Stopped stopped)
            throws InterruptedException {
        Set<String> siblings = siblings(plan);
        try (Sightings sightings = lookout.watch(plan.target())) {
            switch (injector.inject(plan, aim, stopped)) {
                case Injection.NotSent not -> trial.notSent(plan.method(), not);
                case Injection.Sent sent -> {
                    trial.sent(plan.method(), sent);
                    events.leave(trial.experiment());
                    observe(trial, sightings, siblings);
                }
            }
        }
    }

    /** All pods are looked through for them: only where somebody asks. */
    private Set<String> siblings(Plan plan) {
        return switch (plan.fault()) {
            case Fault.DeletePod _, Fault.EvictPod _ -> deletes.siblings(plan.target());
            case Fault.SendSignal _, Fault.Stop _, Fault.RestartContainer _ -> Set.of();
        };
    }

    private void observe(Trial trial, Sightings sightings, Set<String> siblings)
            throws InterruptedException {
        try (sightings) {
            switch (trial.experiment().fault()) {
                case Fault.SendSignal _, Fault.RestartContainer _ ->
                        signals.observe(trial, sightings);
                case Fault.Stop stop -> stops.observe(trial, sightings, stop);
                case Fault.DeletePod _, Fault.EvictPod _ ->
                        deletes.observe(trial, sightings, siblings);
            }
        }
    }
}
