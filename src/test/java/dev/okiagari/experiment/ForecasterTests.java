package dev.okiagari.experiment;

import static dev.okiagari.experiment.Targets.barePod;
import static dev.okiagari.experiment.Targets.pod;
import static dev.okiagari.experiment.Targets.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTests {

    private static final List<Delivery> SHELL = List.of(Delivery.open(Delivery.Method.SHELL));
    private static final Set<Integer> NONE = Set.of();

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "STOP"})
    void whatCannotBeCaughtIsDroppedForPidOne(String signal) {
        assertThat(toPrimary(signal, Set.of(9, 15, 19), NONE, NONE).possible())
                .containsExactly(Outcome.NO_EFFECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP", "TSTP", "TTIN", "USR1", "SEGV"})
    void pidOneWithoutHandlerDropsEverySignal(String signal) {
        Forecast forecast = toPrimary(signal, NONE, NONE, NONE);

        assertThat(forecast.possible()).containsExactly(Outcome.NO_EFFECT);
        assertThat(forecast.explanation().key()).isEqualTo("experiment.forecast.not-caught");
    }

    @Test
    void pidOneThatIgnoresItDropsIt() {
        Forecast forecast = toPrimary("TERM", NONE, Set.of(15), NONE);

        assertThat(forecast.possible()).containsExactly(Outcome.NO_EFFECT);
        assertThat(forecast.explanation().key()).isEqualTo("experiment.forecast.ignored-1");
    }

    @Test
    void blockedSignalMayComeLater() {
        Forecast forecast = toPrimary("TERM", Set.of(15), NONE, Set.of(15));

        assertThat(forecast.outcome()).isEqualTo(Outcome.NO_EFFECT);
        assertThat(forecast.possible()).contains(Outcome.RESTARTED, Outcome.DELIVERED);
    }

    @ParameterizedTest(name = "SIGTERM with a handler and restartPolicy {0}: {1}")
    @CsvSource({"Always, RESTARTED", "OnFailure, RESTARTED", "Never, GONE"})
    void handledTermEndsAsTheRestartPolicySays(String policy, Outcome outcome) {
        Forecast forecast =
                Forecaster.signal(
                        Signal.of("TERM"),
                        process(1, 0, Set.of(15), NONE, NONE),
                        pod(policy),
                        SHELL);

        assertThat(forecast.outcome()).isEqualTo(outcome);
        assertThat(forecast.possible()).contains(outcome, Outcome.DELIVERED);
    }

    @Test
    void onFailureMayAlsoStayDownAfterACleanExit() {
        Forecast forecast =
                Forecaster.signal(
                        Signal.of("TERM"),
                        process(1, 0, Set.of(15), NONE, NONE),
                        pod("OnFailure"),
                        SHELL);

        assertThat(forecast.possible()).contains(Outcome.RESTARTED, Outcome.GONE);
    }

    @Test
    void otherHandledSignalsUsuallyKeepTheProgramRunning() {
        assertThat(toPrimary("USR1", Set.of(10), NONE, NONE).outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void anotherProcessFollowsTheNormalRules() {
        ContainerProcess worker = process(7, 1, NONE, NONE, NONE);

        assertThat(Forecaster.signal(Signal.of("KILL"), worker, pod("Always"), SHELL).outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void killCannotBeIgnoredByAnotherProcess() {
        ContainerProcess worker = process(7, 1, NONE, Set.of(9, 15), NONE);
        PodSnapshot pod = pod("Always");

        assertThat(Forecaster.signal(Signal.of("KILL"), worker, pod, SHELL).outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(Forecaster.signal(Signal.of("TERM"), worker, pod, SHELL).outcome())
                .isEqualTo(Outcome.NO_EFFECT);
    }

    @Test
    void suspendWithoutOtherProcessesIsImpossible() {
        ProcessTable alone =
                new ProcessTable(
                        "c", Targets.T0, "shell", List.of(process(1, 0, NONE, NONE, NONE)));

        Forecast forecast =
                Forecaster.suspend(new Fault.Suspend(20, null), List.of(), alone, SHELL);

        assertThat(forecast.canBeTried()).isFalse();
    }

    @Test
    void barePodDoesNotComeBack() {
        assertThat(Forecaster.deletePod(barePod()).possible()).containsExactly(Outcome.GONE);
        assertThat(Forecaster.deletePod(pod("Always")).outcome()).isEqualTo(Outcome.REPLACED);
    }

    @Test
    void mostLikelyOutcomeIsAlwaysPossible() {
        for (String signal : Signal.OFFERED) {
            for (String policy : List.of("Always", "OnFailure", "Never")) {
                int number = Signal.of(signal).number();
                Forecast forecast =
                        Forecaster.signal(
                                Signal.of(signal),
                                process(1, 0, Set.of(number), NONE, NONE),
                                pod(policy),
                                SHELL);
                assertThat(forecast.possible()).contains(forecast.outcome());
            }
        }
    }

    private static Forecast toPrimary(
            String signal, Set<Integer> catches, Set<Integer> ignores, Set<Integer> blocks) {
        return Forecaster.signal(
                Signal.of(signal), process(1, 0, catches, ignores, blocks), pod("Always"), SHELL);
    }
}
