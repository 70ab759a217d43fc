package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An experiment while it runs: each step is stored before the next is taken. */
final class Trial {

    private final ExperimentStore store;
    private final Clock clock;
    private volatile Experiment experiment;
    private volatile boolean stopped;

    Trial(Experiment experiment, ExperimentStore store, Clock clock) {
        this.experiment = experiment;
        this.store = store;
        this.clock = clock;
    }

    Experiment experiment() {
        return experiment;
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

    void injecting() {
        save(experiment.injecting());
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

    /** Something went wrong that nobody had thought of: then nothing is known. */
    void giveUp() {
        if (experiment.isRunning()) {
            Message why = Message.of("experiment.verdict.failed");
            experiment = experiment.interrupted(now(), new Verdict(Outcome.UNKNOWN, why, false));
            store.end(experiment, null);
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
        Verdict verdict =
                new Verdict(outcome, why, experiment.forecast().possible().contains(outcome));
        Evidence evidence =
                after == null ? experiment.evidence() : experiment.evidence().after(after);
        experiment = experiment.finished(now(), verdict, recovery, evidence);
        store.end(experiment, ours);
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

    private void save(Experiment next) {
        experiment = next;
        store.save(next);
    }
}
