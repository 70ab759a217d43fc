package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Verdict;
import java.time.Instant;
import java.util.List;

/** Experiments with other faults than a signal. */
final class FaultsFixture {

    private FaultsFixture() {}

    /** Of two workers, with a restart forecast in 12 to 24 s. */
    static Experiment hang(PodSnapshot pod, boolean asForecast, int startMillis) {
        Experiment done = ExperimentsFixture.restarted(pod, asForecast, "");
        Instant from = PagesFixture.NOW;
        Recovery recovery =
                new Recovery(
                        List.of(
                                phase(Phase.Name.DETECTED, from, 0, 9_000),
                                phase(Phase.Name.BACK_OFF, from, 9_000, startMillis),
                                phase(Phase.Name.READY, from, startMillis, startMillis + 1000)),
                        null);
        Forecast forecast =
                new Forecast(
                        Outcome.RESTARTED,
                        asForecast
                                ? List.of(Outcome.RESTARTED, Outcome.SUSPENDED)
                                : List.of(Outcome.SUSPENDED),
                        Message.of("experiment.forecast.hang-noticed", "httpGet /", 12, 24),
                        List.of(),
                        List.of(),
                        new Forecast.Range(12, 24, 0),
                        null);
        return with(done, new Fault.Hang(62, List.of(7, 8)), forecast, recovery);
    }

    static Experiment with(Experiment one, Fault fault) {
        Recovery recovery = one.recovery();
        return with(
                one,
                fault,
                one.forecast(),
                recovery == null ? new Recovery(List.of(), null) : recovery);
    }

    private static Phase phase(Phase.Name name, Instant from, int start, int end) {
        return new Phase(name, from.plusMillis(start), from.plusMillis(end), Phase.Clock.CLUSTER);
    }

    private static Experiment with(
            Experiment one, Fault fault, Forecast forecast, Recovery recovery) {
        Verdict verdict = one.verdict();
        return new Experiment(
                one.id(),
                one.clusterId(),
                one.state(),
                one.target(),
                fault,
                one.by(),
                one.requestedAt(),
                one.injectedAt(),
                one.finishedAt(),
                forecast,
                verdict,
                recovery,
                one.evidence(),
                one.steps(),
                one.terms(),
                one.parent(),
                null);
    }
}
