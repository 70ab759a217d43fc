package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.TimeIds;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Terms;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.HaltChanged;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees proofs through, each on a thread of its own, from whatever state it is in. */
@Component
class Prover {

    private static final Logger log = LoggerFactory.getLogger(Prover.class);

    private final Map<UUID, Course> running = new ConcurrentHashMap<>();
    private final ProofStore store;
    private final HangStep hangs;
    private final ChangeStep changing;
    private final RolloutStep rollout;
    private final ProbeChanges changes;
    private final TimeIds ids;
    private final Clock clock;

    Prover(
            ProofStore store,
            HangStep hangs,
            ChangeStep changing,
            RolloutStep rollout,
            ProbeChanges changes,
            TimeIds ids,
            Clock clock) {
        this.store = store;
        this.hangs = hangs;
        this.changing = changing;
        this.rollout = rollout;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores it, and then begins. */
    void start(Proof proof) {
        Course course = new Course(proof, store, clock, false);
        // Before it is stored: nobody may take what is stored for something left behind.
        running.put(proof.id(), course);
        try {
            store.begin(proof);
        } catch (RuntimeException notStored) {
            running.remove(proof.id());
            throw notStored;
        }
        begin(course);
    }

    /** Goes on with what an earlier process has left. */
    void takeUp(Proof left) {
        Course course = new Course(left, store, clock, true);
        if (running.putIfAbsent(left.id(), course) == null) {
            begin(course);
        }
    }

    boolean isRunning(UUID id) {
        return running.containsKey(id);
    }

    /**
     * Whether a proof has the workload for itself.
     *
     * @param except the one that asks; null for none
     */
    boolean isOn(WorkloadRef workload, @Nullable UUID except) {
        return running.values().stream()
                .map(Course::proof)
                .filter(proof -> !proof.id().equals(except))
                .anyMatch(proof -> proof.target().workload().equals(workload));
    }

    boolean stop(UUID id, Actor by) {
        Course course = running.get(id);
        if (course != null) {
            course.stop(by, false);
        }
        return course != null;
    }

    @EventListener
    void on(HaltChanged changed) {
        if (changed.state().halted()) {
            running.values().forEach(course -> course.stop(changed.by(), true));
        }
    }

    @EventListener
    void on(ExperimentChanged changed) {
        running.values().forEach(course -> course.saw(changed.experiment()));
    }

    private void begin(Course course) {
        Thread.ofVirtual().name("proof " + course.proof().id()).start(() -> see(course));
    }

    private void see(Course course) {
        try {
            while (course.proof().isRunning()) {
                step(course);
            }
        } catch (InterruptedException shuttingDown) {
            // The next start takes it up from what is stored.
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            log.error("proof {} failed", course.proof().id(), unexpected);
            giveUp(course);
        } finally {
            running.remove(course.proof().id());
        }
    }

    private static void giveUp(Course course) {
        try {
            course.fail(Message.of("proof.failed.unexpected"));
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException notStored) {
            log.error("the end of proof {} is not stored", course.proof().id(), notStored);
        }
    }

    private void step(Course course) throws InterruptedException {
        Course.Stop stop = course.stopped();
        ProofState state = course.proof().state();
        if (stop != null && !isHanging(state)) {
            course.end(stop);
            return;
        }
        switch (state) {
            case ProofState.HangingBefore _ -> hangBefore(course);
            case ProofState.Changing _ -> change(course);
            case ProofState.RollingOut _ -> rollOut(course);
            case ProofState.HangingAfter _ -> hangAfter(course);
            case ProofState.Finished _, ProofState.Failed _, ProofState.Stopped _ ->
                    throw new IllegalStateException("it has an end already");
        }
    }

    /** What hangs is resumed first. */
    private static boolean isHanging(ProofState state) {
        return state instanceof ProofState.HangingBefore
                || state instanceof ProofState.HangingAfter;
    }

    private void hangBefore(Course course) throws InterruptedException {
        Proof proof = course.proof();
        Agreement agreed = proof.agreement();
        HangResult result =
                hangs.hang(
                        course,
                        proof.before(),
                        () -> request(proof, agreed.pod(), agreed.containerId(), agreed.watch()));
        Sight sight = seen(course, result);
        if (sight != null) {
            course.go(proof.changing(course.now(), sight));
        }
    }

    private void change(Course course) throws InterruptedException {
        Message why = changing.apply(course);
        if (why != null) {
            course.fail(why);
        } else {
            course.go(course.proof().rollingOut(course.now()));
        }
    }

    private void rollOut(Course course) throws InterruptedException {
        boolean there = rollout.await(course);
        Course.Stop stop = course.stopped();
        if (stop != null) {
            course.end(stop);
        } else if (there) {
            course.go(course.proof().hangingAfter(course.now(), ids.next()));
        } else {
            course.fail(Message.of("proof.failed.not-rolled-out"));
        }
    }

    private void hangAfter(Course course) throws InterruptedException {
        Proof proof = course.proof();
        UUID id = Objects.requireNonNull(proof.after());
        Sight sight = seen(course, hangs.hang(course, id, () -> second(proof)));
        if (sight != null) {
            course.go(
                    proof.finished(
                            course.now(), Objects.requireNonNull(proof.seenBefore()), sight));
        }
    }

    /** Null where it is over with that. */
    private static @Nullable Sight seen(Course course, HangResult result)
            throws InterruptedException {
        Course.Stop stop = course.stopped();
        if (stop != null) {
            course.end(stop);
            return null;
        }
        return switch (result) {
            case HangResult.Hung(Sight sight) -> sight;
            case HangResult.NotHung(Message reason) -> {
                course.fail(reason);
                yield null;
            }
        };
    }

    private @Nullable ExperimentRequest second(Proof proof) {
        PodSnapshot pod = changes.find(proof.agreement().change()).map(rollout::pod).orElse(null);
        return pod == null ? null : request(proof, pod.ref(), null, proof.agreement().patience());
    }

    private static ExperimentRequest request(
            Proof proof, PodRef pod, @Nullable String containerId, @Nullable Integer seconds) {
        return new ExperimentRequest(
                pod.namespace(),
                pod.name(),
                proof.target().container(),
                pod.uid(),
                containerId,
                new Fault.Hang(seconds, null),
                proof.agreement().confirmed(),
                Terms.NONE,
                false);
    }
}
