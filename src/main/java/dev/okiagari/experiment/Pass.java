package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.database.DatabaseTrouble;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A repeat while it runs: the parent, stored at each step, and which run is on. */
final class Pass {

    private final ExperimentStore store;
    private final Clock clock;
    private volatile Experiment parent;
    private volatile Target target;
    private volatile @Nullable String stopped;
    private volatile @Nullable UUID current;
    private int runs;

    Pass(Experiment parent, ExperimentStore store, Clock clock) {
        this.parent = parent;
        this.target = parent.target();
        this.store = store;
        this.clock = clock;
    }

    Experiment parent() {
        return parent;
    }

    Repeat repeat() {
        return parent.repeat();
    }

    /** What the last run was aimed at. */
    Target target() {
        return target;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The first reason stays. */
    void stop(String why) {
        if (stopped == null) {
            stopped = why;
        }
    }

    /** Why it must not go on; null where it may. */
    @Nullable Message stopped() {
        String why = stopped;
        return why == null ? null : early(why);
    }

    @Nullable UUID current() {
        return current;
    }

    void began() {
        save(parent.repeating());
    }

    /** A run is on its way: stored as an experiment of its own. */
    void runs(Experiment run) {
        runs++;
        current = run.id();
        target = run.target();
        step("run", runs, repeat().times(), run.target().pod().name());
    }

    void runEnded() {
        current = null;
    }

    void step(String key, Object... facts) {
        step(Message.of("experiment.step." + key, facts));
    }

    void step(Message what) {
        save(parent.step(new Step(now(), what)));
    }

    /** Why it ends before its time. */
    Message early(String why, Object... facts) {
        Object[] all = new Object[facts.length + 2];
        all[0] = runs;
        all[1] = repeat().times();
        System.arraycopy(facts, 0, all, 2, facts.length);
        return Message.of("experiment.verdict.series-early." + why, all);
    }

    void finish(@Nullable Message early) {
        List<Experiment> all = store.runs(parent);
        Verdict verdict = Series.verdict(all, early);
        parent = parent.finished(now(), verdict, null, evidence(all));
        store.end(parent, null);
    }

    /** From how it was before the first run to how it was after the last. */
    private Evidence evidence(List<Experiment> all) {
        Shot after = all.isEmpty() ? null : all.getLast().evidence().after();
        return after == null ? parent.evidence() : parent.evidence().after(after);
    }

    /** Something went wrong that nobody had thought of. */
    void giveUp() {
        if (parent.isRunning()) {
            Message why = Message.of("experiment.verdict.failed");
            parent = parent.interrupted(now(), new Verdict(Outcome.UNKNOWN, why, false));
            store.end(parent, null);
        }
    }

    private void save(Experiment next) {
        parent = next;
        try {
            store.save(next);
        } catch (RuntimeException failed) {
            // stored with the next step, or at the end
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            store.show(next);
        }
    }
}
