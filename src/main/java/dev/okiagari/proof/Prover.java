package dev.okiagari.proof;

import dev.okiagari.cluster.About;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.replica.TakenOver;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.HaltChanged;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees proofs through, each on a thread of its own, from whatever state it is in. */
@Component
class Prover {

    private static final Logger log = LoggerFactory.getLogger(Prover.class);

    private final Map<UUID, Course> running = new ConcurrentHashMap<>();
    private final ProofStore store;
    private final ProofSteps steps;
    private final Clock clock;

    Prover(ProofStore store, ProofSteps steps, Clock clock) {
        this.store = store;
        this.steps = steps;
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

    /** To its end, or as far as this process comes. */
    void see(Course course) {
        try {
            while (course.proof().isRunning()) {
                steps.take(course);
            }
        } catch (InterruptedException shuttingDown) {
            // The next start takes it up from what is stored.
            Thread.currentThread().interrupt();
        } catch (TakenOver another) {
            about(log.atWarn(), course.proof()).log("{}; it is left there", another.getMessage());
        } catch (RuntimeException unexpected) {
            about(log.atError(), course.proof())
                    .setCause(unexpected)
                    .log("proof {} failed", course.proof().id());
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
        } catch (TakenOver another) {
            about(log.atWarn(), course.proof()).log("{}; it is left there", another.getMessage());
        } catch (RuntimeException notStored) {
            about(log.atError(), course.proof())
                    .setCause(notStored)
                    .log("the end of proof {} is not stored", course.proof().id());
        }
    }

    static LoggingEventBuilder about(LoggingEventBuilder line, Proof proof) {
        ProbeTarget target = proof.target();
        return About.workload(
                        About.container(
                                line, target.workload().namespace(), null, target.container()),
                        target.workload())
                .addKeyValue("proof", proof.id().toString());
    }
}
