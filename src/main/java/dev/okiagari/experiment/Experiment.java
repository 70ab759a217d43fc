package dev.okiagari.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.okiagari.availability.Availability;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One injection, from its intent to its verdict. Immutable: each step gives the next.
 *
 * <pre>
 * PLANNED → INJECTING → OBSERVING → FINISHED
 *    └──────────┴──────────┴──────→ INTERRUPTED, FINISHED (denied, aborted)
 * </pre>
 *
 * A repeat is one too, the parent of its runs: it is observed from its begin to its end and never
 * injects.
 *
 * @param parent the repeat that this is one run of; null where it is none
 * @param availability what an HTTP client saw; null where none asked
 */
public record Experiment(
        UUID id,
        String clusterId,
        State state,
        Target target,
        Fault fault,
        Actor by,
        Instant requestedAt,
        @Nullable Instant injectedAt,
        @Nullable Instant finishedAt,
        Forecast forecast,
        @Nullable Verdict verdict,
        @Nullable Recovery recovery,
        Evidence evidence,
        List<Step> steps,
        Terms terms,
        @Nullable UUID parent,
        @Nullable Availability availability) {

    public Experiment {
        by = by.kept();
        steps = List.copyOf(steps);
    }

    /** How far it is. */
    public enum State {
        /** Nothing was touched. */
        PLANNED,
        /** The intent is stored; the injection may have arrived. */
        INJECTING,
        /** It has arrived. */
        OBSERVING,
        FINISHED,
        /** Okiagari was not there to see it through. */
        INTERRUPTED;

        boolean isEnd() {
            return this == FINISHED || this == INTERRUPTED;
        }

        boolean mayBecome(State next) {
            return switch (this) {
                case PLANNED -> next == INJECTING || next.isEnd();
                case INJECTING -> next == OBSERVING || next.isEnd();
                case OBSERVING -> next.isEnd();
                case FINISHED, INTERRUPTED -> false;
            };
        }
    }

    @JsonIgnore
    public boolean isRunning() {
        return !state.isEnd();
    }

    /** Whether it is a repeat, and the runs of it are experiments of their own. */
    @JsonIgnore
    public boolean isSeries() {
        return terms.repeat() != null;
    }

    Repeat repeat() {
        return Objects.requireNonNull(terms.repeat());
    }

    /** The way back, where it was gone to its end. */
    @Nullable Recovery recovered() {
        return verdict != null && verdict.outcome() == Outcome.NOT_RECOVERED ? null : recovery;
    }

    /** The first thing that is stored of it. */
    static Experiment planned(
            UUID id,
            String clusterId,
            Target target,
            Fault fault,
            Actor by,
            Instant at,
            Forecast forecast,
            Delivery.@Nullable Method delivery,
            Shot before,
            Terms terms,
            @Nullable UUID parent) {
        return new Experiment(
                id,
                clusterId,
                State.PLANNED,
                target,
                fault,
                by,
                at,
                null,
                null,
                forecast,
                null,
                null,
                Evidence.before(delivery, before),
                List.of(),
                terms,
                parent,
                null);
    }

    /** As far as somebody may see it: no command lines for those who may not look for them. */
    public Experiment seenBy(Actor reader) {
        return reader.rights().refusal(Act.INSPECT, target.pod().namespace()).isEmpty()
                ? this
                : with(evidence.withoutProcesses());
    }

    Experiment injecting() {
        return become(State.INJECTING, injectedAt, finishedAt, verdict, recovery, evidence);
    }

    Experiment observing(Instant injected, Evidence delivered) {
        return become(State.OBSERVING, injected, finishedAt, verdict, recovery, delivered);
    }

    /** A repeat has begun. */
    Experiment repeating() {
        if (!isSeries()) {
            throw new IllegalStateException("it is no repeat");
        }
        return become(State.OBSERVING, null, null, null, null, evidence);
    }

    Experiment finished(
            Instant at, Verdict judged, @Nullable Recovery recovered, Evidence complete) {
        Recovery measured =
                recovered == null
                        ? null
                        : recovered.within(
                                terms.recoveryLimit(), judged.outcome() != Outcome.NOT_RECOVERED);
        return become(State.FINISHED, injectedAt, at, judged, measured, complete);
    }

    Experiment interrupted(Instant at, @Nullable Verdict judged) {
        return become(State.INTERRUPTED, injectedAt, at, judged, recovery, evidence);
    }

    Experiment step(Step step) {
        return with(evidence, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /**
     * @param watched what an HTTP client saw; null leaves what is known
     */
    Experiment with(@Nullable Availability watched) {
        return watched == null
                ? this
                : new Experiment(
                        id,
                        clusterId,
                        state,
                        target,
                        fault,
                        by,
                        requestedAt,
                        injectedAt,
                        finishedAt,
                        forecast,
                        verdict,
                        recovery,
                        evidence,
                        steps,
                        terms,
                        parent,
                        watched);
    }

    Experiment with(Evidence more) {
        return with(more, steps);
    }

    private Experiment with(Evidence evident, List<Step> all) {
        return new Experiment(
                id,
                clusterId,
                state,
                target,
                fault,
                by,
                requestedAt,
                injectedAt,
                finishedAt,
                forecast,
                verdict,
                recovery,
                evident,
                all,
                terms,
                parent,
                availability);
    }

    private Experiment become(
            State next,
            @Nullable Instant injected,
            @Nullable Instant finished,
            @Nullable Verdict judged,
            @Nullable Recovery recovered,
            Evidence evident) {
        boolean begins = isSeries() && state == State.PLANNED && next == State.OBSERVING;
        if (!begins && !state.mayBecome(next)) {
            throw new IllegalStateException(state + " cannot become " + next);
        }
        return new Experiment(
                id,
                clusterId,
                next,
                target,
                fault,
                by,
                requestedAt,
                injected,
                finished,
                forecast,
                judged,
                recovered,
                evident,
                steps,
                terms,
                parent,
                availability);
    }
}
