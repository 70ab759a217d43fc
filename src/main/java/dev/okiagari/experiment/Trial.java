package dev.okiagari.experiment;

import dev.okiagari.availability.Availability;
import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.availability.AvailabilityChecks;
import dev.okiagari.availability.AvailabilityWatch;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.replica.TakenOver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An experiment while it runs: each step is stored before the next is taken. */
final class Trial {

    /** A crash loses no more of what an HTTP client saw. */
    private static final Duration KEEPING = Duration.ofSeconds(5);

    private final ExperimentStore store;
    private final Clock clock;
    private final boolean takenUp;
    private volatile Experiment experiment;
    private volatile boolean stopped;
    private volatile @Nullable AvailabilityWatch watch;
    private volatile @Nullable Availability seen;
    private boolean seenAll;
    private Instant seenStored = Instant.EPOCH;

    Trial(Experiment experiment, ExperimentStore store, Clock clock) {
        this(experiment, store, clock, false);
    }

    private Trial(Experiment experiment, ExperimentStore store, Clock clock, boolean takenUp) {
        this.takenUp = takenUp;
        this.experiment = experiment;
        this.store = store;
        this.clock = clock;
    }

    /** With what an HTTP client has seen so far. */
    Experiment experiment() {
        return experiment.with(seen);
    }

    /** Lets an HTTP client ask from now on, where somebody wants to know. */
    void watchAvailability(AvailabilityChecks checks) {
        AvailabilityCheck check = experiment.terms().availability();
        if (check != null) {
            Target target = experiment.target();
            watch = checks.begin(check, target.pod(), target.workload(), this::progress);
        }
    }

    /** On a thread of its own: what is shown last must not be what was true before. */
    private synchronized void progress(Availability availability) {
        if (seenAll || !experiment.isRunning()) {
            return;
        }
        seen = availability;
        try {
            progressed();
        } catch (TakenOver another) {
            // the experiment itself finds out with its next step
            stopped = true;
        }
    }

    private void progressed() {
        Instant now = now();
        if (now.isBefore(seenStored.plus(KEEPING)) && !now.isBefore(seenStored)) {
            store.show(experiment());
        } else {
            seenStored = now;
            keep();
        }
    }

    /** The client asks until a last outage has ended, unless somebody is in a hurry. */
    private void endWatch() {
        AvailabilityWatch open = watch;
        watch = null;
        if (open != null) {
            seenAll(open.end(this::isStopped));
        }
    }

    /** One that an earlier process has begun: what happened in between was not seen. */
    static Trial takenUp(Experiment experiment, ExperimentStore store, Clock clock) {
        return new Trial(experiment, store, clock, true);
    }

    boolean isTakenUp() {
        return takenUp;
    }

    private synchronized void seenAll(Availability availability) {
        seen = availability;
        seenAll = true;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void step(String key, Object... facts) {
        save(experiment.step(new Step(now(), Message.of("experiment.step." + key, facts))));
    }

    void sent(Delivery.Method method, Injection.Sent sent) {
        Evidence delivered =
                experiment.evidence().delivered(method, sent.exitCode(), sent.output());
        Experiment next = experiment.observing(sent.at(), delivered);
        save(next.step(new Step(sent.at(), Message.of("experiment.step.sent", method.word()))));
    }

    /** Nothing was touched, and that is the end of it. */
    void notSent(Delivery.Method method, Injection.NotSent not) {
        Evidence tried = experiment.evidence().delivered(method, not.exitCode(), not.output());
        experiment = experiment.with(tried);
        finish(not.outcome(), null, null, false, not.reason());
    }

    /** When it arrived. */
    Instant injectedAt() {
        Instant at = experiment.injectedAt();
        if (at == null) {
            throw new IllegalStateException("nothing was injected");
        }
        return at;
    }

    /** Nobody asks any more, however it ended. */
    void close() {
        AvailabilityWatch open = watch;
        if (open != null) {
            open.cancel();
        }
    }

    /** Something went wrong that nobody had thought of: then nothing is known. */
    void giveUp() {
        if (experiment.isRunning()) {
            Message why = Message.of("experiment.verdict.failed");
            end(experiment.interrupted(now(), new Verdict(Outcome.UNKNOWN, why, false)), null);
        }
    }

    /**
     * Ends it.
     *
     * @param ours whether what was claimed was its work
     */
    void finish(
            Outcome outcome,
            @Nullable Recovery recovery,
            @Nullable Shot after,
            boolean ours,
            String why,
            Object... facts) {
        finish(outcome, recovery, after, ours, Message.of("experiment.verdict." + why, facts));
    }

    void finish(
            Outcome outcome,
            @Nullable Recovery recovery,
            @Nullable Shot after,
            boolean ours,
            Message why) {
        Instant at = now();
        endWatch();
        Verdict verdict =
                new Verdict(outcome, why, experiment.forecast().possible().contains(outcome));
        Evidence evidence =
                after == null ? experiment.evidence() : experiment.evidence().after(after);
        end(experiment.finished(at, verdict, recovery, evidence), ours);
    }

    /** How the target's container looks; null where it is not there. */
    @Nullable Shot shot(@Nullable PodSnapshot pod, ProcessReading reading) {
        String name = experiment.target().containerRef().name();
        ContainerSnapshot container = pod == null ? null : pod.container(name).orElse(null);
        List<ContainerProcess> items =
                reading instanceof ProcessReading.Known known ? known.table().items() : List.of();
        return pod == null || container == null ? null : Shot.of(now(), pod, container, items);
    }

    /** Seconds for people: a tenth is as fine as a cluster tells. */
    static String tenths(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private synchronized void save(Experiment next) {
        experiment = next;
        keep();
    }

    /** What cannot be stored now is stored with the next step, and the end waits for it. */
    private void keep() {
        try {
            store.save(experiment());
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            store.show(experiment());
        }
    }

    private synchronized void end(Experiment ended, @Nullable Boolean ours) {
        experiment = ended.with(seen);
        store.end(experiment, ours);
    }
}
