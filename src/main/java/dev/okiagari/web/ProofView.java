package dev.okiagari.web;

import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.ProofState;
import dev.okiagari.proof.ProofStep;
import dev.okiagari.proof.ProofVerdict;
import dev.okiagari.proof.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proof as JSON has it.
 *
 * @param pod whose container is hung first
 * @param forecast of the probe as it is to be
 * @param before the first hang; null before it has begun
 * @param change of the probe; null where it is not kept any more
 * @param after the second hang; null before it has begun
 */
record ProofView(
        UUID id,
        String state,
        ProbeChangeView.TargetView target,
        String type,
        String pod,
        String by,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        ProbeChangeView.ForecastView forecast,
        @Nullable VerdictView verdict,
        @Nullable EndView ended,
        @Nullable SightView seenBefore,
        @Nullable SightView seenAfter,
        @Nullable ExperimentView before,
        @Nullable ProbeChangeView change,
        @Nullable ExperimentView after,
        List<StepView> steps) {

    /** What both hangs together say. */
    record VerdictView(String conclusion, MessageView before, MessageView after) {}

    /** Why it did not come to a verdict, and in which state it was. */
    record EndView(String during, MessageView reason) {}

    /** Seconds from a hang; null is what did not happen, or was not told. */
    record SightView(
            double hung,
            @Nullable Double noticed,
            @Nullable Double ended,
            @Nullable Double restarted,
            @Nullable Double ready,
            @Nullable Double unready,
            @Nullable Double back) {

        static @Nullable SightView of(@Nullable Sight sight) {
            return sight == null
                    ? null
                    : new SightView(
                            sight.hung(),
                            sight.noticed(),
                            sight.ended(),
                            sight.restarted(),
                            sight.ready(),
                            sight.unready(),
                            sight.back());
        }
    }

    /** What was done or seen. */
    record StepView(Instant at, MessageView what) {

        static StepView of(ProofStep step, Texts texts, Locale locale) {
            return new StepView(step.at(), texts.view(step.what(), locale));
        }
    }

    /** What it is made of, as far as that is there. */
    record Parts(
            @Nullable ExperimentView before,
            @Nullable ProbeChangeView change,
            @Nullable ExperimentView after) {}

    static ProofView of(Proof proof, Parts parts, Texts texts, Locale locale) {
        ProbeForecast forecast = proof.agreement().forecast();
        var workload = proof.target().workload();
        return new ProofView(
                proof.id(),
                proof.state().text(),
                new ProbeChangeView.TargetView(
                        workload.namespace(),
                        new PodView.Workload(workload.kind(), workload.name()),
                        proof.target().container()),
                Words.of(proof.type().name()),
                proof.agreement().pod().name(),
                proof.by().user(),
                proof.requestedAt(),
                proof.isRunning() ? null : proof.state().at(),
                ProbeChangeView.ForecastView.of(forecast, texts, locale),
                verdict(proof, texts, locale),
                ended(proof, texts, locale),
                SightView.of(proof.seenBefore()),
                SightView.of(proof.seenAfter()),
                parts.before(),
                parts.change(),
                parts.after(),
                proof.steps().stream().map(step -> StepView.of(step, texts, locale)).toList());
    }

    private static @Nullable VerdictView verdict(Proof proof, Texts texts, Locale locale) {
        return proof.state() instanceof ProofState.Finished(_, ProofVerdict verdict)
                ? new VerdictView(
                        verdict.conclusion().word(),
                        texts.view(verdict.before(), locale),
                        texts.view(verdict.after(), locale))
                : null;
    }

    private static @Nullable EndView ended(Proof proof, Texts texts, Locale locale) {
        return switch (proof.state()) {
            case ProofState.Failed(_, String during, var reason) ->
                    new EndView(during, texts.view(reason, locale));
            case ProofState.Stopped(_, String during, _, var reason) ->
                    new EndView(during, texts.view(reason, locale));
            default -> null;
        };
    }
}
