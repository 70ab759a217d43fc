package dev.okiagari.web;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Termination;
import dev.okiagari.experiment.Evidence;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.Shot;
import dev.okiagari.experiment.Spread;
import dev.okiagari.experiment.Tally;
import dev.okiagari.experiment.Target;
import dev.okiagari.experiment.Verdict;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An experiment as JSON has it. */
record ExperimentView(
        UUID id,
        Experiment.State state,
        TargetView target,
        Fault fault,
        String by,
        Instant requestedAt,
        @Nullable Instant injectedAt,
        @Nullable Instant finishedAt,
        ForecastView forecast,
        @Nullable VerdictView verdict,
        @Nullable RecoveryView recovery,
        @Nullable AvailabilityView availability,
        EvidenceView evidence,
        List<StepView> steps,
        @Nullable Double recoveryLimit,
        @Nullable Repeat repeat,
        @Nullable UUID parent,
        List<UUID> runs,
        @Nullable Spread spread) {

    /** What it was aimed at. */
    record TargetView(
            String namespace,
            String pod,
            String podUid,
            PodView.Workload workload,
            @Nullable String container,
            @Nullable String containerId) {

        static TargetView of(Target target) {
            return new TargetView(
                    target.pod().namespace(),
                    target.pod().name(),
                    target.pod().uid(),
                    new PodView.Workload(target.workload().kind(), target.workload().name()),
                    target.container(),
                    target.containerId());
        }
    }

    /** What did happen. */
    record VerdictView(String outcome, MessageView explanation, boolean asForecast) {}

    /** The way back; times in seconds. */
    record RecoveryView(List<PhaseView> phases, double total, @Nullable Boolean passed) {}

    /** A stretch of it. */
    record PhaseView(String name, Instant from, Instant to, double seconds, String clock) {}

    /** What the verdict rests on. */
    record EvidenceView(
            @Nullable String delivery,
            @Nullable ExecView exec,
            ShotView before,
            @Nullable ShotView after) {

        EvidenceView withoutProcesses() {
            return new EvidenceView(
                    delivery,
                    exec,
                    before.withoutProcesses(),
                    after == null ? null : after.withoutProcesses());
        }
    }

    /** The delivering command; a null exit code was never told. */
    record ExecView(@Nullable Integer exitCode, String output) {}

    /** The target at one time. */
    record ShotView(
            Instant at,
            String pod,
            String podUid,
            @Nullable String containerId,
            @Nullable Instant startedAt,
            int restartCount,
            @Nullable Termination ended,
            List<ContainerProcess> processes) {

        ShotView withoutProcesses() {
            return new ShotView(
                    at, pod, podUid, containerId, startedAt, restartCount, ended, List.of());
        }

        static ShotView of(Shot shot) {
            return new ShotView(
                    shot.at(),
                    shot.pod(),
                    shot.podUid(),
                    shot.containerId(),
                    shot.startedAt(),
                    shot.restartCount(),
                    shot.ended(),
                    shot.processes());
        }
    }

    /** What was done or seen. */
    record StepView(Instant at, MessageView what) {}

    static ExperimentView of(Experiment experiment, Tally tally, Texts texts, Locale locale) {
        Verdict verdict = experiment.verdict();
        Recovery recovery = experiment.recovery();
        return new ExperimentView(
                experiment.id(),
                experiment.state(),
                TargetView.of(experiment.target()),
                experiment.fault(),
                experiment.by().user(),
                experiment.requestedAt(),
                experiment.injectedAt(),
                experiment.finishedAt(),
                ForecastView.of(
                        experiment.forecast(),
                        ForecastView.estimate(
                                experiment.fault(), experiment.forecast(), experiment.terms()),
                        texts,
                        locale),
                verdict == null
                        ? null
                        : new VerdictView(
                                verdict.outcome().word(),
                                texts.view(verdict.explanation(), locale),
                                verdict.asForecast()),
                recovery == null ? null : of(recovery),
                AvailabilityView.of(experiment),
                of(experiment.evidence()),
                experiment.steps().stream()
                        .map(step -> new StepView(step.at(), texts.view(step.what(), locale)))
                        .toList(),
                experiment.terms().recoveryLimit(),
                experiment.terms().repeat(),
                experiment.parent(),
                tally.runs(),
                tally.spread());
    }

    private static RecoveryView of(Recovery recovery) {
        return new RecoveryView(
                recovery.phases().stream().map(ExperimentView::of).toList(),
                recovery.total(),
                recovery.passed());
    }

    private static PhaseView of(Phase phase) {
        return new PhaseView(
                phase.name().word(),
                phase.from(),
                phase.to(),
                phase.seconds(),
                phase.clock().word());
    }

    /** As far as somebody may see it, as {@link Experiment#seenBy} has it. */
    ExperimentView seenBy(Actor reader) {
        return reader.rights().refusal(Act.INSPECT, target.namespace()).isEmpty()
                ? this
                : new ExperimentView(
                        id,
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
                        availability,
                        evidence.withoutProcesses(),
                        steps,
                        recoveryLimit,
                        repeat,
                        parent,
                        runs,
                        spread);
    }

    private static EvidenceView of(Evidence evidence) {
        String output = evidence.execOutput();
        Shot after = evidence.after();
        return new EvidenceView(
                evidence.delivery() == null ? null : evidence.delivery().word(),
                output == null ? null : new ExecView(evidence.execExitCode(), output),
                ShotView.of(evidence.before()),
                after == null ? null : ShotView.of(after));
    }
}
