package dev.okiagari.experiment;

import static dev.okiagari.experiment.Targets.barePod;
import static dev.okiagari.experiment.Targets.pod;
import static dev.okiagari.experiment.Targets.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Sender;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalForecastTests {

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
        Forecast forecast = to("TERM", process(1, 0, Set.of(15), NONE, NONE), pod(policy));

        assertThat(forecast.outcome()).isEqualTo(outcome);
        assertThat(forecast.possible()).contains(outcome, Outcome.DELIVERED);
    }

    @Test
    void onFailureMayAlsoStayDownAfterACleanExit() {
        Forecast forecast = to("TERM", process(1, 0, Set.of(15), NONE, NONE), pod("OnFailure"));

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

        assertThat(to("KILL", worker, pod("Always")).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void killCannotBeIgnoredByAnotherProcess() {
        ContainerProcess worker = process(7, 1, NONE, Set.of(9, 15), NONE);
        PodSnapshot pod = pod("Always");

        assertThat(to("KILL", worker, pod).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(to("TERM", worker, pod).outcome()).isEqualTo(Outcome.NO_EFFECT);
    }

    @Test
    void aShellAsPidOneIsNamedAsTheReason() {
        ContainerProcess shell =
                new ContainerProcess(
                        1,
                        0,
                        "sh",
                        "S",
                        "root",
                        List.of("sh", "-c", "web"),
                        100,
                        Targets.T0,
                        Set.of(2, 17),
                        NONE,
                        NONE,
                        Set.of());

        assertThat(to("TERM", shell, pod("Always")).explanation().key())
                .isEqualTo("experiment.forecast.not-caught-shell");
    }

    @Test
    void anotherUserWithoutTheCapabilityIsRefusedByTheKernel() {
        ContainerProcess main = owned(1, 0, 0);
        Forecast forecast =
                SignalForecast.of(
                        Signal.of("TERM"),
                        List.of(main),
                        Targets.from(
                                Delivery.Method.SHELL,
                                new Sender(1000, false),
                                pod("Always"),
                                main));

        assertThat(forecast.possible()).containsExactly(Outcome.DENIED);
        assertThat(forecast.canBeTried()).isFalse();
    }

    @Test
    void fromTheNodeKillReachesPidOneAndTermStillNeedsAHandler() {
        ContainerProcess main = owned(1, 0, 0);
        Standpoint node =
                Targets.from(
                        Delivery.Method.NODE_HELPER, new Sender(1000, false), pod("Always"), main);

        assertThat(SignalForecast.of(Signal.of("KILL"), List.of(main), node).possible())
                .containsExactly(Outcome.RESTARTED, Outcome.NOT_RECOVERED);
        assertThat(SignalForecast.of(Signal.of("TERM"), List.of(main), node).possible())
                .containsExactly(Outcome.NO_EFFECT);
    }

    @Test
    void theMainProcessOfASharedNamespaceHasNoProtection() {
        ContainerProcess main = owned(7, 0, 0);
        Forecast forecast =
                SignalForecast.of(
                        Signal.of("KILL"),
                        List.of(main),
                        Targets.inside(pod("Always"), main, owned(13, 7, 0)));

        assertThat(forecast.possible()).containsExactly(Outcome.RESTARTED, Outcome.NOT_RECOVERED);
    }

    @ParameterizedTest(name = "{0} to a worker that {1} is {2}")
    @CsvSource({
        "KILL, has no handler, DELIVERED",
        "TERM, has no handler, DELIVERED",
        "WINCH, has no handler, NO_EFFECT",
        "CHLD, has no handler, NO_EFFECT",
        "TERM, is stopped, NO_EFFECT",
        "KILL, is stopped, DELIVERED",
        "CONT, is stopped, NO_EFFECT",
        "TERM, is a zombie, NO_EFFECT"
    })
    void aWorkerFollowsTheDefaultsOfLinux(String signal, String how, Outcome outcome) {
        String state = how.endsWith("stopped") ? "T" : how.endsWith("zombie") ? "Z" : "S";
        ContainerProcess worker =
                new ContainerProcess(
                        7,
                        1,
                        "app",
                        state,
                        "root",
                        List.of("app"),
                        100,
                        Targets.T0,
                        NONE,
                        NONE,
                        NONE,
                        Set.of());

        assertThat(to(signal, worker, pod("Always")).outcome()).isEqualTo(outcome);
    }

    @Test
    void ofSeveralProcessesOneThatIsRefusedRefusesAll() {
        ContainerProcess mine = owned(7, 1, 1000);
        ContainerProcess other = owned(8, 1, 0);
        Standpoint from =
                Targets.from(
                        Delivery.Method.SHELL,
                        new Sender(1000, false),
                        pod("Always"),
                        owned(1, 0, 1000),
                        mine,
                        other);

        assertThat(SignalForecast.of(Signal.of("TERM"), List.of(mine, other), from).outcome())
                .isEqualTo(Outcome.DENIED);
        assertThat(SignalForecast.of(Signal.of("TERM"), List.of(mine, mine), from).outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aJobsPodIsGoneOrTriedAgain() {
        PodSnapshot job = Targets.ofJob();

        assertThat(
                        SignalForecast.of(
                                        Signal.of("TERM"),
                                        List.of(process(1, 0, Set.of(15), NONE, NONE)),
                                        Targets.inside(job, process(1, 0, Set.of(15), NONE, NONE)))
                                .possible())
                .containsExactly(Outcome.GONE, Outcome.REPLACED, Outcome.DELIVERED);
    }

    @Test
    void javaCrashesOfASegmentationFaultFromOutside() {
        ContainerProcess java =
                new ContainerProcess(
                        1,
                        0,
                        "java",
                        "S",
                        "root",
                        List.of("java"),
                        100,
                        Targets.T0,
                        Set.of(11, 15),
                        NONE,
                        NONE,
                        Set.of());

        assertThat(to("SEGV", java, pod("Always")).outcome()).isEqualTo(Outcome.RESTARTED);
    }

    @Test
    void whatCannotBeSeenFirstKeepsAllThatIsPossible() {
        Standpoint guest =
                Targets.from(Delivery.Method.EPHEMERAL_CONTAINER, Sender.UNKNOWN, pod("Always"));

        assertThat(SignalForecast.unseen(Signal.of("TERM"), guest).possible())
                .containsExactlyInAnyOrder(
                        Outcome.RESTARTED,
                        Outcome.NOT_RECOVERED,
                        Outcome.DELIVERED,
                        Outcome.NO_EFFECT);
        assertThat(SignalForecast.unseen(Signal.of("KILL"), guest).possible())
                .containsExactly(Outcome.NO_EFFECT);
    }

    @Test
    void barePodDoesNotComeBack() {
        assertThat(PodForecast.deleted(barePod()).possible()).containsExactly(Outcome.GONE);
        assertThat(PodForecast.deleted(pod("Always")).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(PodForecast.evicted(pod("Always")).possible()).contains(Outcome.DENIED);
    }

    @Test
    void mostLikelyOutcomeIsAlwaysPossible() {
        for (String signal : Signal.OFFERED) {
            for (String policy : List.of("Always", "OnFailure", "Never")) {
                int number = Signal.of(signal).number();
                Forecast forecast =
                        to(signal, process(1, 0, Set.of(number), NONE, NONE), pod(policy));
                assertThat(forecast.possible()).contains(forecast.outcome());
            }
        }
    }

    private static ContainerProcess owned(int pid, int parent, int user) {
        return new ContainerProcess(
                pid,
                parent,
                "app",
                "S",
                String.valueOf(user),
                List.of("app"),
                100,
                Targets.T0,
                NONE,
                NONE,
                NONE,
                Set.of(user));
    }

    private static Forecast to(String signal, ContainerProcess process, PodSnapshot pod) {
        ContainerProcess first = process(1, 0, NONE, NONE, NONE);
        Standpoint from =
                process.isPrimary()
                        ? Targets.inside(pod, process)
                        : Targets.inside(pod, first, process);
        return SignalForecast.of(Signal.of(signal), List.of(process), from);
    }

    private static Forecast toPrimary(
            String signal, Set<Integer> catches, Set<Integer> ignores, Set<Integer> blocks) {
        return to(signal, process(1, 0, catches, ignores, blocks), pod("Always"));
    }
}
