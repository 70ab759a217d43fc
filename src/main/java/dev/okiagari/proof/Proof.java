package dev.okiagari.proof;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.safety.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hang, a change of a probe and another hang. Immutable: each step gives the next. The ids of
 * both experiments are chosen before they are begun, so that neither is lost or begun twice.
 *
 * @param before the first hang's experiment; it may not have begun yet
 * @param after the second one's; null until its time has come
 * @param seenBefore what the first one came to; null until then
 * @param seenAfter what the second one came to; null until then
 */
public record Proof(
        UUID id,
        String clusterId,
        ProbeTarget target,
        ProbeType type,
        Actor by,
        Instant requestedAt,
        Agreement agreement,
        ProofState state,
        UUID before,
        @Nullable UUID after,
        @Nullable Sight seenBefore,
        @Nullable Sight seenAfter,
        List<ProofStep> steps) {

    public Proof {
        steps = List.copyOf(steps);
    }

    @JsonIgnore
    public boolean isRunning() {
        return !state.isEnd();
    }

    /** The first that is stored of it. */
    static Proof of(UUID id, String clusterId, ProofPlan plan, UUID before, Actor by, Instant at) {
        return new Proof(
                        id,
                        clusterId,
                        plan.change().target(),
                        plan.change().type(),
                        by,
                        at,
                        plan.agreement(),
                        new ProofState.HangingBefore(at),
                        before,
                        null,
                        null,
                        null,
                        List.of())
                .step(
                        at,
                        Message.of(
                                "proof.step.hangs-before",
                                plan.agreement().pod().name(),
                                plan.agreement().watch()));
    }

    Proof changing(Instant at, Sight seen) {
        return become(new ProofState.Changing(at), after, seen, seenAfter)
                .step(at, Message.of("proof.step.changes"));
    }

    Proof rollingOut(Instant at) {
        return become(new ProofState.RollingOut(at), after, seenBefore, seenAfter)
                .step(at, Message.of("proof.step.rolls-out"));
    }

    Proof hangingAfter(Instant at, UUID hang) {
        return become(new ProofState.HangingAfter(at), hang, seenBefore, seenAfter)
                .step(at, Message.of("proof.step.hangs-after"));
    }

    Proof finished(Instant at, Sight before, Sight seen) {
        return become(
                        new ProofState.Finished(at, Judge.of(this, before, seen)),
                        after,
                        before,
                        seen)
                .step(at, Message.of("proof.step.finished"));
    }

    Proof failed(Instant at, Message reason) {
        return ended(new ProofState.Failed(at, state.text(), reason), at, reason);
    }

    Proof stopped(Instant at, Actor who, Message reason) {
        return ended(new ProofState.Stopped(at, state.text(), who, reason), at, reason);
    }

    private Proof ended(ProofState end, Instant at, Message reason) {
        return become(end, after, seenBefore, seenAfter).step(at, reason);
    }

    Proof step(Instant at, Message what) {
        List<ProofStep> more =
                Stream.concat(steps.stream(), Stream.of(new ProofStep(at, what))).toList();
        return with(state, after, seenBefore, seenAfter, more);
    }

    private Proof become(
            ProofState next, @Nullable UUID second, @Nullable Sight first, @Nullable Sight last) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(state.text() + " cannot become " + next.text());
        }
        return with(next, second, first, last, steps);
    }

    private Proof with(
            ProofState next,
            @Nullable UUID second,
            @Nullable Sight first,
            @Nullable Sight last,
            List<ProofStep> all) {
        return new Proof(
                id,
                clusterId,
                target,
                type,
                by,
                requestedAt,
                agreement,
                next,
                before,
                second,
                first,
                last,
                all);
    }
}
