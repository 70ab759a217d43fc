package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.ProofState;
import dev.okiagari.proof.ProofVerdict;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A proof as a page tells it.
 *
 * @param state what it has come to in a word: its state, or its conclusion
 * @param since when it came to that
 * @param before what the first hang came to, in a sentence; null until both are over, as is after
 * @param reason why it ended early; null where it did not
 * @param stages what it goes through, and how far it is
 * @param hangs both hangs on one scale; null before the first is over
 */
record ProofReport(
        String id,
        String href,
        boolean running,
        Mark mark,
        Message title,
        String container,
        String workload,
        String workloadHref,
        String namespace,
        Moment requestedAt,
        String by,
        Message state,
        Moment since,
        @Nullable Message before,
        @Nullable Message after,
        @Nullable Message reason,
        Message forecast,
        List<Stage> stages,
        @Nullable BothHangs hangs,
        String changeHref,
        List<Line> steps) {

    private static final List<String> STAGES =
            List.of("hanging-before", "changing", "rolling-out", "hanging-after");

    /**
     * A part of it.
     *
     * @param progress {@code done}, {@code now}, {@code failed} or {@code later}
     */
    record Stage(String name, String progress, Mark mark) {}

    /** A step, with its time of day to the millisecond. */
    record Line(Moment at, Message what) {}

    static ProofReport of(Proof proof) {
        var workload = proof.target().workload();
        ProofState state = proof.state();
        ProofVerdict verdict =
                state instanceof ProofState.Finished(_, ProofVerdict judged) ? judged : null;
        return new ProofReport(
                proof.id().toString(),
                "/proofs/" + proof.id(),
                proof.isRunning(),
                mark(state),
                title(proof),
                proof.target().container(),
                workload.kind() + " " + workload.name(),
                WorkloadViews.href(workload),
                workload.namespace(),
                Moment.at(proof.requestedAt()),
                proof.by().user(),
                state(state),
                Moment.at(state.at()),
                verdict == null ? null : verdict.before(),
                verdict == null ? null : verdict.after(),
                reason(state),
                proof.agreement().forecast().words(),
                stages(state),
                BothHangs.of(proof),
                "/liveness/changes/" + proof.agreement().change(),
                proof.steps().stream()
                        .map(step -> new Line(Moment.at(step.at()), step.what()))
                        .toList());
    }

    static Message title(Proof proof) {
        return Message.of("web.proof.of", ProbeTitle.of(proof.type()), proof.target().container());
    }

    private static Message state(ProofState state) {
        return state instanceof ProofState.Finished(_, ProofVerdict verdict)
                ? new Message("proof.verdict." + verdict.conclusion().word(), List.of())
                : new Message("web.proof.state." + state.text(), List.of());
    }

    private static @Nullable Message reason(ProofState state) {
        return switch (state) {
            case ProofState.Failed failed -> failed.reason();
            case ProofState.Stopped stopped -> stopped.reason();
            default -> null;
        };
    }

    private static Mark mark(ProofState state) {
        return switch (state) {
            case ProofState.HangingBefore _, ProofState.HangingAfter _ -> Mark.INJECTED;
            case ProofState.Changing _, ProofState.RollingOut _ -> Mark.WAITING;
            case ProofState.Finished(_, ProofVerdict verdict) ->
                    switch (verdict.conclusion()) {
                        case PROVEN -> Mark.GOOD;
                        case OUTSIDE_FORECAST -> Mark.WAITING;
                        case NOT_PROVEN -> Mark.BAD;
                        case NOT_COMPARABLE -> Mark.UNKNOWN;
                    };
            case ProofState.Failed _ -> Mark.BAD;
            case ProofState.Stopped _ -> Mark.NO_EFFECT;
        };
    }

    private static List<Stage> stages(ProofState state) {
        String during =
                switch (state) {
                    case ProofState.Failed failed -> failed.during();
                    case ProofState.Stopped stopped -> stopped.during();
                    default -> state.text();
                };
        int now = STAGES.indexOf(during);
        return IntStream.range(0, STAGES.size())
                .mapToObj(i -> stage(STAGES.get(i), now < 0 ? -1 : i - now, state.isEnd()))
                .toList();
    }

    /**
     * @param place before the present one where negative, after it where positive
     */
    private static Stage stage(String name, int place, boolean over) {
        if (place < 0) {
            return new Stage(name, "done", Mark.GOOD);
        }
        if (place > 0) {
            return new Stage(name, "later", Mark.COMPLETED);
        }
        return over ? new Stage(name, "failed", Mark.BAD) : new Stage(name, "now", Mark.WAITING);
    }
}
